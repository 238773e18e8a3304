using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Glia.Formats;

/// <summary>
/// A file of any size as memory, to read. It is unmapped when nobody holds on to this object any more, never before, so that no address is left that leads nowhere. Safe to share between threads.
/// </summary>
/// <remarks>
/// Other programs of .NET cannot write to the file meanwhile, nor can any program on Windows. Elsewhere a program may: one that replaces the file by another of its name does no harm, one that
/// shortens it would have the system end this process at the next read behind the new end. <see cref="Check"/>, which costs a fraction of a microsecond, finds that out before.
/// </remarks>
internal sealed unsafe partial class MappedFile : IDisposable
{
    private const int WillNeed = 3, SeekEnd = 2; // POSIX_MADV_WILLNEED and SEEK_END, the same on Linux, macOS and FreeBSD

    private readonly string _path;
    private readonly FileStream _file; // kept open: its lock is what other programs heed, its length what is checked
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool _announces;
    private byte* _start;

    /// <param name="path">The file.</param>
    /// <param name="announces">Whether <see cref="Announce"/> does anything; null for where the file is large beside the memory.</param>
    /// <exception cref="IOException">The file is missing, empty, or cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed.</exception>
    public MappedFile(string path, bool? announces = null)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.RandomAccess);
        try
        {
            Length = _file.Length;
            _announces = (announces ?? Length > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3) && !OperatingSystem.IsWindows();
            _map = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            _start = (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle(); // the handle unmaps when it is finalized, and this object holds on to it
        }
        catch
        {
            _view?.Dispose();
            _map?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Some of the bytes, valid only as long as this object is held on to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not in the file.</exception>
    /// <exception cref="ObjectDisposedException">The file is no longer mapped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Span(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_start == null, this);
        if ((ulong)start > (ulong)Length || (uint)length > Length - start) throw new ArgumentOutOfRangeException(nameof(start));
        return new ReadOnlySpan<byte>(_start + start, length);
    }

    /// <summary>Makes sure that the file has not become shorter.</summary>
    /// <exception cref="InvalidFileException">It has.</exception>
    public void Check()
    {
        if (OperatingSystem.IsWindows()) return; // where it cannot
        long now = Environment.Is64BitProcess ? Seek(_file.SafeFileHandle, 0, SeekEnd) : RandomAccess.GetLength(_file.SafeFileHandle); // a third of a microsecond instead of one, at every step
        if (now >= Length) return;
        throw new InvalidFileException(_path, "file-changed", $"The file had {Length} bytes and now has {now}: something wrote to it while it was in use. Mend it, and begin again or resume.");
    }

    /// <summary>
    /// Has the system read a part that will be wanted soon, in the background. Samples in random order come from all over a file: read when they are wanted, one after the other, each waits for the disk; announced,
    /// they wait together, and bring in themselves alone and not their neighbours, which are none in that order. A file that fits into memory is there soon, and quicker by its neighbours: nothing is announced then.
    /// </summary>
    public void Announce(long start, int length)
    {
        if (!_announces) return;
        long page = start - (start % Environment.SystemPageSize);
        fixed (byte* first = Span(page, (int)(start - page) + length)) _ = Advise(first, (nuint)(start - page + length), WillNeed); // a hint: that it fails does no harm
    }

    /// <summary>Unmaps a file that nobody has a part of.</summary>
    public void Dispose()
    {
        _start = null;
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(SafeFileHandle file, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "posix_madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}
