namespace Glia.Live;

/// <summary>A folder that paths from the network may not leave: not upwards, not by an absolute path, not through a link.</summary>
internal sealed class ConfinedFolder(string folder)
{
    private const int MostLinks = 16;

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Where a path leads; null where that is outside, or no path at all.</summary>
    public string? Find(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.AsSpan().ContainsAny(Path.GetInvalidPathChars())) return null;
        string full = Path.GetFullPath(Path.Combine(_root, path));
        return IsInside(full) && IsInside(Real(full)) ? full : null;
    }

    private bool IsInside(string path) => path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || path.StartsWith(Real(_root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on the way followed.</summary>
    private static string Real(string path, int links = 0)
    {
        if (links > MostLinks) return "/";
        string real = Path.GetPathRoot(path)!;
        foreach (string part in Path.GetRelativePath(real, path).Split(Path.DirectorySeparatorChar))
        {
            real = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (info.LinkTarget is null) continue; // no link, or nothing there yet
            try
            {
                if (info.ResolveLinkTarget(returnFinalTarget: true) is { } target) real = Real(target.FullName, links + 1); // which may lie behind other links
            }
            catch (IOException)
            {
                return "/"; // a link that leads in a circle leads nowhere
            }
        }

        return real;
    }
}
