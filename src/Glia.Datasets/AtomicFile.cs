namespace Glia.Datasets;

/// <summary>Writes a file as a whole or not at all: into a temporary file beside it, which then takes its name.</summary>
internal static class AtomicFile
{
    /// <summary>Lets <paramref name="write"/> fill the file. Whatever goes wrong, the old file of that name stays as it was and no temporary file is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new DirectoryNotFoundException($"{path} cannot be written: the folder {Path.GetDirectoryName(full)} does not exist.");
        string temporary = SiblingName(full);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true); // a rename that outlives its data would leave an empty file after a power cut
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A free, hidden name in the folder of <paramref name="fullPath"/>: a rename is only atomic inside one file system.</summary>
    public static string SiblingName(string fullPath) =>
        Path.Combine(Path.GetDirectoryName(fullPath) ?? fullPath, $".{Path.GetFileName(fullPath)}.{Guid.NewGuid():N}.tmp");
}
