using System.Runtime.CompilerServices;

namespace Glia.Live;

/// <summary>Fewer frames for many: each is the mean of a piece (Keogh and Pazzani's piecewise aggregate approximation, 2000).</summary>
internal static class Downsampling
{
    /// <summary>How many frames become of <paramref name="frames"/>: at most <paramref name="most"/>, where that is not 0.</summary>
    public static int Length(int frames, int most) => most > 0 ? Math.Min(frames, most) : frames;

    /// <summary>Writes the means of the pieces.</summary>
    /// <param name="frames">Shape <c>(frames, inputs)</c>.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="means">Shape <c>(pieces, inputs)</c>, no more pieces than frames.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<float> frames, int inputs, Span<float> means)
    {
        int count = frames.Length / inputs, pieces = means.Length / inputs;
        means.Clear();
        for (int piece = 0; piece < pieces; piece++)
        {
            int start = (int)((long)piece * count / pieces), end = (int)((piece + 1L) * count / pieces);
            Span<float> mean = means.Slice(piece * inputs, inputs);
            for (int f = start; f < end; f++)
                for (int i = 0; i < inputs; i++) mean[i] += frames[(f * inputs) + i];
            for (int i = 0; i < inputs; i++) mean[i] /= end - start;
        }
    }
}
