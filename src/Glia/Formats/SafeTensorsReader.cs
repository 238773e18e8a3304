using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Glia.Formats;

/// <summary>
/// Reads the safetensors format: eight bytes with the length of the header, little-endian, the header (JSON), then the data. Every size is compared with what is
/// really there before memory is taken for it, so that a file that lies costs no more than its own length.
/// </summary>
internal static class SafeTensorsReader
{
    /// <summary>Longest header that the format allows, in bytes.</summary>
    public const int MaxHeaderLength = 100_000_000;

    private const int Piece = 1 << 16; // floats at once

    /// <summary>Reads up to the data. <paramref name="stream"/> begins with the file and may be of unknown length.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="rules">What its tensors may be; Glia's own where left out.</param>
    /// <exception cref="InvalidFileException">The header breaks a rule.</exception>
    public static SafeTensorsHeader ReadHeader(Stream stream, string file, TensorRules? rules = null)
    {
        long? length = stream.CanSeek ? stream.Length - stream.Position : null;
        int headerLength = ReadHeaderLength(stream, file, out bool startsWithBrace);
        byte[] header = new byte[Math.Min(headerLength, Math.Max(1, length - 8 ?? Piece))];
        header[0] = (byte)'{';
        int have = startsWithBrace ? 1 : 0;
        while (startsWithBrace && have < headerLength)
        {
            int read = stream.Read(header, have, header.Length - have);
            if (read == 0) break;
            have += read;
            if (have == header.Length && have < headerLength) Array.Resize(ref header, (int)Math.Min(headerLength, 2L * have));
        }

        if (have < headerLength) throw CutShort(file, header.AsSpan(0, have), headerLength);
        SafeTensorsHeader parsed = SafeTensorsHeaderParser.Parse(file, rules ?? TensorRules.Own, header);
        SafeTensorsHeader ordered = parsed with { Tensors = [.. parsed.Tensors.OrderBy(t => t.Start).ThenBy(t => t.End)] };
        CheckPlaces(ordered);
        if (length is { } known) CheckLength(ordered, known - 8 - headerLength);
        return ordered;
    }

    /// <summary>Reads the data that follow the header, one array of values per tensor, and makes sure that nothing else comes.</summary>
    /// <param name="stream">Where the header has just been read.</param>
    /// <param name="header">The header.</param>
    /// <param name="mayBeNonFinite">Says by name which tensors may hold NaN and infinities.</param>
    /// <exception cref="InvalidFileException">The data break a rule.</exception>
    public static Dictionary<string, float[]> ReadData(Stream stream, SafeTensorsHeader header, Func<string, bool> mayBeNonFinite)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tensors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        bool isLengthKnown = stream.CanSeek;
        string? spoilt = null;
        foreach (TensorInfo tensor in header.Tensors)
        {
            float[] values = ReadTensor(stream, header, tensor, isLengthKnown, hash);
            if (spoilt is null && !mayBeNonFinite(tensor.Name) && !Numbers.AreFinite(values)) spoilt = tensor.Name;
            tensors.Add(tensor.Name, values);
        }

        if (stream.ReadByte() >= 0) throw Trailing(header);
        if (header.Metadata.TryGetValue(SafeTensorsHeader.DataChecksum, out string? expected) && !string.Equals(expected, Convert.ToHexStringLower(hash.GetHashAndReset()), StringComparison.Ordinal))
            throw header.Invalid("checksum", "The data do not match their checksum: the file is damaged. Take it from a backup, or save it again.");
        if (spoilt is not null)
            throw header.Invalid("not-finite", $"Tensor {SafeText.Quote(spoilt)} holds values that are infinite or NaN. Load with allowNonFinite to look at it all the same.");
        return tensors;
    }

    private static int ReadHeaderLength(Stream stream, string file, out bool startsWithBrace)
    {
        Span<byte> start = stackalloc byte[9];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0) throw new InvalidFileException(file, "empty", "The file is empty.");
        if (read < 8) throw new InvalidFileException(file, "too-short", $"The file has {read} bytes; a model begins with 8 bytes that give the length of its header.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        startsWithBrace = read == 9;
        if ((startsWithBrace && start[8] != (byte)'{') || length < 2)
            throw new InvalidFileException(file, "magic", "The file does not begin as a safetensors file does, with a length and an opening brace. Is it a model that Glia saved?");
        if (length > MaxHeaderLength)
            throw new InvalidFileException(file, "header-too-large", $"The header would be {length} bytes long; the most that is allowed is {MaxHeaderLength}.");
        return (int)length;
    }

    /// <summary>A header that should be longer than what is there: either the file was cut, or the length is wrong although the header is whole.</summary>
    private static InvalidFileException CutShort(string file, ReadOnlySpan<byte> header, int length) =>
        IsWholeObject(header)
            ? new(file, "header-length", $"The header is said to have {length} bytes, more than the file has.")
            : new(file, "truncated-header", $"The file ends within its header, after {header.Length} of {length} bytes. Copy or download it again.");

    private static bool IsWholeObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0) return true;
        }
        catch (JsonException)
        {
            // Not JSON, hence not whole.
        }

        return false;
    }

    /// <summary>The tensors' data must follow one another from 0 on, without a gap.</summary>
    private static void CheckPlaces(SafeTensorsHeader header)
    {
        long end = 0;
        foreach (TensorInfo tensor in header.Tensors)
        {
            string name = SafeText.Quote(tensor.Name);
            if (tensor.Start < end) throw header.Invalid("overlap", $"Tensor {name} starts at byte {tensor.Start}, inside the data of another.");
            if (tensor.Start > end) throw header.Invalid("hole", $"Before tensor {name} there is a gap of {tensor.Start - end} bytes that belong to none.");
            end = tensor.End;
        }
    }

    private static void CheckLength(SafeTensorsHeader header, long available)
    {
        if (header.DataLength > available)
            throw header.Invalid("truncated-data", $"The tensors need {header.DataLength} bytes, but only {available} follow the header. Copy or download the file again.");
        if (header.DataLength < available) throw Trailing(header);
    }

    private static float[] ReadTensor(Stream stream, SafeTensorsHeader header, TensorInfo tensor, bool isLengthKnown, IncrementalHash hash)
    {
        var values = new float[isLengthKnown ? tensor.Count : Math.Min(tensor.Count, Piece)];
        byte[] buffer = new byte[Math.Min(tensor.Count, Piece) * tensor.Type.Size];
        for (int at = 0; at < tensor.Count;)
        {
            if (at == values.Length) Array.Resize(ref values, (int)Math.Min(tensor.Count, 2L * at));
            Span<float> piece = values.AsSpan(at, Math.Min(Piece, values.Length - at));
            Span<byte> bytes = buffer.AsSpan(0, piece.Length * tensor.Type.Size);
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw header.Invalid("truncated-data", $"The file ends within the data of tensor {SafeText.Quote(tensor.Name)}. Copy or download it again.");
            hash.AppendData(bytes);
            tensor.Type.Convert(bytes, piece);
            at += piece.Length;
        }

        return values;
    }

    private static InvalidFileException Trailing(SafeTensorsHeader header) =>
        header.Invalid("trailing-bytes", "More bytes follow the last tensor than belong to the file.");
}
