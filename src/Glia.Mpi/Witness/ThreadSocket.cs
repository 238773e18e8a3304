using System.Runtime.InteropServices;
using System.Text;

namespace Glia.Mpi;

/// <summary>
/// A Unix socket (unix(7), with an abstract name) that belongs to the thread that has connected it, and is closed when that thread ends: a .NET socket is the whole process's, which closes it when the last of its threads
/// has ended. Only that thread may use and dispose it.
/// </summary>
internal sealed unsafe partial class ThreadSocket : IDisposable
{
    private const int Files = 0x400; // CLONE_FILES
    private const int Unix = 1, Stream = 1, CloseOnExec = 0x80000, NoSignal = 0x4000; // AF_UNIX, SOCK_STREAM, SOCK_CLOEXEC, MSG_NOSIGNAL
    private const int LongestName = 107;

    private readonly int _file;

    private ThreadSocket(int file) => _file = file;

    /// <summary>Connects to a socket of that name; null where nobody listens.</summary>
    public static ThreadSocket? Connect(string name)
    {
        _ = unshare(Files); // this thread's files are its own from here on; where that may not be (in some containers), they close with the process
        int file = socket(Unix, Stream | CloseOnExec, 0);
        if (file < 0) return null;
        byte* address = stackalloc byte[sizeof(ushort) + 1 + LongestName];
        *(ushort*)address = Unix;
        address[sizeof(ushort)] = 0; // abstract
        int length = Encoding.ASCII.GetBytes(name, new Span<byte>(address + sizeof(ushort) + 1, LongestName));
        if (connect(file, address, sizeof(ushort) + 1 + length) == 0) return new(file);
        _ = close(file);
        return null;
    }

    /// <summary>Sends a few bytes; nobody hears them where the other end is closed.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes) _ = send(_file, first, bytes.Length, NoSignal);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = close(_file);

    [LibraryImport("libc")]
    private static partial int unshare(int what);

    [LibraryImport("libc")]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc")]
    private static partial int connect(int file, byte* address, int length);

    [LibraryImport("libc")]
    private static partial nint send(int file, byte* bytes, nint count, int flags);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
