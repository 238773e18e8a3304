using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Glia.Mpi;

/// <summary>Which of several sockets came to have something to read first, however late one asks: Linux keeps them in a queue (epoll(7)), which select and poll do not tell.</summary>
internal sealed unsafe partial class ReadyOrder : IDisposable
{
    private const int Add = 1, Delete = 2, Interrupted = 4;
    private const uint Readable = 1;

    // struct epoll_event: 32 bits of events and 64 of our own, packed on x86-64 alone.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private readonly SafeFileHandle _queue;

    public ReadyOrder()
    {
        int queue = epoll_create1(0);
        if (queue < 0) throw new Win32Exception();
        _queue = new SafeFileHandle(queue, ownsHandle: true);
    }

    /// <summary>Watches one more.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="name">What <see cref="Next"/> calls it.</param>
    public void Watch(SafeHandle socket, int name) => Control(Add, socket, name);

    /// <summary>Watches one no more.</summary>
    public void Forget(SafeHandle socket) => Control(Delete, socket, 0);

    /// <summary>The name of the one that has been ready for longest; null where none is within <paramref name="patience"/>.</summary>
    public int? Next(TimeSpan patience)
    {
        byte* found = stackalloc byte[16];
        int count = epoll_wait((int)_queue.DangerousGetHandle(), found, 1, (int)patience.TotalMilliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted) throw new Win32Exception();
        return count == 1 ? *(int*)(found + DataAt) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    private void Control(int operation, SafeHandle socket, int name)
    {
        byte* watched = stackalloc byte[16];
        new Span<byte>(watched, 16).Clear();
        *(uint*)watched = Readable;
        *(int*)(watched + DataAt) = name;
        if (epoll_ctl((int)_queue.DangerousGetHandle(), operation, (int)socket.DangerousGetHandle(), watched) != 0) throw new Win32Exception();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int queue, int operation, int file, byte* watched);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int queue, byte* found, int most, int milliseconds);
}
