using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>Turns numbers as they lie in a file, little-endian, into floats.</summary>
internal delegate void NumberConversion(ReadOnlySpan<byte> bytes, Span<float> values);

/// <summary>A number type of the safetensors format.</summary>
/// <param name="Name">Its name in a header.</param>
/// <param name="Size">Bytes of one number.</param>
/// <param name="Convert">To 32-bit floats, to the nearest; what is too large becomes infinite.</param>
internal sealed record NumberType(string Name, int Size, NumberConversion Convert)
{
    /// <summary>32 bits, what a network has: nothing is changed.</summary>
    public static NumberType F32 { get; } = new("F32", 4, (bytes, values) =>
    {
        bytes.CopyTo(MemoryMarshal.AsBytes(values));
        Numbers.FromLittleEndian(values);
    });

    /// <summary>64 bits: rounded.</summary>
    public static NumberType F64 { get; } = new("F64", 8, (bytes, values) =>
    {
        for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
    });

    /// <summary>16 bits (IEEE 754): every one of them is a 32-bit float too.</summary>
    public static NumberType F16 { get; } = new("F16", 2, (bytes, values) =>
    {
        for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
    });

    /// <summary>The upper 16 bits of a 32-bit float.</summary>
    public static NumberType BF16 { get; } = new("BF16", 2, (bytes, values) =>
    {
        for (int i = 0; i < values.Length; i++) values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
    });
}

/// <summary>What the tensors of a file may be.</summary>
/// <param name="Types">Number types that are read.</param>
/// <param name="Refuses">Why a tensor of that name cannot be taken, from the verb on; null where it can.</param>
internal sealed record TensorRules(IReadOnlyList<NumberType> Types, Func<string, string?> Refuses)
{
    /// <summary>Those of Glia's own files.</summary>
    public static TensorRules Own { get; } = new([NumberType.F32], _ => null);
}
