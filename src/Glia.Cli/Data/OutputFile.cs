namespace Glia.Cli;

/// <summary>Checks, before the work begins, that its result can be written.</summary>
internal static class OutputFile
{
    /// <summary>The folder of <paramref name="path"/> is there and can be written to, and the path is no folder itself.</summary>
    /// <exception cref="ToolException">Something is in the way; the message names <paramref name="option"/>.</exception>
    public static void Check(string option, string path)
    {
        if (Directory.Exists(path)) throw ToolException.BadOption(option, $"'{path}' is a folder; a file's name is needed.");
        CheckWritable(option, path);
    }

    /// <summary>The folder that <paramref name="path"/> lies in is there and can be written to, whatever is or is not at the path itself.</summary>
    /// <exception cref="ToolException">Something is in the way; the message names <paramref name="option"/>.</exception>
    public static void CheckWritable(string option, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (IsSystems(Path.GetFullPath(path))) throw ToolException.BadOption(option, $"'{path}' is a device or belongs to the system, so no file can be put in its place. Name a file.");
        if (!Directory.Exists(folder)) throw ToolException.BadOption(option, $"'{path}' cannot be written: the folder '{folder}' does not exist. Make it first.");
        try
        {
            using FileStream probe = new(Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw ToolException.BadOption(option, $"'{path}' cannot be written: {e.Message}");
        }
    }

    // The library refuses these too, but only when it saves, which is after the work.
    private static bool IsSystems(string full) => !OperatingSystem.IsWindows() && !full.StartsWith("/dev/shm/", StringComparison.Ordinal) &&
        new[] { "/dev/", "/proc/", "/sys/" }.Any(folder => full.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>The same, and nothing of that name is there yet unless <paramref name="force"/> says that it may be replaced.</summary>
    public static void CheckNew(string option, string path, bool force)
    {
        Check(option, path);
        if (!force && File.Exists(path)) throw ToolException.BadOption(option, $"'{path}' exists already. Name another file, or add --force to replace it.");
    }

    /// <summary>The same, and it is none of the <paramref name="inputs"/>, by whatever name or link, which --force does not give up either.</summary>
    public static void CheckNew(string option, string path, bool force, IEnumerable<string> inputs)
    {
        string? full = File.Exists(path) ? Real(path) : null;
        foreach (string input in inputs)
            if (Real(input) == full) throw ToolException.BadOption(option, $"'{path}' is read as input. Name another file.");
        CheckNew(option, path, force);
    }

    private static string Real(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
