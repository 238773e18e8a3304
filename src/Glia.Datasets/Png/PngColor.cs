namespace Glia.Datasets;

/// <summary>How a PNG file stores a pixel: the numbers are those of the file (section 11.2.1 of the specification).</summary>
internal enum PngColor : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
