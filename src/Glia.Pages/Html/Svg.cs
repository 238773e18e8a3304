using System.Globalization;
using System.Net;
using System.Text;

namespace Glia.Pages;

/// <summary>Writes the parts of a drawing. No package that restores here draws plots for a page; what is needed of SVG (W3C, SVG 2, 2018) are five elements.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();

    public Svg(double width, double height, string title, string kind, double? mostWidth = null)
    {
        string style = mostWidth is { } most ? $" style=\"max-width:{N(most)}px\"" : "";
        _text.Append(CultureInfo.InvariantCulture, $"<svg class=\"{kind}\"{style} viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-label=\"{Escape(title)}\">");
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public void Line(double x1, double y1, double x2, double y2, string @class, double? width = null, double? opacity = null) =>
        _text.Append(CultureInfo.InvariantCulture, $"<line class=\"{@class}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"{Attribute("stroke-width", width)}{Attribute("stroke-opacity", opacity)}/>");

    public void Rectangle(double x, double y, double width, double height, string @class) =>
        _text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{@class}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"/>");

    public void Circle(double x, double y, double radius, string @class, string? title = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{@class}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"");
        _text.Append(title is null ? "/>" : $"><title>{Escape(title)}</title></circle>");
    }

    public void Path(string data, string @class) => _text.Append(CultureInfo.InvariantCulture, $"<path class=\"{@class}\" d=\"{data}\"/>");

    public void Text(double x, double y, string text, string @class, string anchor = "middle", bool isTurned = false)
    {
        string turn = isTurned ? $" transform=\"rotate(-90 {N(x)} {N(y)})\"" : "";
        _text.Append(CultureInfo.InvariantCulture, $"<text class=\"{@class}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\"{turn}>{Escape(text)}</text>");
    }

    public void Image(double x, double y, double width, double height, string address) =>
        _text.Append(CultureInfo.InvariantCulture, $"<image x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" preserveAspectRatio=\"none\" href=\"{address}\"/>");

    public string End() => _text.Append("</svg>").ToString();

    /// <summary>A place, to a hundredth of a pixel.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Attribute(string name, double? value) => value is { } v ? $" {name}=\"{N(v)}\"" : "";
}
