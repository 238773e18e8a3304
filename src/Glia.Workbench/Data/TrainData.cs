using Glia.Pages;

namespace Glia.Workbench;

/// <summary>The data of one training.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To watch, never to train on; null for none.</param>
/// <param name="Calibration">To find out on how sure the network may be, never to train on; null for none.</param>
/// <param name="Test">To score at the end.</param>
/// <param name="Mnist">MNIST's test digits, where the training is on generated ones and MNIST is at hand; else null.</param>
public sealed record TrainData(NamedData Train, Dataset? Validation, NamedData? Calibration, NamedData Test, NamedData? Mnist)
{
    private const double TestPart = 0.1;
    private const int MostSplit = 100_000_000; // samples whose indices are sorted by class in memory
    private const ulong SplitSeed = 1; // fixed, so that a later run with another seed is scored on the same samples

    /// <summary>Loads what was chosen.</summary>
    /// <param name="choice">What.</param>
    /// <param name="seed">Seed of generated digits and toy points.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SettingException">There are no such data, or they do not go together.</exception>
    /// <exception cref="InputFileException">A file does not do.</exception>
    /// <exception cref="InvalidFileException">A file is broken.</exception>
    public static TrainData Load(DataChoice choice, ulong seed, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(choice);
        TrainData data = LoadWhole(choice, seed, progress, cancellation).WithValidation(choice.Validation);
        return choice.Data == DataSource.Generated ? data with { Calibration = DataSource.Calibration(cancellation) } : data;
    }

    /// <summary>Loads what was chosen, with nothing held out for validation yet, nor to calibrate on; parameters and errors as for <see cref="Load"/>.</summary>
    public static TrainData LoadWhole(DataChoice choice, ulong seed, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(choice);
        NamedData train = DataSource.Toy(choice.Data) is { } toy ? DataSource.Train(toy, choice.Count, choice.Noise, seed) : DataSource.Train(choice.Data, choice.Count, seed, "data", progress, cancellation);
        NamedData test;
        if (choice.Test is not null) test = DataSource.Test(choice.Test, "test", progress, cancellation);
        else if (DataSource.HasTestPart(choice.Data)) test = DataSource.Test(choice.Data, "data", progress, cancellation);
        else (train, test) = HoldOut(train);
        CheckSame(train, test);

        string? folder = choice.Data == DataSource.Generated && choice.Test is null ? Glia.Datasets.Mnist.Find() : null;
        NamedData? mnist = folder is null ? null : new(Glia.Datasets.Mnist.LoadTest(folder), "MNIST, 10,000 test digits");
        return new TrainData(train, null, null, test, mnist);
    }

    /// <summary>
    /// Holds out the last <paramref name="count"/> training samples of pictures, which come in no order. Points and rows often come in one (along a spiral, by date), and where the last lack a
    /// class, pictures do too: of these about as many by chance, a part of each class. 0 for none.
    /// </summary>
    /// <exception cref="SettingException">There are not that many.</exception>
    public TrainData WithValidation(int count)
    {
        if (count == 0) return this;
        Dataset all = Train.Data;
        if (count >= all.Count) throw new SettingException("validation", $"{count} of {all.Count} samples cannot be held out: nothing would be left to train on.");
        (Dataset rest, Dataset validation) = Split.HoldOutLast(all, count);
        bool isSorted = !all.Shape.IsImage || (all.IsClassification && LacksClass(validation, all));
        if (isSorted && all.Count > MostSplit) throw new SettingException("validation", $"the last {Num.Count(count)} samples do not have every class, and {Train.Name} are too many to pick some of each. Hold out more.");
        if (isSorted) (rest, validation) = Split.Random(all, (double)count / all.Count, SplitSeed);
        if (rest.Count == 0 || validation.Count == 0) throw new SettingException("validation", $"{Train.Name} is too little to hold {count} out, a part of each class. Add samples.");
        if (validation.IsDrawn) validation = InMemory(validation, count);
        return this with
        {
            Train = new(rest, isSorted ? $"{Train.Name}, {Num.Count(validation.Count)} held out for validation" : $"{Train.Name}, the last {Num.Count(count)} held out for validation"),
            Validation = validation,
            Calibration = new(validation, $"the {Num.Samples(validation.Count)} held out for validation"),
        };
    }

    // Of a billion samples, the first few have all classes: both searches end where they are answered.
    private static bool LacksClass(Dataset part, Dataset all)
    {
        var found = new HashSet<int>();
        for (int i = 0; i < part.Count && found.Count < all.ClassCount; i++) found.Add(part.Label(i));
        return found.Count < all.ClassCount && Enumerable.Range(0, all.Count).Any(i => !found.Contains(all.Label(i)));
    }

    // They are measured on after every epoch.
    private static Dataset InMemory(Dataset validation, int count)
    {
        if ((long)count * validation.FeatureCount > Dataset.MostInMemory) throw new SettingException("validation", $"{Num.Count(count)} samples are more than the memory holds. Hold out fewer: some thousands say enough.");
        return validation.InMemory();
    }

    private static (NamedData Train, NamedData Test) HoldOut(NamedData all)
    {
        if (all.Data.Count > MostSplit) throw new SettingException("data", $"{all.Name} are too many to pick some of each class to test on. Name test data with --test.");
        (Dataset train, Dataset test) = Split.Random(all.Data, TestPart, SplitSeed);
        if (train.Count == 0 || test.Count == 0) throw new SettingException("data", $"{all.Name} is too little to train and test on. Add samples, or name test data with --test.");
        return (new(train, $"{all.Name}, {Num.Count(train.Count)} of them to train on"), new(test, $"the other {Num.Samples(test.Count)}"));
    }

    private static void CheckSame(NamedData train, NamedData test)
    {
        if (train.Data.FeatureCount != test.Data.FeatureCount)
            throw new SettingException("test", $"the samples of {test.Name} have {test.Data.FeatureCount} values, but those of {train.Name} have {train.Data.FeatureCount}.");
        if (!train.Data.ClassNames.SequenceEqual(test.Data.ClassNames, StringComparer.Ordinal))
            throw new SettingException("test", $"{test.Name} has other classes than {train.Name}.");
        if (train.Data.IsClassification && train.Data.ClassCount < 2) throw new SettingException("data", $"{train.Name} has one class only; there is nothing to tell apart.");
    }
}
