using System.Globalization;
using Glia.Live;
using Glia.Studio.Http;

namespace Glia.Studio.Live;

/// <summary>Where sessions are kept when they end: a folder each, as <c>glia live --save</c> writes it.</summary>
/// <param name="folder">The folder of all; made when there is something to keep.</param>
internal sealed class LiveShelf(string folder)
{
    /// <summary>The name of the one that was kept last; null where there is none.</summary>
    public string? Last => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, LiveFolder.ProjectFile))).Select(Path.GetFileName).Max(StringComparer.Ordinal)
        : null;

    /// <summary>Keeps a session that has examples.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Keep(LiveSession session)
    {
        if (session.ExampleCount == 0) return;
        string name = string.Create(CultureInfo.InvariantCulture, $"live-{DateTime.Now:yyyyMMdd-HHmmss-fff}"); // in the order of time
        SessionFiles.Save(Path.Combine(folder, name), session);
    }

    /// <summary>The session that was kept last.</summary>
    /// <exception cref="StudioException">There is none.</exception>
    /// <exception cref="InvalidFileException">It was changed, and is none any more.</exception>
    public LiveProject ReadLast() => LiveFolder.Read(Path.Combine(folder, Last ?? throw StudioException.Missing("No session was kept yet.")));
}
