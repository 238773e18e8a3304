using Glia.Kernels;

namespace Glia.Benchmarks;

/// <summary>The vector widths that run on this machine in hardware. One that does not would measure an emulation.</summary>
internal static class Widths
{
    public static IEnumerable<SimdWidth> Available => Enum.GetValues<SimdWidth>().Where(width => width <= SimdWidths.Best);

    /// <summary>Floats from a fixed seed, none of them 0.</summary>
    public static FloatBuffer Random(int length, ulong seed, double low = -1, double high = 1)
    {
        var random = new Xoshiro256(seed);
        var buffer = new FloatBuffer(length);
        foreach (ref float value in buffer.Span) value = (float)random.NextDouble(low, high);
        return buffer;
    }
}
