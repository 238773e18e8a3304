using Glia.Datasets;

namespace Glia.Pages;

/// <summary>Pictures as addresses that hold the whole picture, so that a page is one file.</summary>
internal static class DataUri
{
    public static string Of(Picture picture) => Of(picture.Palette.Colors(picture.Values), picture.Shape);

    public static string Of((byte R, byte G, byte B)[] colors, FeatureShape shape)
    {
        var rgba = new byte[shape.Length * 4];
        for (int i = 0; i < colors.Length; i++) (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2], rgba[(4 * i) + 3]) = (colors[i].R, colors[i].G, colors[i].B, 255);
        using var memory = new MemoryStream();
        Png.Write(memory, new RasterImage(rgba, shape.Width, shape.Height));
        return "data:image/png;base64," + Convert.ToBase64String(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}
