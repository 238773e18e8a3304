using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>What a rank has written just before it ends all. The launcher reads it from a pipe; MPICH's may end with the ranks before it has read all, and why they ended would be lost.</summary>
internal static partial class LastWords
{
    private const nuint BytesUnread = 0x541B; // FIONREAD on Linux
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // with a launcher that reads nothing

    /// <summary>Waits until all that was written to the standard output and the standard error has been read.</summary>
    public static void WaitUntilRead() => WaitUntilRead(1, 2);

    /// <summary>Waits until all that was written to some pipes has been read.</summary>
    /// <param name="pipes">Their descriptors, on the side that writes. For what is no pipe, it waits no longer than for a launcher that reads nothing.</param>
    internal static void WaitUntilRead(params ReadOnlySpan<int> pipes)
    {
        if (!OperatingSystem.IsLinux()) return;
        long start = Stopwatch.GetTimestamp();
        foreach (int pipe in pipes)
            while (Ask(pipe, BytesUnread, out int bytes) == 0 && bytes > 0 && Stopwatch.GetElapsedTime(start) < Patience) Thread.Sleep(1);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int file, nuint what, out int answer);
}
