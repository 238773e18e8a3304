namespace Glia.Datasets.Tests.Handwriting;

/// <summary>A classifier for tests: the label of the nearest of some thousand generated digits, compared at 14 × 14 pixels.</summary>
internal sealed class DigitVote
{
    private const int Side = 14;
    private readonly List<(float[] Pixels, int Label)> _known = [];

    public DigitVote(int count, ulong seed)
    {
        Dataset digits = HandwrittenDigits.Generate(count, seed);
        for (int i = 0; i < count; i++) _known.Add((Halve(digits.ByteFeatures(i)), digits.Label(i)));
    }

    public int Label(ReadOnlySpan<byte> pixels)
    {
        float[] digit = Halve(pixels);
        float best = float.MaxValue;
        int label = -1;
        foreach ((float[] known, int knownLabel) in _known)
        {
            float distance = 0;
            for (int i = 0; i < digit.Length && distance < best; i += Side)
                for (int j = i; j < i + Side; j++) distance += (digit[j] - known[j]) * (digit[j] - known[j]);
            if (distance < best) (best, label) = (distance, knownLabel);
        }

        return label;
    }

    private static float[] Halve(ReadOnlySpan<byte> pixels)
    {
        var half = new float[Side * Side];
        for (int i = 0; i < half.Length; i++)
        {
            int at = (i / Side * 2 * 28) + (i % Side * 2);
            half[i] = (pixels[at] + pixels[at + 1] + pixels[at + 28] + pixels[at + 29]) / 4f;
        }

        return half;
    }
}
