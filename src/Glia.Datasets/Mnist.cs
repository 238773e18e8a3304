namespace Glia.Datasets;

/// <summary>
/// MNIST: 60,000 handwritten digits to train on and 10,000 to test on, 28 × 28 grey bytes each (0 paper, 255 ink), collected by Yann LeCun, Corinna Cortes and
/// Christopher Burges (1998; CC BY-SA 3.0). Load the four files from a folder, or fetch them with <see cref="FetchAsync(string, IReadOnlyList{Uri}, HttpMessageInvoker, IProgress{DownloadProgress}, CancellationToken)"/>.
/// </summary>
public static partial class Mnist
{
    /// <summary>Height and width of a digit in pixels.</summary>
    public const int Size = 28;

    internal const string TrainImages = "train-images-idx3-ubyte";
    internal const string TrainLabels = "train-labels-idx1-ubyte";
    internal const string TestImages = "t10k-images-idx3-ubyte";
    internal const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>
    /// Loads the training and the test digits from <paramref name="folder"/>: features of shape <c>(count, 784)</c>, classes "0" … "9", scaler <c>x / 255</c>.
    /// The four files may be gzipped or plain, and may be spelt with a dot (<c>train-images.idx3-ubyte</c>); where there are several spellings, the gzipped one with a hyphen is read.
    /// </summary>
    /// <exception cref="InvalidFileException">A file is missing (rule <c>missing-file</c>), is no IDX file, or does not hold digits of 28 × 28 pixels (rule <c>not-mnist</c>).</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading one.</exception>
    public static (Dataset Train, Dataset Test) Load(string folder)
    {
        CheckFolder(folder);
        return (LoadPair(folder, TrainImages, TrainLabels), LoadPair(folder, TestImages, TestLabels));
    }

    /// <summary>Loads the 60,000 training digits alone.</summary>
    /// <exception cref="InvalidFileException">As <see cref="Load(string)"/>.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading one.</exception>
    public static Dataset LoadTrain(string folder)
    {
        CheckFolder(folder);
        return LoadPair(folder, TrainImages, TrainLabels);
    }

    /// <summary>Loads the 10,000 test digits alone, which takes a sixth of the time.</summary>
    /// <exception cref="InvalidFileException">As <see cref="Load(string)"/>.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading one.</exception>
    public static Dataset LoadTest(string folder)
    {
        CheckFolder(folder);
        return LoadPair(folder, TestImages, TestLabels);
    }

    /// <summary>Loads MNIST from the folder that <see cref="Find()"/> finds.</summary>
    /// <exception cref="InvalidFileException">It is in none of the usual places (rule <c>missing-file</c>), or a file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading one.</exception>
    public static (Dataset Train, Dataset Test) Load() => Load(Find() ?? throw new InvalidFileException("MNIST", "missing-file",
        $"the four files are in none of these folders: {string.Join(", ", MnistFolder.Candidates(Environment.GetEnvironmentVariable))}. " +
        "Fetch them with 'glia data fetch mnist', or put them into a folder and name it in the environment variable GLIA_DATA."));

    /// <summary>
    /// The first of the usual folders that holds all four files; null where none does. In this order: the environment variable <c>GLIA_DATA</c> or its subfolder <c>mnist</c>,
    /// <c>data/mnist</c> under the current folder, and <see cref="CacheFolder"/>.
    /// </summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable);

    internal static string? Find(Func<string, string?> environment) => MnistFolder.Candidates(environment).FirstOrDefault(folder => MnistFolder.Missing(folder).Length == 0);

    /// <summary>
    /// Where fetched files go: <c>mnist</c> under the environment variable <c>GLIA_CACHE</c>; else <c>glia/mnist</c> under <c>XDG_CACHE_HOME</c>, <c>~/.cache</c> (Linux) or the local
    /// application data (Windows, macOS); <c>data/mnist</c> for a user without a home.
    /// </summary>
    public static string CacheFolder => MnistFolder.Cache(Environment.GetEnvironmentVariable);

    private static void CheckFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string[] missing = MnistFolder.Missing(folder);
        if (missing.Length == 0) return;
        throw new InvalidFileException(folder, "missing-file",
            $"{(Directory.Exists(folder) ? "the folder holds no" : "there is no such folder with")} {string.Join(", ", missing)} (or the same with .gz). " +
            "Fetch the four files of MNIST with 'glia data fetch mnist', or put them into this folder.");
    }

    private static Dataset LoadPair(string folder, string images, string labels)
    {
        string imagesPath = MnistFolder.FindFile(folder, images)!;
        Dataset data = Idx.OpenDataset(imagesPath, MnistFolder.FindFile(folder, labels)!);
        if (data.Shape != new FeatureShape(Size, Size))
            throw new InvalidFileException(imagesPath, "not-mnist", $"the pictures are {data.Shape}, but MNIST's are {Size} × {Size}. Read other picture sets with Idx.ReadDataset.");
        return data;
    }
}
