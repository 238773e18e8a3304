using Glia.Datasets;
using Glia.Pages;

namespace Glia.Workbench;

/// <summary>Data by name: generated digits, MNIST, toy data, or a file or folder.</summary>
public static class DataSource
{
    /// <summary>Digits that are drawn, without any file.</summary>
    public const string Generated = "generated";

    /// <summary>The real digits, where they are on this computer.</summary>
    public const string MnistName = "mnist";

    /// <summary>What is trained on where nothing else is named.</summary>
    public const string Default = Generated;

    /// <summary>Toy data whose samples have classes.</summary>
    public static IReadOnlyList<ToyClasses> Toys { get; } = [.. ToyData.All.OfType<ToyClasses>()];

    /// <summary>Generated digits to train on: as many as MNIST has.</summary>
    public const int TrainCount = 60_000;

    /// <summary>Generated digits to test on, always the same ones, so that scores of different trainings compare.</summary>
    public const int TestCount = 5_000;

    /// <summary>Toy points to test on, always the same ones; a gate has its four and no others.</summary>
    public const int ToyTestCount = 1_000;

    /// <summary>Generated digits to calibrate on: they cost nothing but the drawing.</summary>
    public const int CalibrationCount = 5_000;

    private const ulong TestSeed = 0x7E57D161757EED, CalibrationSeed = 0xCA11B7A7E5EED; // no seeds that a person would type: never among the digits trained on

    /// <summary>The toy of that name; null where the name is of something else.</summary>
    public static ToyData? Toy(string spec) => ToyData.All.FirstOrDefault(t => t.Name == spec);

    /// <summary>Toy data to train on.</summary>
    public static NamedData Train(ToyData toy, int count, float noise, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(toy);
        string seeded = toy is ToyGate && noise == 0 ? "" : $" (seed {seed})";
        return new(toy.Create(count, noise, seed), $"{toy}, {Num.Count(count)} points{(noise > 0 ? $" with noise {Num.Exact(noise)}" : "")}{seeded}");
    }

    /// <summary>The data to train on.</summary>
    /// <param name="spec">Their name.</param>
    /// <param name="count">Number of generated digits. More than fit into memory are drawn when they are trained on; they are the same digits either way.</param>
    /// <param name="seed">Seed of generated digits and toy points.</param>
    /// <param name="setting">What errors name.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SettingException">There are no such data.</exception>
    /// <exception cref="InputFileException">A file does not do.</exception>
    /// <exception cref="InvalidFileException">A file is broken.</exception>
    public static NamedData Train(string spec, int count, ulong seed, string setting = "data", IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Toy(spec) is { } toy) return Train(toy, toy.UsualCount, 0, seed);
        if (spec != Generated) return Load(spec, DataPart.Train, setting, progress, cancellation);
        Dataset data = HandwrittenDigits.Drawn(count, seed);
        string name = $"{Num.Count(count)} generated digits (seed {seed})";
        if ((long)count * data.FeatureCount > Dataset.MostInMemory) return new(data, $"{name}, each drawn when it is trained on");
        return new(data.InMemory(progress: progress is null ? null : new Drawing(progress, count), cancellationToken: cancellation), name);
    }

    /// <summary>The data to test on that belong to <paramref name="spec"/>.</summary>
    /// <param name="spec">The name of the data.</param>
    /// <param name="setting">What errors name.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SettingException">There are no such data.</exception>
    /// <exception cref="InputFileException">A file does not do.</exception>
    /// <exception cref="InvalidFileException">A file is broken.</exception>
    public static NamedData Test(string spec, string setting = "data", IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Toy(spec) is ToyGate gate) return new(gate.Create(), $"the four points of {gate}");
        if (Toy(spec) is { } toy) return new(toy.Create(ToyTestCount, seed: TestSeed), $"{Num.Count(ToyTestCount)} other points of {toy}");
        if (spec != Generated) return Load(spec, DataPart.Test, setting, progress, cancellation);
        Dataset data = HandwrittenDigits.Generate(TestCount, TestSeed, cancellationToken: cancellation);
        return new(data, $"{Num.Count(TestCount)} generated test digits");
    }

    /// <summary>Generated digits to calibrate on, always the same ones; neither trained nor tested on.</summary>
    public static NamedData Calibration(CancellationToken cancellation = default)
    {
        Dataset data = HandwrittenDigits.Generate(CalibrationCount, CalibrationSeed, cancellationToken: cancellation);
        return new(data, $"{Num.Count(CalibrationCount)} more generated digits");
    }

    /// <summary>Whether the source has a test part of its own.</summary>
    public static bool HasTestPart(string spec) => spec is Generated or MnistName || Toy(spec) is not null || (Directory.Exists(spec) && HoldsIdx(spec));

    /// <summary>Where MNIST is.</summary>
    /// <param name="setting">What the error names.</param>
    /// <exception cref="SettingException">It is nowhere.</exception>
    public static string MnistFolder(string setting) => Mnist.Find() ?? throw new SettingException(setting,
        "MNIST is not on this computer. Fetch it with 'glia data fetch mnist', or name the folder of its four files, here or in the environment variable GLIA_DATA; " +
        "'--data generated' needs no files at all.");

    private static NamedData Load(string spec, DataPart part, string setting, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        if (spec == MnistName) return MnistPart(MnistFolder(setting), "MNIST", part);
        if (Directory.Exists(spec)) return HoldsIdx(spec) ? MnistPart(spec, spec, part) : Pictures(spec, progress, cancellation);
        if (!File.Exists(spec)) throw Unknown(setting, spec);
        Dataset data = IdxPair(spec) is { } labels ? Idx.OpenDataset(spec, labels) : CsvData.Read(spec);
        return Checked(data, spec);
    }

    private static NamedData MnistPart(string folder, string name, DataPart part)
    {
        Dataset data = part == DataPart.Train ? Mnist.LoadTrain(folder) : Mnist.LoadTest(folder);
        return new(data, $"{name}, {Num.Count(data.Count)} {(part == DataPart.Train ? "training" : "test")} digits{Where(data)}");
    }

    private static NamedData Pictures(string folder, IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        Checked(ImageFolder.Read(folder, progress is null ? null : new Reading(progress), cancellation), folder);

    private static NamedData Checked(Dataset data, string name)
    {
        if (data.Count == 0) throw new InputFileException(name, "there are no samples in it.");
        return new(data, $"{name}, {Num.Samples(data.Count)}{Where(data)}");
    }

    private static string Where(Dataset data) => data.IsMapped ? " in a mapped file" : "";

    private static bool HoldsIdx(string folder) => Directory.EnumerateFiles(folder).Any(f => Path.GetFileName(f).Contains("idx3-ubyte", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(f).Contains("idx1-ubyte", StringComparison.OrdinalIgnoreCase));

    /// <summary>The file of labels that goes with an IDX file of pictures, by MNIST's names; null where the name is none of those.</summary>
    private static string? IdxPair(string images)
    {
        string name = Path.GetFileName(images);
        if (!name.Contains("idx3", StringComparison.Ordinal)) return null;
        string labels = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        string path = Path.Combine(Path.GetDirectoryName(images) ?? "", labels);
        return File.Exists(path) ? path : throw new InputFileException(images, $"its labels are missing: there is no {path}.");
    }

    private static SettingException Unknown(string setting, string spec)
    {
        string[] names = [Generated, MnistName, .. Toys.Select(t => t.Name)];
        string meant = Spelling.Nearest(spec, names) is { } near ? $" Did you mean '{near}'?" : "";
        return new SettingException(setting, $"there is no file or folder '{spec}', and it is none of {string.Join(", ", names)}.{meant}");
    }

    private sealed class Drawing(IProgress<LoadProgress> progress, int count) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new LoadProgress("drawing digits", value, count));
    }

    private sealed class Reading(IProgress<LoadProgress> progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress.Report(new LoadProgress("reading pictures", value.Done, value.Total));
    }
}
