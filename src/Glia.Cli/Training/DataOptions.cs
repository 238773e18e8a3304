using System.CommandLine;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The options that say what to train and to test on.</summary>
internal sealed class DataOptions
{
    private const int SmallestCount = 10, MostCount = 1_000_000;
    private const double TestPart = 0.1;
    private const ulong SplitSeed = 1; // fixed, so that a later run with another --seed is scored on the same samples

    public Option<string?> Data { get; } = Opt.Text("--data", "WHAT", DataSource.Help);

    public Option<int?> Count { get; } = Opt.Int("--count", "N", "How many digits to generate, or toy points to make. Default: 60000 digits, 500 points, the 4 of a gate.", SmallestCount, MostCount);

    public Option<float?> Noise { get; } = Opt.Number("--noise", "SD", "For toy data: how far the points are moved off their places. Default: 0; the square is 2 wide.", "a number from 0 to 10", n => n is >= 0 and <= 10);

    public Option<string?> Test { get; } = Opt.Text("--test", "WHAT", "Test data, where --data has none of its own. Default: a tenth of the data is held out.");

    public Option<int?> Validation { get; } = Opt.Int("--validation", "N", "Hold out the last N training samples, measure on them after each epoch, and calibrate on them at the end.", 1);

    public Option[] All => [Data, Count, Noise, Test, Validation];

    public DataChoice Read(ParseResult input)
    {
        string data = input.GetValue(Data) ?? DataSource.Default;
        int? count = input.GetValue(Count);
        float? noise = input.GetValue(Noise);
        ToyClasses? toy = DataSource.Toy(data);
        if (count is not null && data != DataSource.Generated && toy is null) throw ToolException.BadOption(Count.Name, $"it is for generated digits and toy data, but the data are '{data}'. Leave it out.");
        if (noise is not null && toy is null) throw ToolException.BadOption(Noise.Name, $"it is for toy data, but the data are '{data}'. Leave it out, or change pictures with --augment noise=0.1.");
        return new DataChoice(data, count ?? toy?.UsualCount ?? DataSource.TrainCount, input.GetValue(Test), input.GetValue(Validation) ?? 0, noise ?? 0);
    }

    /// <summary>Loads what was chosen.</summary>
    public TrainData Load(ToolConsole console, DataChoice choice, ulong seed)
    {
        TrainData data = WithValidation(LoadWhole(console, choice, seed), choice.Validation);
        return choice.Data == DataSource.Generated ? data with { Calibration = DataSource.Calibration(console) } : data;
    }

    /// <summary>Loads what was chosen, with nothing held out for validation yet, nor to calibrate on.</summary>
    public TrainData LoadWhole(ToolConsole console, DataChoice choice, ulong seed)
    {
        NamedData train = DataSource.Toy(choice.Data) is { } toy ? DataSource.Train(toy, choice.Count, choice.Noise, seed) : DataSource.Train(console, choice.Data, choice.Count, seed);
        NamedData test;
        if (choice.Test is not null) test = DataSource.Test(console, choice.Test, Test.Name);
        else if (DataSource.HasTestPart(choice.Data)) test = DataSource.Test(console, choice.Data);
        else (train, test) = HoldOut(train);
        CheckSame(train, test);

        string? folder = choice.Data == DataSource.Generated && choice.Test is null ? Mnist.Find() : null;
        NamedData? mnist = folder is null ? null : new(Mnist.LoadTest(folder), "MNIST, 10,000 test digits");
        return new TrainData(train, null, null, test, mnist);
    }

    /// <summary>Holds out the last <paramref name="count"/> training samples, or, where the data are sorted so that these lack a class, about as many by chance, a part of each class. 0 for none.</summary>
    public TrainData WithValidation(TrainData data, int count)
    {
        if (count == 0) return data;
        Dataset all = data.Train.Data;
        if (count >= all.Count) throw ToolException.BadOption(Validation.Name, $"{count} of {all.Count} samples cannot be held out: nothing would be left to train on.");
        (Dataset rest, Dataset validation) = Split.HoldOutLast(all, count);
        bool isSorted = Labels(validation).Count() < Labels(all).Count();
        if (isSorted) (rest, validation) = Split.Random(all, (double)count / all.Count, SplitSeed);
        if (rest.Count == 0 || validation.Count == 0) throw ToolException.BadOption(Validation.Name, $"{data.Train.Name} is too little to hold {count} out, a part of each class. Add samples.");
        return data with
        {
            Train = new(rest, isSorted ? $"{data.Train.Name}, {Show.Count(validation.Count)} held out for validation" : $"{data.Train.Name}, the last {Show.Count(count)} held out for validation"),
            Validation = validation,
            Calibration = new(validation, $"the {Show.Samples(validation.Count)} held out for validation"),
        };
    }

    private static IEnumerable<int> Labels(Dataset data) => Enumerable.Range(0, data.Count).Select(data.Label).Distinct();

    private static (NamedData Train, NamedData Test) HoldOut(NamedData all)
    {
        (Dataset train, Dataset test) = Split.Random(all.Data, TestPart, SplitSeed);
        if (train.Count == 0 || test.Count == 0) throw ToolException.BadOption("--data", $"{all.Name} is too little to train and test on. Add samples, or name test data with --test.");
        return (new(train, $"{all.Name}, {Show.Count(train.Count)} of them to train on"), new(test, $"the other {Show.Samples(test.Count)}"));
    }

    private void CheckSame(NamedData train, NamedData test)
    {
        if (train.Data.FeatureCount != test.Data.FeatureCount)
            throw ToolException.BadOption(Test.Name, $"the samples of {test.Name} have {test.Data.FeatureCount} values, but those of {train.Name} have {train.Data.FeatureCount}.");
        if (!train.Data.ClassNames.SequenceEqual(test.Data.ClassNames, StringComparer.Ordinal))
            throw ToolException.BadOption(Test.Name, $"{test.Name} has other classes than {train.Name}.");
        if (train.Data.ClassCount < 2) throw ToolException.BadOption(Data.Name, $"{train.Name} has one class only; there is nothing to tell apart.");
    }
}

/// <summary>What to train on, as it was asked for.</summary>
/// <param name="Data">generated, mnist, a toy or a path.</param>
/// <param name="Count">Generated digits or toy points.</param>
/// <param name="Test">Where the test data are; null for the data's own.</param>
/// <param name="Validation">Samples held out.</param>
/// <param name="Noise">Of toy points.</param>
internal sealed record DataChoice(string Data, int Count, string? Test, int Validation, float Noise = 0);
