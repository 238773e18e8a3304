using System.Globalization;
using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>What it takes to outlive a rank whose launcher kills its whole process group.</summary>
internal static partial class Detachment
{
    private const int SetFlags = 2, CloseOnExec = 1; // fcntl(2)
    private const int FirstOfOurs = 3; // after standard input, output and error

    /// <summary>Keeps the files of this process from the processes that it starts: one that held its line to the launcher would hide its end.</summary>
    public static void KeepFilesToItself()
    {
        foreach (string file in Directory.GetFileSystemEntries("/proc/self/fd"))
            if (int.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= FirstOfOurs) _ = fcntl(number, SetFlags, CloseOnExec);
    }

    /// <summary>Leaves the process group, and with it the terminal's Ctrl-C and what is sent to the group.</summary>
    public static void LeaveGroup() => _ = setsid();

    [LibraryImport("libc")]
    private static partial int fcntl(int file, int operation, int argument);

    [LibraryImport("libc")]
    private static partial int setsid();
}
