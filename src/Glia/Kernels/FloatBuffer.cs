using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Glia.Kernels;

/// <summary>A block of floats that starts at a cache line: a 64-byte load that straddles two lines costs double.</summary>
internal sealed class FloatBuffer
{
    /// <summary>Floats in one cache line, and in the widest register: rows are padded with zeros to a multiple of this.</summary>
    public const int Line = 16;

    private readonly float[] _array;
    private readonly int _start;

    public FloatBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + Line, pinned: true); // pinned, so that the alignment holds
        nint address;
        unsafe
        {
            address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        }

        _start = (int)((-address & 63) / sizeof(float));
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    public Span<float> Span => _array.AsSpan(_start, Length);

    public ref float this[int index] => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start + index);

    public Span<float> Slice(int start, int length) => Span.Slice(start, length);

    /// <summary><paramref name="count"/> rounded up to whole lines.</summary>
    public static int Pad(int count) => (count + Line - 1) & -Line;

    /// <summary>
    /// Floats from one row of a matrix to the next: whole lines, and one more where rows of a kilobyte or a multiple of it would all fall on the same few sets of a
    /// cache and push each other out.
    /// </summary>
    public static int Stride(int count) => Pad(count) % 256 == 0 ? Pad(count) + Line : Pad(count);
}
