using System.Text;

namespace Glia.Pages;

/// <summary>
/// A <see cref="Page"/> as one HTML file: pictures and drawings inside, no script, nothing fetched from anywhere. It fits a telephone and a wide screen, light and dark.
/// </summary>
public static class HtmlPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>The whole file.</summary>
    public static string Write(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var text = new StringBuilder();
        text.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        text.Append("<title>").Append(HtmlBlocks.Escape(page.Title)).Append("</title>\n<style>\n").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n");
        text.Append("<h1>").Append(HtmlBlocks.Escape(page.Title)).Append("</h1>\n");
        if (page.Lead.Length > 0) text.Append("<p class=\"lead\">").Append(HtmlBlocks.Inline(page.Lead)).Append("</p>\n");
        var blocks = new HtmlBlocks(text);
        foreach (Block block in page.Blocks) block.Accept(blocks);
        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css") ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
