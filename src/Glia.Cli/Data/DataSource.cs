using Glia.Datasets;

namespace Glia.Cli;

/// <summary>Which half of a source is wanted.</summary>
internal enum DataPart
{
    Train,
    Test,
}

/// <summary>Data and what they are in words.</summary>
internal sealed record NamedData(Dataset Data, string Name);

/// <summary>What <c>--data</c> can name: generated digits, MNIST, toy data, or a file or folder.</summary>
internal static class DataSource
{
    public const string Generated = "generated", MnistName = "mnist", Default = Generated;

    /// <summary>Toy data whose samples have classes, which is what this tool learns.</summary>
    public static IReadOnlyList<ToyClasses> Toys { get; } = [.. ToyData.All.OfType<ToyClasses>()];

    /// <summary>What the help says of <c>--data</c>.</summary>
    public static string Help { get; } = $"generated, mnist, toy data ({string.Join(", ", Toys)}), or a file or folder (IDX, CSV, PNGs by label). Default: generated.";

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
    public static ToyClasses? Toy(string spec) => Toys.FirstOrDefault(t => t.Name == spec);

    /// <summary>Toy data to train on.</summary>
    public static NamedData Train(ToyClasses toy, int count, float noise, ulong seed)
    {
        string seeded = toy is ToyGate && noise == 0 ? "" : $" (seed {seed})";
        return new(toy.Create(count, noise, seed), $"{toy}, {Show.Count(count)} points{(noise > 0 ? $" with noise {Show.Exact(noise)}" : "")}{seeded}");
    }

    /// <summary>The data to train on; <paramref name="count"/> and <paramref name="seed"/> are those of generated digits, the seed that of toy data too; <paramref name="option"/> is what errors name.</summary>
    public static NamedData Train(ToolConsole console, string spec, int count, ulong seed, string option = "--data")
    {
        if (Toy(spec) is { } toy) return Train(toy, toy.UsualCount, 0, seed);
        if (spec != Generated) return Load(console, spec, DataPart.Train, option);
        using var line = new LiveLine(console);
        Dataset data = HandwrittenDigits.Generate(count, seed, progress: new Drawing(line, count), cancellationToken: console.Cancellation);
        return new(data, $"{Show.Count(count)} generated digits (seed {seed})");
    }

    /// <summary>The data to test on that belong to <paramref name="spec"/>.</summary>
    public static NamedData Test(ToolConsole console, string spec, string option = "--data")
    {
        if (Toy(spec) is ToyGate gate) return new(gate.Create(), $"the four points of {gate}");
        if (Toy(spec) is { } toy) return new(toy.Create(ToyTestCount, seed: TestSeed), $"{Show.Count(ToyTestCount)} other points of {toy}");
        if (spec != Generated) return Load(console, spec, DataPart.Test, option);
        Dataset data = HandwrittenDigits.Generate(TestCount, TestSeed, cancellationToken: console.Cancellation);
        return new(data, $"{Show.Count(TestCount)} generated test digits");
    }

    /// <summary>Generated digits to calibrate on, always the same ones; neither trained nor tested on.</summary>
    public static NamedData Calibration(ToolConsole console)
    {
        Dataset data = HandwrittenDigits.Generate(CalibrationCount, CalibrationSeed, cancellationToken: console.Cancellation);
        return new(data, $"{Show.Count(CalibrationCount)} more generated digits");
    }

    /// <summary>Whether the source has a test part of its own.</summary>
    public static bool HasTestPart(string spec) => spec is Generated or MnistName || Toy(spec) is not null || (Directory.Exists(spec) && HoldsIdx(spec));

    /// <summary>Where MNIST is.</summary>
    /// <exception cref="ToolException">It is nowhere.</exception>
    public static string MnistFolder(string option) => Mnist.Find() ?? throw ToolException.BadOption(option,
        "MNIST is not on this computer. Fetch it with 'glia data fetch mnist', or name the folder of its four files, here or in the environment variable GLIA_DATA; " +
        "'--data generated' needs no files at all.");

    private static NamedData Load(ToolConsole console, string spec, DataPart part, string option)
    {
        if (spec == MnistName) return MnistPart(MnistFolder(option), "MNIST", part);
        if (Directory.Exists(spec)) return HoldsIdx(spec) ? MnistPart(spec, spec, part) : Pictures(console, spec);
        if (!File.Exists(spec)) throw Unknown(option, spec);
        Dataset data = IdxPair(spec) is { } labels ? Idx.ReadDataset(spec, labels) : CsvData.Read(spec);
        return Checked(data, spec);
    }

    private static NamedData MnistPart(string folder, string name, DataPart part)
    {
        Dataset data = part == DataPart.Train ? Mnist.LoadTrain(folder) : Mnist.LoadTest(folder);
        return new(data, $"{name}, {Show.Count(data.Count)} {(part == DataPart.Train ? "training" : "test")} digits");
    }

    private static NamedData Pictures(ToolConsole console, string folder)
    {
        using var line = new LiveLine(console);
        return Checked(ImageFolder.Read(folder, new Reading(line), console.Cancellation), folder);
    }

    private static NamedData Checked(Dataset data, string name)
    {
        if (data.Count == 0) throw ToolException.BadFile(name, "there are no samples in it.");
        return new(data, $"{name}, {Show.Samples(data.Count)}");
    }

    private static bool HoldsIdx(string folder) => Directory.EnumerateFiles(folder).Any(f => Path.GetFileName(f).Contains("idx3-ubyte", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(f).Contains("idx1-ubyte", StringComparison.OrdinalIgnoreCase));

    /// <summary>The file of labels that goes with an IDX file of pictures, by MNIST's names; null where the name is none of those.</summary>
    private static string? IdxPair(string images)
    {
        string name = Path.GetFileName(images);
        if (!name.Contains("idx3", StringComparison.Ordinal)) return null;
        string labels = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        string path = Path.Combine(Path.GetDirectoryName(images) ?? "", labels);
        return File.Exists(path) ? path : throw ToolException.BadFile(images, $"its labels are missing: there is no {path}.");
    }

    private static ToolException Unknown(string option, string spec)
    {
        if (spec == ToyData.Plane.Name) return ToolException.BadOption(option, "the samples of 'plane' have values, not classes, so they are for the library (ToyData.Plane) and not for this tool. Name another toy, such as 'circle'.");
        string[] names = [Generated, MnistName, .. Toys.Select(t => t.Name)];
        string meant = Spelling.Nearest(spec, names) is { } near ? $" Did you mean '{near}'?" : "";
        return ToolException.BadOption(option, $"there is no file or folder '{spec}', and it is none of {string.Join(", ", names)}.{meant}");
    }

    private sealed class Drawing(LiveLine line, int count) : IProgress<int>
    {
        public void Report(int value) => line.Write($"  drawing digits {Bar.Thin((double)value / count, 30)} {Show.Count(value)} of {Show.Count(count)}");
    }

    private sealed class Reading(LiveLine line) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) =>
            line.Write($"  reading pictures {Bar.Thin((double)value.Done / value.Total, 30)} {Show.Count(value.Done)} of {Show.Count(value.Total)}");
    }
}
