using Glia.Formats;

namespace Glia.Live;

/// <summary>The folder of a project: its files are found in it and nowhere else, neither by a name with a path in it nor by a link that leads out.</summary>
internal sealed class ProjectFolder
{
    private readonly string _given, _full;

    public ProjectFolder(string path)
    {
        _given = path;
        _full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.ResolveLinkTarget(_full, returnFinalTarget: true) is { } target) _full = Path.TrimEndingDirectorySeparator(target.FullName);
    }

    /// <summary>The path of a file of the project, and the way to call it in a message; null where it is not there.</summary>
    /// <param name="parts">Folders and the file's name, each a plain name.</param>
    /// <exception cref="InvalidFileException">It lies outside.</exception>
    public (string Path, string Name)? Find(params ReadOnlySpan<string> parts)
    {
        string path = _full, name = _given;
        foreach (string part in parts)
        {
            if (!SafeText.IsPlainName(part)) throw new InvalidFileException(_given, "path", $"The file name {SafeText.Quote(part)} leads out of the project's folder or is no plain name.");
            path = Path.Combine(path, part);
            name = Path.Combine(name, part);
            CheckLink(path, name);
        }

        return File.Exists(path) ? (path, name) : null;
    }

    private void CheckLink(string path, string name)
    {
        FileSystemInfo item = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (item.LinkTarget is null) return;
        string? target = item.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        if (target is null || !target.StartsWith(_full + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidFileException(name, "path", "It is a link that leads out of the project's folder. Put the file itself there.");
    }
}
