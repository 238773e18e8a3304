using System.Globalization;

namespace Glia.Datasets;

/// <summary>
/// Data sets as folders of PNG files, one folder for each class: <c>root/&lt;class&gt;/*.png</c>. The pictures are prepared ones: all
/// of one size, white ink (255) on black (0) as in MNIST; colour becomes grey, and what is transparent becomes black.
/// </summary>
public static class ImageFolder
{
    private const int ProgressStep = 100;

    /// <summary>
    /// Reads all pictures, class by class. Every folder in <paramref name="root"/> is a class, numbered in ordinal order of the names (so <c>10</c> comes before <c>2</c>), and
    /// so are the files in it. Names that begin with a dot and files other than <c>.png</c> are passed over, as are files directly in the root.
    /// </summary>
    /// <param name="root">The folder of the class folders.</param>
    /// <param name="progress">Told now and then how many of the pictures are read.</param>
    /// <param name="cancellationToken">Stops the work between two pictures.</param>
    /// <exception cref="InvalidFileException">There are no pictures, one is not a valid PNG file, or one has another size than the first.</exception>
    /// <exception cref="IOException">The folder is missing, or something in it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Dataset Read(string root, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"{root}: there is no such folder.");
        string[] folders = Visible(Directory.EnumerateDirectories(root));
        string[][] files = Array.ConvertAll(folders, Pictures);
        int total = files.Sum(f => f.Length);
        if (total == 0)
            throw new InvalidFileException(root, "folder-empty", "There are no pictures here. Wanted are folders named as the classes, with .png files in each.");
        byte[] pixels = [];
        RasterImage? first = null;
        var labels = new int[total];
        int done = 0;
        for (int label = 0; label < folders.Length; label++)
        {
            foreach (string file in files[label])
            {
                cancellationToken.ThrowIfCancellationRequested();
                RasterImage image = Png.Read(file);
                first ??= image;
                if (done == 0) pixels = Allocate(root, image, total);
                CheckSize(file, image, first);
                image.ToGray().CopyTo(pixels.AsSpan(done * image.Width * image.Height));
                labels[done++] = label;
                Report(progress, done, total);
            }
        }

        return Dataset.FromBytes(pixels, labels, new FeatureShape(first!.Height, first.Width), Array.ConvertAll(folders, f => Path.GetFileName(f)));
    }

    /// <summary>
    /// Writes a data set as <c>root/&lt;class&gt;/&lt;index&gt;.png</c>, the index being the sample's, with leading zeros. The whole folder appears at once when
    /// all is written, or not at all. Reading it back gives the samples class by class, and classes in ordinal order.
    /// </summary>
    /// <param name="root">The folder to make; it must not exist yet, or be empty.</param>
    /// <param name="data">Samples of classes, kept as bytes.</param>
    /// <param name="progress">Told now and then how many of the pictures are written.</param>
    /// <param name="cancellationToken">Stops the work between two pictures and removes what was written.</param>
    /// <exception cref="ArgumentException">The data set holds target values or floats, or a class name that cannot be a folder's name.</exception>
    /// <exception cref="IOException">The folder has something in it, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Write(string root, Dataset data, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(data);
        CheckWritable(data);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
            throw new IOException($"{root} exists and is not an empty folder. Name another one: nothing is written over.");
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp"); // a rename is only atomic inside one file system
        try
        {
            WriteAll(temporary, data, progress, cancellationToken);
            if (Directory.Exists(full)) Directory.Delete(full);
            Directory.Move(temporary, full);
        }
        catch
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static void WriteAll(string folder, Dataset data, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        foreach (string name in data.ClassNames) Directory.CreateDirectory(Path.Combine(folder, name));
        if (Directory.GetDirectories(folder).Length != data.ClassCount)
            throw new IOException("Two class names are the same folder on this disk, which does not tell upper from lower case.");
        string format = "D" + (data.Count - 1).ToString(CultureInfo.InvariantCulture).Length.ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < data.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = i.ToString(format, CultureInfo.InvariantCulture) + ".png";
            using (FileStream stream = File.Create(Path.Combine(folder, data.ClassNames[data.Label(i)], name)))
                Png.WriteGray(stream, data.ByteFeatures(i), data.Shape.Width, data.Shape.Height);
            if ((i + 1) % ProgressStep == 0 || i + 1 == data.Count) progress?.Report(i + 1);
        }
    }

    private static void CheckWritable(Dataset data)
    {
        if (!data.IsClassification) throw new ArgumentException("Folders of pictures are for classes, but this data set holds target values.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("The data set is empty: there are no pictures to write.", nameof(data));
        if (data.ByteFeatures(0).IsEmpty) throw new ArgumentException("Pictures are bytes, but this data set holds floats.", nameof(data));
        foreach (string name in data.ClassNames)
        {
            if (!IsFolderName(name))
                throw new ArgumentException($"The class name \"{name}\" cannot be the name of a folder on every system.", nameof(data));
        }

        if (data.ClassNames.Distinct(StringComparer.Ordinal).Count() != data.ClassCount) throw new ArgumentException("Two classes have the same name.", nameof(data));
    }

    // Names that stay inside the root, and that Linux, macOS and Windows all take as they are.
    private static bool IsFolderName(string name) =>
        name.Length is > 0 and <= 200 && name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ')
        && name.AsSpan().IndexOfAny("<>:\"/\\|?*") < 0 && !name.Any(char.IsControl);

    private static string[] Visible(IEnumerable<string> paths) =>
        paths.Where(p => !Path.GetFileName(p).StartsWith('.')).OrderBy(p => Path.GetFileName(p), StringComparer.Ordinal).ToArray();

    private static string[] Pictures(string folder) =>
        Visible(Directory.EnumerateFiles(folder).Where(f => f.EndsWith(".png", StringComparison.OrdinalIgnoreCase)));

    private static byte[] Allocate(string root, RasterImage first, int total)
    {
        long length = (long)first.Width * first.Height * total;
        if (length > Array.MaxLength)
            throw new InvalidFileException(root, "folder-size", $"{total} pictures of {first} are more than {Array.MaxLength} bytes. Use smaller pictures, or fewer.");
        return new byte[length];
    }

    private static void CheckSize(string file, RasterImage image, RasterImage first)
    {
        if (image.Width != first.Width || image.Height != first.Height)
        {
            throw new InvalidFileException(
                file,
                "picture-size-differs",
                $"The picture has {image}, but those before it have {first}. A data set needs pictures of one size; to recognise any picture as it is, use `glia predict`, which prepares it.");
        }
    }

    private static void Report(IProgress<(int Done, int Total)>? progress, int done, int total)
    {
        if (done % ProgressStep == 0 || done == total) progress?.Report((done, total));
    }
}
