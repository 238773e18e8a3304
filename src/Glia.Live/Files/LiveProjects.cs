namespace Glia.Live;

/// <summary>Projects, of whichever kind.</summary>
public static class LiveProjects
{
    /// <summary>Reads a project of Glia's (a folder with <c>live.json</c>) or of Wekinator's (a folder with <c>outputConfig.xml</c>, or the <c>.wekproj</c> file in it).</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="warn">Told what could not be taken over.</param>
    /// <param name="custom">Learners of the caller's own that a project of Glia's may name, besides <see cref="Learners.All"/>.</param>
    /// <exception cref="InvalidFileException">It is no such project; the message names the file and, in a table, the line.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static LiveProject Read(string path, Action<string>? warn = null, params IReadOnlyList<Learner> custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(Path.Combine(path, LiveFolder.ProjectFile)) || Path.GetFileName(path) == LiveFolder.ProjectFile) return LiveFolder.Read(path, custom);
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, "outputConfig.xml"))) throw new FileNotFoundException($"{path} is no project: it holds neither {LiveFolder.ProjectFile} (Glia) nor outputConfig.xml (Wekinator).");
        WekinatorProject found = WekinatorProject.Read(path);
        foreach (string warning in found.Warnings) warn?.Invoke(warning);
        return found.Project;
    }
}
