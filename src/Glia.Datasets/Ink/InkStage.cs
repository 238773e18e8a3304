namespace Glia.Datasets;

/// <summary>One stage of the preparation of a picture: how it looks, and what a network is given when the work stops there.</summary>
public sealed record InkStage
{
    /// <summary><c>original</c>, <c>gray</c>, <c>background</c>, <c>ink</c>, <c>cleaned</c> or <c>framed</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The stage as a picture, at working size; 28 × 28 for the framed digit.</summary>
    public required RasterImage Picture { get; init; }

    /// <summary>The stage plainly made smaller to 784 pixels, shape <c>(28, 28)</c>, 0 … 255; null for the background, which shows no digit.</summary>
    public byte[]? Pixels { get; init; }

    /// <summary>True where <see cref="Pixels"/> were turned from dark on light to white on black.</summary>
    public bool IsInverted { get; init; }

    /// <summary>A stage with its picture made smaller by averaging, whole, with the aspect kept and no regard to where the ink lies.</summary>
    internal static InkStage Of(string name, RasterImage picture, bool invert)
    {
        byte[] gray = picture.ToGray();
        var plane = new GreyPlane(picture.Width, picture.Height);
        float margin = Margin(gray, picture.Width); // what is beside a picture that is no square looks like its border
        for (int i = 0; i < gray.Length; i++) plane.Values[i] = gray[i] - margin;
        GreyPlane small = AreaResampler.Fit(plane, new(0, 0, plane.Width, plane.Height), (double)DigitFrame.Side / plane.LongSide, DigitFrame.Side);
        for (int i = 0; i < small.Values.Length; i++) small.Values[i] = invert ? 255 - margin - small.Values[i] : margin + small.Values[i];
        return new() { Name = name, Picture = picture, Pixels = small.ToBytes(1), IsInverted = invert };
    }

    // The median of the border's pixels.
    private static byte Margin(byte[] gray, int width)
    {
        int height = gray.Length / width;
        byte[] border = [.. gray.Where((_, i) => i / width == 0 || i / width == height - 1 || i % width == 0 || i % width == width - 1)];
        Array.Sort(border);
        return border[border.Length / 2];
    }
}
