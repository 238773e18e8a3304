using System.Runtime.InteropServices;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>Gives a file a name that no file has, of several processes to one alone. A renaming that looks first whether the name is taken is two steps, between which another process has its turn.</summary>
internal static partial class NewFile
{
    private const int FileExists = 17; // EEXIST, on every Unix that .NET runs on

    /// <summary>Renames <paramref name="own"/> to <paramref name="file"/>, unless there is such a file; <paramref name="own"/> is gone in either case.</summary>
    /// <returns>Whether the name was given to it.</returns>
    /// <exception cref="IOException">It could not be renamed.</exception>
    public static bool TryRename(string own, string file)
    {
        // A link is made in one step or not at all, on network file systems too; Windows renames so.
        bool hasLink = !OperatingSystem.IsWindows() && Link(own, file) == 0;
        bool isTaken = !hasLink && !OperatingSystem.IsWindows() && Marshal.GetLastPInvokeError() == FileExists;
        if (hasLink || isTaken)
        {
            AtomicFile.TryDelete(own);
            return hasLink;
        }

        try
        {
            File.Move(own, file, overwrite: false); // also where a file system has no links: better than nothing, as each writer looks again
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            AtomicFile.TryDelete(own);
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string from, string to);
}
