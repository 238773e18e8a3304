namespace Glia;

// The other direction.
public sealed partial class Network
{
    /// <summary>The raw inputs, shape <c>(in)</c>, that the network run backwards gives for class <paramref name="label"/>: see <see cref="Glia.Backquery"/>, whose words these are.</summary>
    /// <exception cref="ArgumentException">An activation has no inverse, or there is no such class.</exception>
    public float[] Backquery(int label) => Glia.Backquery.OfClass(this, label);
}
