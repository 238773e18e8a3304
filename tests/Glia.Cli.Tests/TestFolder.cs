namespace Glia.Cli.Tests;

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(FullPath);

    public string FullPath { get; } = Path.Combine(Path.GetTempPath(), $"glia-cli-{Guid.NewGuid():N}");

    public string At(string name) => Path.Combine(FullPath, name);

    /// <summary>Every file and folder with its length and time, to see that nothing changed.</summary>
    public string[] Listing() => [.. Directory.EnumerateFileSystemEntries(FullPath, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? new FileInfo(path).Length : 0)} {File.GetLastWriteTimeUtc(path):O}")];

    /// <summary>The text with this folder's path taken out, so that it is the same on every machine.</summary>
    public string Anonymous(string text) => text.Replace(FullPath + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
