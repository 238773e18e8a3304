using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>Values on their way to and from files.</summary>
internal static class Numbers
{
    /// <summary>True where no value is infinite or NaN.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    /// <summary>Turns values as they lie in a file into this machine's, in place.</summary>
    public static void FromLittleEndian(Span<float> values)
    {
        if (BitConverter.IsLittleEndian) return;
        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }

    /// <summary>Turns this machine's values into those of a file, in place.</summary>
    public static void ToLittleEndian(Span<float> values) => FromLittleEndian(values);
}
