namespace Glia.Datasets;

/// <summary>
/// Makes any picture of one digit what a network trained on MNIST expects: ink 255 on 0, fitted into 20 × 20 pixels, in 28 × 28 by its centre of mass.
/// The picture may be of any size, dark on light or light on dark, on a transparent, grey, coloured or unevenly lit background, with specks and noise,
/// written with a thin or a thick pen, anywhere in the picture. It keeps nothing between calls: several threads may prepare pictures at once.
/// </summary>
public static class InkPreparation
{
    private const float Solid = 0.2f; // share of the ink's strength from which on a pixel is a stroke's
    private const float Fringe = 0.08f; // share from which on it belongs to a stroke that is near
    private const int SmallestToBlur = 60; // pixels of a picture's side from which on strokes outlive a blur

    /// <summary>Prepares <paramref name="picture"/>. A picture without ink gives a result with <see cref="InkPreparationResult.IsEmpty"/> set; it is not an error.</summary>
    /// <param name="picture">A picture of one digit, 1 × 1 pixel or more.</param>
    /// <returns>The 784 pixels, with the stages on the way to them and warnings.</returns>
    public static InkPreparationResult Prepare(RasterImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var reduced = new PictureReduction(picture);
        GreyPlane gray = GrayConversion.Convert(reduced, out bool fromAlpha);
        double noise = InkFlattening.Noise(gray);
        GreyPlane background = BackgroundSurface.Fit(gray, noise);
        bool light = InkFlattening.IsLight(gray, background, noise);
        if (!fromAlpha && BackgroundSteps.Show(gray, background, noise)) background = BackgroundSteps.Fit(gray, out light);
        GreyPlane ink = InkFlattening.Flatten(gray, background, noise, light, out float floor);
        RuledLines.Remove(ink, floor);
        (InkComponents? parts, bool[]? digit, float strength) = FindDigit(ink, floor);
        bool empty = parts is null || digit is null || IsSpeck(parts.Main, ink);
        PixelBox box = empty ? default : parts!.Box;
        var cleaned = new GreyPlane(ink.Width, ink.Height);
        if (!empty) Clean(ink, digit!, strength, cleaned);
        bool framed = !empty && IsFramed(cleaned, box);
        var pixels = new byte[DigitFrame.Length];
        if (framed) cleaned.ToBytes(255).CopyTo(pixels, 0);
        double pen = empty || framed ? 0 : DigitFraming.Frame(cleaned, box, pixels);
        return new(picture, pixels, gray, background, ink, cleaned)
        {
            IsEmpty = empty,
            IsLightOnDark = light,
            IsFromTransparency = fromAlpha,
            WasFramed = framed,
            PenWidth = pen,
            CropBox = box.Enlarged(reduced.Factor, picture),
            Warnings = Warn(empty, box, ink, strength, pen, parts?.HasNeighbour ?? false),
        };
    }

    // Twice: how strong the ink is shows only once its main piece is found.
    private static (InkComponents? Parts, bool[]? Digit, float Strength) FindDigit(GreyPlane ink, float floor)
    {
        GreyPlane smooth = floor > 0.1f && Math.Min(ink.Width, ink.Height) >= SmallestToBlur ? InkFlattening.Blur(ink) : ink;
        float smoothFloor = ReferenceEquals(smooth, ink) ? floor : Math.Max(0.05f, floor / 2);
        float strength = new InkComponents(smooth, smoothFloor).Strength();
        if (strength < 1.4f * smoothFloor) return (null, null, strength);
        var components = new InkComponents(smooth, Math.Max(smoothFloor, Solid * strength));
        return (components, components.Choose(strength, Math.Max(smoothFloor, Fringe * strength)), strength);
    }

    private static bool IsSpeck(PixelBox box, GreyPlane ink) => box.LongSide < Math.Max(3, 0.015 * ink.LongSide);

    // Size and place as MNIST has them. A few of its digits miss the middle by up to a pixel or so, and are left there.
    private static bool IsFramed(GreyPlane cleaned, PixelBox box)
    {
        if (cleaned.Width != DigitFrame.Side || cleaned.Height != DigitFrame.Side || box.LongSide is < 16 or > DigitFrame.Box) return false;
        (double x, double y) = DigitFrame.CentreOfMass(cleaned.ToBytes(255), DigitFrame.Side);
        return Math.Max(Math.Abs(x - DigitFrame.Middle), Math.Abs(y - DigitFrame.Middle)) < 1.5;
    }

    // Ink of the digit's pieces and the pixels around them, so that the soft edge stays, at full strength.
    private static void Clean(GreyPlane ink, bool[] digit, float strength, GreyPlane cleaned)
    {
        int width = ink.Width, height = ink.Height;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                if (!digit[(row * width) + column]) continue;
                for (int y = Math.Max(0, row - 1); y <= Math.Min(height - 1, row + 1); y++)
                    for (int x = Math.Max(0, column - 1); x <= Math.Min(width - 1, column + 1); x++)
                        cleaned.Values[(y * width) + x] = Math.Min(1, ink.Values[(y * width) + x] / strength);
            }
        }
    }

    private static List<InkWarning> Warn(bool empty, PixelBox box, GreyPlane ink, float strength, double pen, bool neighbour)
    {
        if (empty) return [new("empty", "No ink was found: the picture is of one colour, or holds only specks. Draw a digit, or raise the contrast.")];
        var warnings = new List<InkWarning>();
        if (box.LongSide < 14) warnings.Add(new("small", $"The digit is only {box.LongSide} pixels large; 20 or more are better."));
        if (strength < 0.15f) warnings.Add(new("faint", "The ink hardly differs from its background."));
        if (box.Left == 0 || box.Top == 0 || box.Left + box.Width == ink.Width || box.Top + box.Height == ink.Height)
            warnings.Add(new("touches-border", "The ink reaches the border of the picture; part of the digit may be missing."));
        if (neighbour) warnings.Add(new("several-parts", "Two pieces stand side by side; if they are two digits, give one at a time."));
        if (pen is > 0 and < 1.3) warnings.Add(new("thin-pen", "The pen is very thin for the size of the digit; the strokes were thickened."));
        if (pen > 5) warnings.Add(new("thick-pen", "The pen is very thick for the size of the digit; the strokes were thinned."));
        return warnings;
    }
}
