namespace Glia.Pages;

/// <summary>The style sheet of pages made fit for a shadow root, within which a page is a part of another one: that one has the margins, the ground, and the choice between light and dark.</summary>
internal static class ShadowStyle
{
    private static readonly string[] Frame = ["html {", "body {", "main {"]; // rules of the page's own frame, a line each

    /// <summary><c>:root</c> becomes <c>:host</c>, whose attribute <c>data-theme="dark"</c> stands for the media query; the frame is left out.</summary>
    public static string Of(string style)
    {
        string host = style
            .Replace("@media (prefers-color-scheme: dark) { :root {", ":host([data-theme=\"dark\"]) {", StringComparison.Ordinal)
            .Replace("\n} }\n", "\n}\n", StringComparison.Ordinal)
            .Replace(":root {", ":host { display: block;", StringComparison.Ordinal);
        IEnumerable<string> kept = host.Split('\n').Where(line => !Frame.Any(f => line.StartsWith(f, StringComparison.Ordinal)));
        return string.Join('\n', kept) + ".page > :first-child { margin-top: 0; border-top: 0; padding-top: 0; }\n";
    }
}
