using Glia.Formats;

namespace Glia.Datasets;

// Files that are too large for the memory, or for an array: mapped, so that the system brings in what is read.
public static partial class Idx
{
    private const int LabelsAtOnce = 1 << 20;

    /// <summary>
    /// Pictures and their labels, read where they lie: of any size, in little memory, and nothing is read before it is wanted but the labels, once. The files must not be packed. Each must be exactly as long as its header says, to the byte.
    /// </summary>
    /// <param name="imagesPath">An IDX file of pictures.</param>
    /// <param name="labelsPath">An IDX file of as many labels.</param>
    /// <param name="classNames">Names of labels 0, 1, …; by default the ten digits.</param>
    /// <remarks>
    /// The files are let go of when nobody holds on to the data any more. Until then they must stay as they are: one that is replaced by a new file of its name does no harm, but what is written into it shows up in the
    /// samples. One that became shorter is refused at the next batch (<see cref="InvalidFileException"/>, rule <c>file-changed</c>); only where it does so within a batch does the system end the process, as it does where
    /// a disk or a network cannot give what was promised.
    /// </remarks>
    /// <exception cref="InvalidFileException">A file is not what it should be, the counts differ, a label has no class, or a file is packed (rule <c>packed</c>).</exception>
    /// <exception cref="IOException">A file is missing or cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static Dataset MapDataset(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        classNames ??= DigitNames;
        MappedFile? labels = null, images = null;
        try
        {
            (labels, int[] count) = Map(labelsPath, ReadLabelCount);
            CheckLabels(labels, labelsPath, count[0], classNames.Count);
            (images, int[] sizes) = Map(imagesPath, ReadSizes);
            CheckCounts(imagesPath, sizes[0], labelsPath, count[0]);
            var shape = new FeatureShape(sizes[1], sizes[2]);
            return Dataset.Of(new MappedSamples(images, HeaderLength(sizes), shape.Length, labels, HeaderLength(count)), count[0], shape, classNames);
        }
        catch
        {
            images?.Dispose();
            labels?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Pictures and their labels: read into memory (<see cref="ReadDataset"/>) where they take a quarter of what this process may have at most, and are not more than an array holds; else mapped (<see cref="MapDataset"/>). The
    /// samples, and what is trained on them, are the same.
    /// </summary>
    /// <param name="imagesPath">An IDX file of pictures.</param>
    /// <param name="labelsPath">An IDX file of as many labels.</param>
    /// <param name="classNames">Names of labels 0, 1, …; by default the ten digits.</param>
    /// <exception cref="InvalidFileException">A file is not what it should be, the counts differ, or a label has no class.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static Dataset OpenDataset(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null) =>
        IsLarge(imagesPath) && !DataFile.IsPacked(labelsPath) ? MapDataset(imagesPath, labelsPath, classNames) : ReadDataset(imagesPath, labelsPath, classNames);

    private static bool IsLarge(string path) => new FileInfo(path) is { Exists: true } file && file.Length > Dataset.MostInMemory && !DataFile.IsPacked(path);

    private static int[] ReadLabelCount(Stream stream, string file) => ReadHeader(stream, file, Labels);

    private static int HeaderLength(int[] sizes) => sizeof(int) * (1 + sizes.Length);

    private static (MappedFile File, int[] Sizes) Map(string path, Func<Stream, string, int[]> readHeader)
    {
        int[] sizes;
        long length;
        using (Stream stream = DataFile.OpenRead(path))
        {
            if (stream is GunzipStream) throw new InvalidFileException(path, "packed", "The file is packed, so it cannot be mapped. Unpack it (gzip -d).");
            sizes = readHeader(stream, path);
            length = sizes.Aggregate(1L, (product, size) => product * size); // below 2³¹ · 2³²
            long found = stream.Length - stream.Position;
            if (found < length) throw Truncated(path, length, found);
            if (found > length) throw Trailing(path, length);
        }

        var file = new MappedFile(path);
        if (file.Length == HeaderLength(sizes) + length) return (file, sizes);
        file.Dispose();
        throw new InvalidFileException(path, "file-changed", "The file is being written to. Wait until it is whole.");
    }

    private static void CheckLabels(MappedFile file, string path, int count, int classes)
    {
        if (classes > byte.MaxValue) return;
        for (long start = 0; start < count; start += LabelsAtOnce)
        {
            ReadOnlySpan<byte> some = file.Span(HeaderLength([count]) + start, (int)Math.Min(LabelsAtOnce, count - start));
            int wrong = some.IndexOfAnyInRange((byte)classes, byte.MaxValue);
            if (wrong >= 0) throw NoClass(path, start + wrong, some[wrong], classes);
        }

        GC.KeepAlive(file);
    }
}
