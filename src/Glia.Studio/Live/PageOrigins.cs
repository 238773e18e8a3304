namespace Glia.Studio.Live;

/// <summary>The origins of web pages that may speak: scheme, name and port, as browsers send them.</summary>
internal sealed class PageOrigins
{
    /// <summary>What browsers send for a page that was opened as a file.</summary>
    public const string File = "null";

    private readonly HashSet<string> _all = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">One is no origin; the message says so.</exception>
    public PageOrigins(IEnumerable<string> origins)
    {
        foreach (string origin in origins) _all.Add(Read(origin));
    }

    /// <summary>Whether a page of that origin may speak.</summary>
    public bool Allows(string origin) => _all.Contains(origin);

    private static string Read(string origin)
    {
        string text = origin.Trim().TrimEnd('/');
        if (text == File) return File;
        bool isOrigin = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" };
        return isOrigin
            ? uri!.GetLeftPart(UriPartial.Authority)
            : throw new ArgumentException($"'{origin}' is no origin of web pages. Write scheme, name and port, such as http://localhost:8000, or null for pages that are opened as files.");
    }
}
