using Glia.Datasets;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Draw;

/// <summary>A page of digits, read.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height.</param>
/// <param name="Rows">Each row as text; empty where there are no digits.</param>
/// <param name="Digits">The digits in reading order.</param>
internal sealed record PageLook(int Width, int Height, IReadOnlyList<string> Rows, IReadOnlyList<PageDigitView> Digits)
{
    public static PageLook Of(Reader reader, RasterImage page)
    {
        if (!reader.CanPrepare) throw StudioException.Bad("id", $"The digits of a page are made ready as 28 × 28 pixels, but this network takes {reader.Shape.Width} × {reader.Shape.Height}. Choose one that was trained on digits.");
        IReadOnlyList<PageReading> readings = PageReading.All(reader.Network, page);
        return new(page.Width, page.Height, [.. readings.GroupBy(r => r.Digit.Row).Select(row => PageReading.Line([.. row]))], [.. readings.Select(PageDigitView.Of)]);
    }
}

/// <summary>One digit of a page: where it stands, what the network says, and its pixels.</summary>
internal sealed record PageDigitView(int Row, int Column, int Left, int Top, int Width, int Height, string Name, float Belief, int Second, string Sureness, string Pixels)
{
    public static PageDigitView Of(PageReading reading)
    {
        PixelBox box = reading.Digit.Box;
        return new(reading.Digit.Row, reading.Digit.Column, box.Left, box.Top, box.Width, box.Height, reading.Name, reading.Opinion.Belief, reading.Opinion.Second, reading.Opinion.Sureness.Word, Convert.ToBase64String(reading.Digit.Pixels));
    }
}
