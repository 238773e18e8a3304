using System.Globalization;
using System.Reflection;
using Glia.Pages;

namespace Glia.Workbench;

/// <summary>What is written into a model's training summary: enough to know where it comes from, and for a checkpoint to find its data and its model's file again.</summary>
public static class TrainFacts
{
    private const string Data = "data", Count = "data count", Seed = "seed", Test = "test data", Validation = "validation", Out = "model", Preset = "preset", Noise = "data noise";

    /// <summary>Where the model goes unless told otherwise; that of toy data bears their name.</summary>
    public const string DefaultOut = "digits.safetensors";

    /// <summary>The version of what trains.</summary>
    public static string Version { get; } =
        typeof(TrainFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>What is known before the training.</summary>
    public static SortedDictionary<string, string> Before(DataChoice choice, Recipe recipe, ulong seed, string @out)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(recipe);
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Data] = choice.Data,
            [Seed] = seed.ToString(CultureInfo.InvariantCulture),
            [Preset] = recipe.Name,
            ["recipe"] = string.Join("; ", recipe.Lines()),
            ["tool"] = $"glia {Version}",
            [Out] = @out,
        };
        if (choice.DependsOnSeed) facts[Count] = choice.Count.ToString(CultureInfo.InvariantCulture);
        if (choice.Noise > 0) facts[Noise] = Num.Exact(choice.Noise);
        if (choice.Test is not null) facts[Test] = choice.Test;
        if (choice.Validation > 0) facts[Validation] = choice.Validation.ToString(CultureInfo.InvariantCulture);
        return facts;
    }

    /// <summary>Adds what the training came to.</summary>
    public static SortedDictionary<string, string> After(Network network, int epochs, TrainData data, TrainOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(outcome);
        var facts = new SortedDictionary<string, string>(network.TrainingSummary.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["epochs"] = epochs.ToString(CultureInfo.InvariantCulture),
            ["samples"] = data.Train.Data.Count.ToString(CultureInfo.InvariantCulture),
        };
        if (outcome.Test is { } test) facts["test accuracy"] = $"{Num.Percent(test.Accuracy, 2)} on {data.Test.Name}";
        if (outcome.Values is { } values) facts["test error"] = $"{Num.Of(Math.Sqrt(values.MeanSquaredError))} (root mean square) on {data.Test.Name}";
        if (outcome.Mnist is { } mnist) facts["MNIST accuracy"] = $"{Num.Percent(mnist.Accuracy, 2)} on 10,000 test digits";
        return facts;
    }

    /// <summary>Finds the data, the seed and the model's file of an interrupted training.</summary>
    /// <exception cref="InputFileException">The checkpoint was not made by this tool.</exception>
    public static (DataChoice Choice, ulong Seed, string Out) Read(string checkpoint, IReadOnlyDictionary<string, string> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.TryGetValue(Data, out string? data) || !facts.TryGetValue(Seed, out string? seed) || !ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seedNumber))
            throw new InputFileException(checkpoint, "this checkpoint does not say which data it was trained on: it was not made by 'glia train'. Go on with the library's Trainer.Resume.");
        var choice = new DataChoice(data, Number(facts, Count, DataSource.TrainCount), facts.GetValueOrDefault(Test), Number(facts, Validation, 0), NoiseOf(facts));
        return (choice, seedNumber, facts.GetValueOrDefault(Out, DefaultOut));
    }

    private static float NoiseOf(IReadOnlyDictionary<string, string> facts) =>
        facts.TryGetValue(Noise, out string? text) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float noise) && noise is >= 0 and <= 10 ? noise : 0;

    private static int Number(IReadOnlyDictionary<string, string> facts, string name, int otherwise) =>
        facts.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 0 && number <= WholeRule.Digits.High ? number : otherwise;
}
