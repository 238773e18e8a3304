using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Glia.Formats;

namespace Glia.Live;

/// <summary>
/// A project as a folder of plain files: <c>live.json</c> holds all but the examples, which are tables, <c>examples-….csv</c> or <c>gestures-….csv</c>, that it names along with their SHA-256.
/// </summary>
/// <remarks>
/// A table's name is taken from its content, so that saving writes beside the old one and never over it; <c>live.json</c> is replaced last, in one step, and only then is the old table
/// deleted. Whatever happens on the way, the folder is the project as it was or as it is to be. Who edits a table by hand takes <c>sha256</c> (and <c>count</c>, where lines come or go) along in
/// <c>live.json</c>, or deletes <c>sha256</c> there. All numbers come back as the same bits.
/// </remarks>
public static partial class LiveFolder
{
    /// <summary>The name of the file that makes a folder a project.</summary>
    public const string ProjectFile = "live.json";

    /// <summary>Reads a project.</summary>
    /// <param name="folder">Its folder, or the <c>live.json</c> in it.</param>
    /// <param name="custom">Learners of the caller's own that the project may name, besides <see cref="Learners.All"/>; their settings are read by <see cref="Learner.With"/>.</param>
    /// <exception cref="InvalidFileException">It is no such project; the message names the file and, in a table, the line.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static LiveProject Read(string folder, params IReadOnlyList<Learner> custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(custom);
        if (Path.GetFileName(folder) == ProjectFile && !Directory.Exists(folder)) folder = Path.GetDirectoryName(folder) is { Length: > 0 } parent ? parent : ".";
        var place = new ProjectFolder(folder);
        if (place.Find(ProjectFile) is not { } found) throw new FileNotFoundException($"{folder} holds no {ProjectFile}, so it is no project of Glia's.");
        (LiveProject project, LiveTable? examples, LiveTable? gestures) = LiveJson.Read(found.Name, FileLines.ReadBytes(found.Path, LiveJson.MostBytes, found.Name), custom);
        if (gestures is not null && project.Gestures is null) throw new InvalidFileException(found.Name, "gestures", "There are gesture examples, but no gestures.");
        if (examples is not null && project.Gestures is not null) throw new InvalidFileException(found.Name, "examples", "A project of gestures has no examples of outputs.");
        return project with
        {
            Examples = ReadTable(place, found.Name, examples, (name, content) => ExampleCsv.Read(name, content, project)),
            GestureExamples = ReadTable(place, found.Name, gestures, (name, content) => GestureCsv.Read(name, content, project)),
        };
    }

    /// <summary>Writes a project. The folder is made where it is missing; an older project in it is replaced, and other files in it stay.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="project">What to write.</param>
    /// <exception cref="ArgumentException">The project breaks a rule, such as two outputs of one name; the message says which.</exception>
    /// <exception cref="IOException">It cannot be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void Write(string folder, LiveProject project)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(project);
        if (LiveProjectRules.Broken(project) is { } broken) throw new ArgumentException($"This project cannot be saved: {broken.What}.", nameof(project));
        Directory.CreateDirectory(folder);
        LiveTable? examples = WriteTable(folder, "examples", project.Examples.Count, stream => ExampleCsv.Write(stream, project));
        LiveTable? gestures = WriteTable(folder, "gestures", project.GestureExamples.Count, stream => GestureCsv.Write(stream, project));
        AtomicFile.Write(Path.Combine(folder, ProjectFile), stream => LiveJson.Write(stream, project, examples, gestures));
        DeleteOld(folder, examples?.File, gestures?.File);
    }

    private static LiveTable? WriteTable(string folder, string kind, int count, Action<Stream> write)
    {
        if (count == 0) return null;
        using var content = new MemoryStream();
        write(content);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
        string name = $"{kind}-{hash[..12]}.csv";
        AtomicFile.Write(Path.Combine(folder, name), stream => content.WriteTo(stream));
        return new LiveTable(name, count, hash);
    }

    private static List<T> ReadTable<T>(ProjectFolder folder, string owner, LiveTable? table, Func<string, byte[], List<T>> read)
    {
        if (table is null) return [];
        if (folder.Find(table.File) is not { } found) throw new FileNotFoundException($"{owner} names {SafeText.Quote(table.File)}, but there is no such file beside it.");
        byte[] content = FileLines.ReadBytes(found.Path, ExampleCsv.MostBytes, found.Name);
        if (table.Sha256 is { } hash && !Convert.ToHexString(SHA256.HashData(content)).Equals(hash, StringComparison.OrdinalIgnoreCase))
            throw new InvalidFileException(found.Name, "hash", $"It is not the table that {ProjectFile} was saved with. If it was changed on purpose, delete sha256 in {ProjectFile}.");
        List<T> rows = read(found.Name, content);
        return rows.Count == table.Count ? rows : throw new InvalidFileException(found.Name, "count", $"It holds {rows.Count} examples, and {ProjectFile} says {table.Count}. If it was changed on purpose, change count in {ProjectFile}.");
    }

    /// <summary>Deletes tables that the project no longer names: ours alone, as their names tell.</summary>
    private static void DeleteOld(string folder, params ReadOnlySpan<string?> kept)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.csv").ToArray())
            if (OurTable.IsMatch(Path.GetFileName(file)) && !kept.Contains(Path.GetFileName(file))) AtomicFile.TryDelete(file);
    }

    [GeneratedRegex("^(examples|gestures)-[0-9a-f]{12}[.]csv$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurTable { get; }
}
