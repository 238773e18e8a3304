namespace Glia.Formats;

/// <summary>One tensor of a safetensors file: its name, its shape and where its values lie in the data, in bytes.</summary>
internal sealed record TensorInfo(string Name, int[] Shape, long Start, long End)
{
    /// <summary>How the values are written.</summary>
    public NumberType Type { get; init; } = NumberType.F32;

    /// <summary>Number of values.</summary>
    public int Count => (int)((End - Start) / Type.Size);

    /// <summary>The shape as it is written: <c>(128, 784)</c>.</summary>
    public string ShapeText => Write(Shape);

    public static string Write(ReadOnlySpan<int> shape) => $"({string.Join(", ", shape.ToArray())})";
}

/// <summary>What stands before the data of a safetensors file, every size checked.</summary>
/// <param name="File">Path or name of the file, for messages.</param>
/// <param name="Metadata">Free texts by key.</param>
/// <param name="Tensors">The tensors in the order of their data, which they fill without a gap.</param>
internal sealed record SafeTensorsHeader(string File, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TensorInfo> Tensors)
{
    /// <summary>Metadata key of the SHA-256 of the data.</summary>
    public const string DataChecksum = "glia.sha256";

    /// <summary>Metadata key of the SHA-256 of everything else that the header says.</summary>
    public const string HeaderChecksum = "glia.header-sha256";

    /// <summary>Bytes of data.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    public InvalidFileException Invalid(string rule, string message, Exception? cause = null) => new(File, rule, message, cause);
}
