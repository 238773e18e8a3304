namespace Glia.Datasets;

/// <summary>
/// A picture made ready for a network that was trained on MNIST-like digits, with the stages on the way to it. The stages are at working size: the picture's
/// own, or reduced by a whole number so that no side is above 1,000 pixels. Each is worked out when it is first asked for; the pixels are the result's own, and whoever changes them changes what the next one sees.
/// </summary>
public sealed class InkPreparationResult
{
    private readonly GreyPlane _gray, _background, _ink, _cleaned;

    internal InkPreparationResult(RasterImage original, byte[] pixels, GreyPlane gray, GreyPlane background, GreyPlane ink, GreyPlane cleaned)
    {
        (Original, Pixels) = (original, pixels);
        (_gray, _background, _ink, _cleaned) = (gray, background, ink, cleaned);
    }

    /// <summary>The digit: 784 pixels, shape <c>(28, 28)</c> in row order, 255 for ink on 0; all 0 where the picture is empty.</summary>
    public byte[] Pixels { get; }

    /// <summary>True where no ink was found; <see cref="Warnings"/> then says so with the code <c>empty</c>.</summary>
    public bool IsEmpty { get; internal init; }

    /// <summary>True where the ink is lighter than what it lies on.</summary>
    public bool IsLightOnDark { get; internal init; }

    /// <summary>True where the ink was taken from the picture's transparency: strokes on a transparent canvas.</summary>
    public bool IsFromTransparency { get; internal init; }

    /// <summary>True where the picture already was a framed 28 × 28 digit, so that its scale was left alone.</summary>
    public bool WasFramed { get; internal init; }

    /// <summary>Where the ink lies, in pixels of the original picture.</summary>
    public PixelBox CropBox { get; internal init; }

    /// <summary>Width of the pen in pixels of a digit of 20 pixels, as it was found; 0 where the digit is too small to tell.</summary>
    public double PenWidth { get; internal init; }

    /// <summary>What may make the digit hard to read; empty where nothing does.</summary>
    public IReadOnlyList<InkWarning> Warnings { get; internal init; } = [];

    /// <summary>The picture that was given.</summary>
    public RasterImage Original { get; }

    /// <summary>
    /// Every stage from the picture as it was given to the framed digit, in order. Those that a network could be given come with their 28 × 28 pixels, plainly made smaller:
    /// where a network's answers to them turn right, there lies what the picture was misread for.
    /// </summary>
    public IReadOnlyList<InkStage> Stages => field ??=
    [
        InkStage.Of("original", Original, invert: false),
        InkStage.Of("gray", Gray, invert: !IsLightOnDark),
        new() { Name = "background", Picture = Background },
        InkStage.Of("ink", Ink, invert: false),
        InkStage.Of("cleaned", Cleaned, invert: false),
        new() { Name = "framed", Picture = Framed, Pixels = Pixels },
    ];

    /// <summary>First stage: one grey value per pixel, transparency and colours resolved.</summary>
    public RasterImage Gray => field ??= Picture(_gray, 1);

    /// <summary>Second stage: the background as it would look without ink.</summary>
    public RasterImage Background => field ??= Picture(_background, 1);

    /// <summary>Third stage: the background and printed lines taken away, ink white on black.</summary>
    public RasterImage Ink => field ??= Picture(_ink, 255);

    /// <summary>Fourth stage: specks removed and ink brought to full strength.</summary>
    public RasterImage Cleaned => field ??= Picture(_cleaned, 255);

    /// <summary>Last stage: <see cref="Pixels"/> as a picture of 28 × 28.</summary>
    public RasterImage Framed => field ??= RasterImage.FromGray(Pixels, DigitFrame.Side, DigitFrame.Side);

    private static RasterImage Picture(GreyPlane plane, float scale) => RasterImage.FromGray(plane.ToBytes(scale), plane.Width, plane.Height);
}
