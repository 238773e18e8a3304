using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>
/// Writes files whole or not at all: to a temporary file in the same folder, to the disk, then renamed over the old one. Whatever happens, at every moment the
/// name belongs to a complete file, the old or the new; also where several write it at once, of whom the last to be done has it.
/// </summary>
internal static partial class AtomicFile
{
    /// <summary>What the name of a file ends in while it is written.</summary>
    public const string TemporaryEnding = ".glia-part";

    private static readonly TimeSpan LeastAgeToTidy = TimeSpan.FromHours(1);
    private static readonly ConcurrentDictionary<string, bool> Tidied = new(StringComparer.Ordinal); // folders

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="keepOldAs">Where the old file goes; null to drop it.</param>
    /// <param name="wrap">For tests: what stands between the writer and the disk.</param>
    /// <exception cref="IOException">The file could not be written; the old one is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write, string? keepOldAs = null, Func<Stream, Stream>? wrap = null)
    {
        CheckPlace(path);
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        string temporary = $"{full}.{Random.Shared.NextInt64():x16}{TemporaryEnding}"; // of this writing alone: what two shared, one would rename while the other still writes it
        bool isOurs = false;
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                isOurs = true;
                write(wrap?.Invoke(file) ?? file);
                file.Flush(flushToDisk: true);
            }

            Replace(full, temporary, keepOldAs);
            isOurs = false;
            FlushFolder(folder);
            TryDelete(full + TemporaryEnding); // as earlier versions called theirs
            Tidy(folder);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new UnauthorizedAccessException($"{path} could not be written: {cause.Message} What was there before is untouched.", cause);
        }
        catch (IOException cause)
        {
            throw new IOException($"{path} could not be written: {cause.Message} What was there before is untouched.", cause) { HResult = cause.HResult };
        }
        finally
        {
            if (isOurs) TryDelete(temporary);
        }
    }

    /// <summary>Makes sure that <paramref name="path"/> can name a file in a folder that is there.</summary>
    /// <exception cref="IOException">It cannot; the message says why.</exception>
    public static void CheckPlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a folder, so no file can be written there. Give the name of a file.");
        if (IsInSystemFolder(full)) throw new IOException($"{path} is a device or belongs to the system, so no file can be put in its place. Give the name of a file.");
        string? folder = Path.GetDirectoryName(full);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{path} could not be written: there is no folder {folder}. Make it first.");
    }

    // Renaming over /dev/null would, for root, take the device away from the whole machine and leave a model in its place.
    private static bool IsInSystemFolder(string full) => !OperatingSystem.IsWindows() &&
        (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal) || full.StartsWith("/sys/", StringComparison.Ordinal)) &&
        !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void Replace(string file, string temporary, string? keepOldAs)
    {
        // Replacing with a backup links the old file to its second name before the first is taken over, so that the first is never without a file.
        if (keepOldAs is not null && File.Exists(file)) File.Replace(temporary, file, keepOldAs, ignoreMetadataErrors: true);
        else File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Deletes a file that is of no use; where that fails, it stays.</summary>
    public static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The error that made it useless is the one to hear about.
        }
    }

    /// <summary>Deletes what killed processes left half written in a folder, so that it does not pile up. What is younger may be a living one's.</summary>
    private static void Tidy(string folder)
    {
        if (!Tidied.TryAdd(folder, true)) return; // once: there may be thousands of files
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*" + TemporaryEnding))
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > LeastAgeToTidy) TryDelete(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // A folder may be written to and not listed.
        }
    }

    /// <summary>Makes the renaming itself last through a power cut. Where a file system cannot, nothing is lost but that.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS() && !OperatingSystem.IsFreeBSD()) return;
        int handle = OpenForReading(folder, 0);
        if (handle < 0) return;
        _ = Flush(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenForReading(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
