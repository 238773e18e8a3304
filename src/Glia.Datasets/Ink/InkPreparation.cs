namespace Glia.Datasets;

/// <summary>
/// Makes any picture of one digit what a network trained on MNIST expects: ink 255 on 0, fitted into 20 × 20 pixels, in 28 × 28 by its centre of mass.
/// The picture may be of any size, dark on light or light on dark, on a transparent, grey, coloured or unevenly lit background, with specks and noise,
/// written with a thin or a thick pen, anywhere in the picture.
/// </summary>
public static class InkPreparation
{
    private const float Solid = 0.2f; // share of the ink's strength from which on a pixel is a stroke's
    private const float Fringe = 0.08f; // share from which on it belongs to a stroke that is near
    private const float EdgeLevel = 0.15f; // share from which on it counts for the digit's size: soft edges of enlarged pictures would make the digit smaller
    private const int SmallestForPen = 60; // pixels of a digit from which on its pen's width can be told and changed

    /// <summary>Prepares <paramref name="picture"/>. A picture without ink gives a result with <see cref="InkPreparationResult.IsEmpty"/> set; it is not an error.</summary>
    /// <param name="picture">A picture of one digit, 1 × 1 pixel or more.</param>
    /// <returns>The 784 pixels, with the stages on the way to them and warnings.</returns>
    public static InkPreparationResult Prepare(RasterImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var reduced = new PictureReduction(picture);
        GreyPlane gray = GrayConversion.Convert(reduced, out bool fromAlpha);
        double noise = Noise(gray);
        GreyPlane background = BackgroundSurface.Fit(gray, noise);
        bool light = IsLight(gray, background, noise);
        if (!fromAlpha && BackgroundSteps.Show(gray, background, noise)) background = BackgroundSteps.Fit(gray, out light);
        GreyPlane ink = Flatten(gray, background, noise, light, out float floor);
        RuledLines.Remove(ink, floor);
        (InkComponents? parts, bool[]? digit, float strength) = FindDigit(ink, floor);
        bool empty = parts is null || digit is null || IsSpeck(parts.Main, ink);
        var cleaned = new GreyPlane(ink.Width, ink.Height);
        if (!empty) Clean(ink, digit!, strength, cleaned);
        PixelBox box = empty ? default : parts!.Box;
        bool framed = !empty && IsFramed(cleaned, box);
        var pixels = new byte[DigitFrame.Length];
        if (framed) cleaned.ToBytes(255).CopyTo(pixels, 0);
        double pen = empty || framed ? 0 : Frame(cleaned, box, pixels);
        return new(pixels, gray, background, ink, cleaned)
        {
            IsEmpty = empty,
            IsLightOnDark = light,
            IsFromTransparency = fromAlpha,
            WasFramed = framed,
            PenWidth = pen,
            CropBox = InOriginal(box, reduced.Factor, picture),
            Warnings = Warn(empty, box, ink, strength, pen, parts?.HasNeighbour ?? false),
        };
    }

    // Deviation of the noise, from the median difference of neighbours: most of them lie on the same side of every edge.
    private static double Noise(GreyPlane gray)
    {
        int step = Math.Max(1, gray.Values.Length / 20_000);
        var differences = new List<float>();
        for (int i = 1; i < gray.Values.Length; i += step)
            if (i % gray.Width != 0) differences.Add(Math.Abs(gray.Values[i] - gray.Values[i - 1]));
        if (differences.Count == 0) return 0;
        differences.Sort();
        return differences[differences.Count / 2] / 0.954; // median |a − b| of two normal numbers = 0.954 σ
    }

    // Whether the ink is lighter than its background: whichever side more of the picture lies on, clearly.
    private static bool IsLight(GreyPlane gray, GreyPlane background, double noise)
    {
        double tolerance = Math.Max(4, 3 * noise), lighter = 0, darker = 0;
        for (int i = 0; i < gray.Values.Length; i++)
        {
            double difference = gray.Values[i] - background.Values[i], beyond = Math.Max(0, Math.Abs(difference) - tolerance);
            if (difference > 0) lighter += beyond * beyond;
            else darker += beyond * beyond;
        }

        return lighter > darker;
    }

    // Ink as the share by which it darkens (or lightens) the background: light falls on paper and ink alike, so that it cancels out.
    private static GreyPlane Flatten(GreyPlane gray, GreyPlane background, double noise, bool light, out float floor)
    {
        double least = 255;
        var ink = new GreyPlane(gray.Width, gray.Height);
        for (int i = 0; i < ink.Values.Length; i++)
        {
            float behind = background.Values[i], room = Math.Max(48, light ? 255 - behind : behind);
            ink.Values[i] = Math.Clamp((light ? gray.Values[i] - behind : behind - gray.Values[i]) / room, 0, 1);
            least = Math.Min(least, room);
        }

        floor = (float)Math.Max(0.05, 4 * noise / least); // where the background is darkest, noise is largest beside it
        return ink;
    }

    // Twice: how strong the ink is shows only once its main piece is found.
    private static (InkComponents? Parts, bool[]? Digit, float Strength) FindDigit(GreyPlane ink, float floor)
    {
        GreyPlane smooth = floor > 0.1f && Math.Min(ink.Width, ink.Height) >= SmallestForPen ? Blur(ink) : ink;
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

    // Returns the pen's width as it was, in pixels of the frame's box; 0 where it was not measured.
    private static double Frame(GreyPlane cleaned, PixelBox box, byte[] pixels)
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

    // Mean of 3 × 3, for finding pieces in noise only.
    private static GreyPlane Blur(GreyPlane ink)
    {
        int width = ink.Width, height = ink.Height;
        var blurred = new GreyPlane(width, height);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                float sum = 0;
                for (int y = row - 1; y <= row + 1; y++)
                    for (int x = column - 1; x <= column + 1; x++)
                        sum += ink.Values[(Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)];
                blurred.Values[(row * width) + column] = sum / 9;
            }
        }

        return blurred;
    }

    private static PixelBox InOriginal(PixelBox box, int factor, RasterImage picture)
    {
        int left = box.Left * factor, top = box.Top * factor;
        return new(left, top, Math.Min(box.Width * factor, picture.Width - left), Math.Min(box.Height * factor, picture.Height - top));
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
