using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Glia.Formats;

/// <summary>A tensor to be written: its values are asked for twice, once for the checksum and once for the file, and need not stay in memory.</summary>
internal sealed record TensorSource(string Name, int[] Shape, Func<float[]> Values)
{
    public long Bytes => Shape.Aggregate((long)sizeof(float), (product, dimension) => checked(product * dimension));
}

/// <summary>Writes the safetensors format. The same content gives the same bytes.</summary>
internal static class SafeTensorsWriter
{
    private const int Piece = 1 << 16; // floats at once

    /// <summary>Writes a whole file; the checksums are added to the metadata.</summary>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<TensorSource> tensors)
    {
        List<KeyValuePair<string, string>> texts = [.. metadata, new(SafeTensorsHeader.DataChecksum, DataChecksum(tensors))];
        IReadOnlyList<TensorInfo> places = Place(tensors);
        texts.Add(new(SafeTensorsHeader.HeaderChecksum, HeaderChecksum(texts, places)));

        ReadOnlySpan<byte> header = Header(texts, places).Span;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (TensorSource tensor in tensors) Each(tensor, stream.Write);
    }

    /// <summary>SHA-256 of all that a header says besides the checksum itself: metadata by key, then tensors in the order of their data.</summary>
    public static string HeaderChecksum(IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<TensorInfo> tensors)
    {
        var text = new StringBuilder();
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (!string.Equals(key, SafeTensorsHeader.HeaderChecksum, StringComparison.Ordinal)) text.Append(key).Append('\0').Append(value).Append('\0');
        foreach (TensorInfo tensor in tensors) text.Append(tensor.Name).Append('\0').Append(tensor.ShapeText).Append('\0');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string DataChecksum(IReadOnlyList<TensorSource> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TensorSource tensor in tensors) Each(tensor, hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static TensorInfo[] Place(IReadOnlyList<TensorSource> tensors)
    {
        var places = new TensorInfo[tensors.Count];
        long at = 0;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = new TensorInfo(tensors[i].Name, tensors[i].Shape, at, at + tensors[i].Bytes);
            at = places[i].End;
        }

        return places;
    }

    private static ReadOnlyMemory<byte> Header(IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<TensorInfo> tensors)
    {
        var buffer = JsonText.WriteBytes(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            foreach (TensorInfo tensor in tensors) WriteTensor(json, tensor);
            json.WriteEndObject();
        });

        // Spaces up to a multiple of eight keep the data aligned, as the format recommends.
        byte[] padded = new byte[(buffer.Length + 7) / 8 * 8];
        padded.AsSpan(buffer.Length).Fill((byte)' ');
        buffer.CopyTo(padded);
        return padded;
    }

    private static void WriteTensor(Utf8JsonWriter json, TensorInfo tensor)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int dimension in tensor.Shape) json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Start);
        json.WriteNumberValue(tensor.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Each(TensorSource tensor, Consume consume)
    {
        float[] values = tensor.Values();
        Numbers.ToLittleEndian(values);
        for (int at = 0; at < values.Length; at += Piece)
            consume(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Piece, values.Length - at))));
    }

    private delegate void Consume(ReadOnlySpan<byte> bytes);
}
