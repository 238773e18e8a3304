using System.Runtime.CompilerServices;

namespace Glia.Live;

/// <summary>
/// How far two sequences of frames are apart when time may be stretched: the cheapest path through all pairs of frames from the first to the last, in the symmetric form of Sakoe and Chiba (1978),
/// <c>g(i, j) = min(g(i−1, j) + d, g(i−1, j−1) + 2 d, g(i, j−1) + d)</c> with d the Euclidean distance of frames i and j, and j no further than the width from where i lies on the straight line between the ends. The result is <c>g(n, m) / (n + m)</c>: the mean distance along the path.
/// </summary>
/// <param name="inputs">Number of inputs of a frame.</param>
/// <param name="width">How far j may be from that line, in frames of the second sequence.</param>
/// <param name="longest">The most frames of a sequence.</param>
internal sealed class WarpingDistance(int inputs, int width, int longest)
{
    private float[] _above = new float[longest], _row = new float[longest];

    /// <summary>The distance; +Infinity as soon as it is known to be <paramref name="enough"/> or more.</summary>
    /// <param name="a">Shape <c>(n, inputs)</c>.</param>
    /// <param name="b">Shape <c>(m, inputs)</c>.</param>
    /// <param name="enough">What need not be known more exactly.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Measure(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float enough = float.PositiveInfinity)
    {
        int n = a.Length / inputs, m = b.Length / inputs, start = 0;
        float most = enough * (n + m);
        Array.Fill(_above, float.PositiveInfinity, 0, m);
        for (int i = 0; i < n; i++)
        {
            // The line is in this row from where it comes in to the frame before it is in the next.
            int next = i == n - 1 ? m : (int)((i + 1L) * (m - 1) / (n - 1));
            int first = Math.Max(0, start - width), last = (int)Math.Min(m - 1L, Math.Max(start, next - 1L) + width);
            start = next;
            float left = float.PositiveInfinity, least = float.PositiveInfinity;
            for (int j = first; j <= last; j++)
            {
                float d = Between(a.Slice(i * inputs, inputs), b.Slice(j * inputs, inputs));
                float diagonal = j > 0 ? _above[j - 1] : float.PositiveInfinity;
                float g = i == 0 && j == 0 ? 2 * d : Math.Min(Math.Min(_above[j], left) + d, diagonal + (2 * d));
                _row[j] = left = g;
                least = Math.Min(least, g);
            }

            if (least >= most) return float.PositiveInfinity;
            if (first > 0) _row[first - 1] = float.PositiveInfinity; // the next row looks there, outside the band of this one, and beyond it
            Array.Fill(_row, float.PositiveInfinity, last + 1, m - last - 1);
            (_above, _row) = (_row, _above);
        }

        return _above[m - 1] / (n + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return MathF.Sqrt(sum);
    }
}
