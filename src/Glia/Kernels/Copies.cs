namespace Glia.Kernels;

/// <summary>The same matrix once for each thread: to read what another core has just written takes longer than to make it twice.</summary>
internal abstract class Copies
{
    /// <summary>The copy of thread <paramref name="worker"/>, and its marks.</summary>
    public abstract (FloatBuffer Values, NonZeros NonZeros) Of(int worker);
}
