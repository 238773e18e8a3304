namespace Glia.Datasets;

/// <summary>From a digit's cleaned ink to what MNIST holds: a pen of usual width, 20 × 20 pixels, in 28 × 28 by the centre of mass.</summary>
internal static class DigitFraming
{
    private const float EdgeLevel = 0.15f; // share of the ink's strength from which on a pixel counts for the digit's size: soft edges of enlarged pictures would make the digit smaller
    private const int SmallestForPen = 60; // pixels of a digit from which on its pen's width can be told and changed

    /// <summary>Frames part <paramref name="box"/> of <paramref name="cleaned"/> (ink 0 … 1) into <paramref name="pixels"/>, shape <c>(28, 28)</c>.</summary>
    /// <returns>The pen's width as it was, in pixels of the frame's box; 0 where it was not measured.</returns>
    public static double Frame(GreyPlane cleaned, PixelBox box, byte[] pixels)
    {
        double pen = 0;
        GreyPlane part = cleaned.Crop(box, 0);
        if (box.LongSide >= SmallestForPen)
        {
            double width = PenWidthTuner.Measure(part), growth = PenWidthTuner.Growth(width, box.LongSide);
            pen = width * DigitFrame.Box / box.LongSide;
            if (growth != 0)
            {
                part = cleaned.Crop(box, growth > 0 ? (int)Math.Ceiling(growth) + 1 : 1);
                PenWidthTuner.Apply(part, growth);
            }
        }

        PixelBox inner = part.BoxAbove(EdgeLevel);
        if (inner.IsEmpty) inner = (part = cleaned.Crop(box, 0)).BoxAbove(0); // thinned away: not strokes, but the box must hold something
        GreyPlane fitted = AreaResampler.Fit(part, inner, (double)DigitFrame.Box / inner.LongSide, DigitFrame.Box);
        DigitFrame.Centre(fitted.ToBytes(255 * Gain(fitted)), pixels);
        return pen;
    }

    // Thin strokes pale when they are made smaller; trained strokes reach full ink.
    private static float Gain(GreyPlane fitted)
    {
        float peak = fitted.Values.Max();
        float[] strong = [.. fitted.Values.Where(value => value >= 0.3f * peak)];
        Array.Sort(strong);
        return Math.Clamp(1 / Math.Max(0.01f, strong[(int)((strong.Length - 1) * 0.9)]), 1, 3);
    }
}
