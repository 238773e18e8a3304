using System.Buffers.Binary;

namespace Glia.Datasets;

/// <summary>
/// The IDX format that MNIST comes in (LeCun, Cortes and Burges, 1998): a magic number, one 32-bit big-endian size for each dimension,
/// then bytes. Pictures are <c>(count, height, width)</c>, labels <c>(count)</c>. Files may be packed with gzip; reading goes by
/// the content, writing by the name's ending <c>.gz</c>.
/// </summary>
/// <remarks>
/// A file must be exactly as long as its header says, to the byte. Memory is taken as data arrives, never because a header asks
/// for it, and a gzip file that stands for more than 16 MiB and more than 250 times its length is refused.
/// </remarks>
public static partial class Idx
{
    private const int Labels = 0x0801;
    private const int Images = 0x0803;
    private const int MaxSide = 65535;
    private const int FirstBlock = 1 << 20;
    private const int BlockLength = 1 << 22;

    private static readonly string[] DigitNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads pictures.</summary>
    /// <returns>The pixels, shape <c>(count, height, width)</c>, each 0…255, and the three sizes.</returns>
    /// <exception cref="InvalidFileException">The file is not a whole, valid IDX file of pictures.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static (byte[] Pixels, int Count, int Height, int Width) ReadImages(string path)
    {
        using Stream stream = DataFile.OpenRead(path);
        return ReadImages(stream, path);
    }

    /// <summary>Reads labels.</summary>
    /// <returns>One byte for each sample, shape <c>(count)</c>.</returns>
    /// <exception cref="InvalidFileException">The file is not a whole, valid IDX file of labels.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static byte[] ReadLabels(string path)
    {
        using Stream stream = DataFile.OpenRead(path);
        return ReadLabels(stream, path);
    }

    /// <summary>Reads pictures and their labels.</summary>
    /// <param name="imagesPath">An IDX file of pictures.</param>
    /// <param name="labelsPath">An IDX file of as many labels.</param>
    /// <param name="classNames">Names of labels 0, 1, …; by default the ten digits.</param>
    /// <exception cref="InvalidFileException">A file is not what it should be, the counts differ, or a label has no class.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static Dataset ReadDataset(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        classNames ??= DigitNames;
        byte[] labels = ReadLabels(labelsPath); // the small file first: a wrong one is found at once
        var indices = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classNames.Count) throw NoClass(labelsPath, i, labels[i], classNames.Count);
            indices[i] = labels[i];
        }

        (byte[] pixels, int count, int height, int width) = ReadImages(imagesPath);
        CheckCounts(imagesPath, count, labelsPath, labels.Length);
        return Dataset.FromBytes(pixels, indices, new FeatureShape(height, width), classNames);
    }

    /// <summary>Writes pictures. The file appears whole or not at all; it is packed where its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="pixels">Shape <c>(count, height, width)</c>, each 0…255.</param>
    /// <param name="count">Number of pictures.</param>
    /// <param name="height">Rows of a picture, 1…65535.</param>
    /// <param name="width">Pixels of a row, 1…65535.</param>
    /// <exception cref="ArgumentException">The sizes are out of range or do not go with the number of pixels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void WriteImages(string path, ReadOnlyMemory<byte> pixels, int count, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        CheckSide(height, nameof(height));
        CheckSide(width, nameof(width));
        if ((Int128)count * height * width != pixels.Length)
            throw new ArgumentException($"{count} pictures of {height} × {width} need {(Int128)count * height * width} pixels, but there are {pixels.Length}.", nameof(pixels));
        DataFile.Write(path, stream =>
        {
            WriteNumbers(stream, Images, count, height, width);
            stream.Write(pixels.Span);
        });
    }

    /// <summary>Writes labels, shape <c>(count)</c>. The file appears whole or not at all; it is packed where its name ends in <c>.gz</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void WriteLabels(string path, ReadOnlyMemory<byte> labels) => DataFile.Write(path, stream =>
    {
        WriteNumbers(stream, Labels, labels.Length);
        stream.Write(labels.Span);
    });

    /// <summary>
    /// Writes a data set as a file of pictures and a file of labels, which appear together when both are whole. Class names are not kept: the format has no place for them. Takes little memory, whatever the number of
    /// samples: those that are drawn are drawn as they are written, by all threads.
    /// </summary>
    /// <param name="imagesPath">The file of pictures; an old one is replaced.</param>
    /// <param name="labelsPath">The file of labels; an old one is replaced.</param>
    /// <param name="data">What to write.</param>
    /// <param name="progress">Told now and then how many of the samples are written.</param>
    /// <param name="cancellationToken">Stops the work and removes what was written.</param>
    /// <exception cref="ArgumentException">The data set holds target values, floats, more than 256 classes or sides above 65535.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void WriteDataset(string imagesPath, string labelsPath, Dataset data, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification || data.ClassCount > 256)
            throw new ArgumentException("IDX files hold data of up to 256 classes.", nameof(data));
        if (!data.IsBytes)
            throw new ArgumentException("IDX files hold bytes, but this data set holds floats.", nameof(data));
        CheckSide(data.Shape.Height, nameof(data));
        CheckSide(data.Shape.Width, nameof(data));
        DataFile.Write(imagesPath, images =>
        {
            WriteNumbers(images, Images, data.Count, data.Shape.Height, data.Shape.Width);
            WriteInBlocks(images, data, data.FeatureCount, (some, i, to) => some.CopyBytes(i, to), progress, cancellationToken);
            images.Flush();
            DataFile.Write(labelsPath, labels => // inside: where this fails, the pictures do not appear either
            {
                WriteNumbers(labels, Labels, data.Count);
                WriteInBlocks(labels, data, 1, (some, i, to) => to[0] = (byte)some.Label(i), null, cancellationToken);
            });
        });
    }

    private static void WriteInBlocks(Stream stream, Dataset data, int length, Action<Dataset, int, Span<byte>> read, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int rows = Math.Max(1, BlockLength / length);
        byte[] block = new byte[Math.Min(rows, data.Count) * length];
        for (long start = 0; start < data.Count; start += rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            data.Check();
            Dataset some = data.Slice((int)start, (int)Math.Min(rows, data.Count - start));
            if (some.IsDrawn && length > 1) some = some.InMemory(cancellationToken: cancellationToken);
            for (int i = 0; i < some.Count; i++) read(some, i, block.AsSpan(i * length, length));
            stream.Write(block, 0, some.Count * length);
            progress?.Report((int)start + some.Count);
        }
    }

    internal static (byte[] Pixels, int Count, int Height, int Width) ReadImages(Stream stream, string file)
    {
        int[] sizes = ReadSizes(stream, file);
        long length = (long)sizes[1] * sizes[2];
        return (ReadBody(stream, file, sizes[0], length), sizes[0], sizes[1], sizes[2]);
    }

    private static int[] ReadSizes(Stream stream, string file)
    {
        int[] sizes = ReadHeader(stream, file, Images);
        for (int i = 1; i < sizes.Length; i++)
        {
            if (sizes[i] is < 1 or > MaxSide)
                throw new InvalidFileException(file, "idx-size", $"The header claims pictures of {sizes[1]} × {sizes[2]} pixels; sides go from 1 to {MaxSide}.");
        }

        if ((long)sizes[1] * sizes[2] > Array.MaxLength) throw new InvalidFileException(file, "idx-size", $"The header claims pictures of {sizes[1]} × {sizes[2]} pixels; one picture may have {Array.MaxLength}.");
        return sizes;
    }

    internal static byte[] ReadLabels(Stream stream, string file) => ReadBody(stream, file, ReadHeader(stream, file, Labels)[0], 1);

    private static int[] ReadHeader(Stream stream, string file, int expected)
    {
        int magic = ReadNumber(stream, file);
        if (magic != expected) throw WrongMagic(file, magic, expected);
        var sizes = new int[expected & 255];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = ReadNumber(stream, file);
            if (sizes[i] < 0) throw new InvalidFileException(file, "idx-size", $"The header claims a size of {(uint)sizes[i]}, which is more than can be read.");
        }

        return sizes;
    }

    private static InvalidFileException WrongMagic(string file, int magic, int expected)
    {
        string wanted = expected == Images ? "pictures" : "labels";
        if (magic is Labels or Images)
            return new(file, "idx-kind", $"This file holds {(magic == Images ? "pictures" : "labels")}, but {wanted} are wanted here. Were the two files swapped?");
        if ((magic & 0xFFFFFF00) == 0x0800)
            return new(file, "idx-dimensions", $"This IDX file has {magic & 255} dimensions; {wanted} have {expected & 255}.");
        if (magic >> 16 == 0 && (magic >> 8) is 0x09 or (>= 0x0B and <= 0x0E))
            return new(file, "idx-type", $"This IDX file holds numbers of type {magic >> 8:x2}; only unsigned bytes (08) are read.");
        return new(file, "idx-magic", $"This is not an IDX file of {wanted}: it starts with {magic:x8} instead of {expected:x8}.");
    }

    private static int ReadNumber(Stream stream, string file)
    {
        Span<byte> number = stackalloc byte[4];
        int count = stream.ReadAtLeast(number, number.Length, throwOnEndOfStream: false);
        if (count < number.Length) throw new InvalidFileException(file, "idx-header", "The file ends inside its header.");
        return BinaryPrimitives.ReadInt32BigEndian(number);
    }

    private static byte[] ReadBody(Stream stream, string file, int count, long sampleLength)
    {
        long length = count * sampleLength; // below 2³¹ · 2³²
        if (length > Array.MaxLength)
            throw new InvalidFileException(file, "idx-size", $"The header claims {count} samples of {sampleLength} bytes, more than the {Array.MaxLength} bytes that are read at once. {(stream is GunzipStream ? "Unpack it (gzip -d): a plain file can be of any size." : "Map it with Idx.MapDataset.")}");
        CheckPossible(stream, file, length);
        var data = new byte[Math.Min(length, Math.Max(FirstBlock, FirstGuess(stream)))];
        for (long at = 0; at < length;)
        {
            if (at == data.Length) Array.Resize(ref data, (int)Math.Min(length, data.Length * 2L));
            int read = stream.Read(data.AsSpan((int)at));
            if (read == 0) throw Truncated(file, length, at);
            at += read;
        }

        if (stream.ReadByte() >= 0) throw Trailing(file, length);
        return data;
    }

    private static void CheckPossible(Stream stream, string file, long length)
    {
        if (length <= DataFile.MostBytes(stream)) return;
        throw stream is GunzipStream gunzip ? gunzip.TooMuch() : Truncated(file, length, stream.Length - stream.Position);
    }

    // A plain file's length is known; a packed one mostly unpacks to less than 16 times its own. Beyond that the array grows as data comes.
    private static long FirstGuess(Stream stream) => stream is GunzipStream gunzip ? gunzip.PackedLength * 16 : stream.Length;

    private static InvalidFileException Truncated(string file, long expected, long found) =>
        new(file, "idx-truncated", $"The header announces {expected} bytes of data, but there are {found}. Fetch the file again.");

    private static InvalidFileException Trailing(string file, long length) => new(file, "idx-trailing", $"There are more than the {length} bytes of data that the header announces.");

    private static InvalidFileException NoClass(string file, long index, int label, int classes) => new(file, "label-range", $"Label {index} is {label}, but there are {classes} classes (0 … {classes - 1}).");

    private static void CheckCounts(string imagesPath, int images, string labelsPath, int labels)
    {
        if (images != labels) throw new InvalidFileException(imagesPath, "count-mismatch", $"There are {images} pictures, but {labels} labels in {labelsPath}. The two files do not belong together.");
    }

    private static void CheckSide(int side, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaxSide, name);
    }

    private static void WriteNumbers(Stream stream, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            stream.Write(bytes);
        }
    }
}
