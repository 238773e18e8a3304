using System.Text;

namespace Glia.Pages;

/// <summary>
/// A <see cref="Page"/> as one HTML file: pictures and drawings inside, no script, nothing fetched from anywhere. It fits a telephone and a wide screen, light and dark.
/// </summary>
public static class HtmlPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>The style sheet for a <see cref="Fragment"/> in a shadow root whose one element has the class <c>page</c>; dark where the host has <c>data-theme="dark"</c>.</summary>
    public static string FragmentStyle { get; } = ShadowStyle.Of(Style);

    /// <summary>The whole file.</summary>
    public static string Write(Page page)
    {
        HtmlFragment parts = Fragment(page);
        string title = HtmlBlocks.Escape(parts.Title), lead = parts.Lead.Length > 0 ? $"<p class=\"lead\">{parts.Lead}</p>\n" : "";
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
            $"<title>{title}</title>\n<style>\n{Style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{lead}{parts.Html}</main>\n</body>\n</html>\n";
    }

    /// <summary>The page without a frame, to be shown within another one under <see cref="FragmentStyle"/>. All text in it is escaped.</summary>
    public static HtmlFragment Fragment(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var text = new StringBuilder();
        var blocks = new HtmlBlocks(text);
        foreach (Block block in page.Blocks) block.Accept(blocks);
        return new(page.Title, HtmlBlocks.Inline(page.Lead), text.ToString());
    }

    /// <summary>Words with <c>`code`</c> and <c>**strong words**</c> as HTML, everything else escaped.</summary>
    public static string Inline(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return HtmlBlocks.Inline(words);
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css") ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
