using Glia.Datasets;
using Glia.Studio.Runs;
using Glia.Workbench;

namespace Glia.Studio;

/// <summary>What can be chosen on the page.</summary>
internal sealed record AppFacts(
    string Version, string Folder, string Origin, bool HasMnist, int Cores, IReadOnlyList<DataFact> Data, IReadOnlyList<PresetFact> Presets, IReadOnlyDictionary<string, IReadOnlyList<string>> Choices)
{
    public static AppFacts Of(StudioOptions options, string origin)
    {
        bool hasMnist = Mnist.Find() is not null;
        return new(TrainFacts.Version, options.Folder, origin, hasMnist, Environment.ProcessorCount, [.. Sources(hasMnist)], [.. Workbench.Presets.All.Select(p => new PresetFact(p.Name, p.About))],
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["activation"] = [.. Activation.All.Where(a => a.HasSlope).Select(a => a.Name)],
                ["loss"] = Workbench.Choices.Losses.Names,
                ["optimizer"] = Workbench.Choices.Optimizers.Names,
                ["schedule"] = Workbench.Choices.Schedules.Names,
                ["scale"] = Workbench.Choices.Scalings.Names,
                ["targets"] = Workbench.Choices.Targets.Names,
                ["init"] = Workbench.Choices.Initializers.Names,
            });
    }

    private static IEnumerable<DataFact> Sources(bool hasMnist)
    {
        foreach (ToyData toy in ToyData.All) yield return new(toy.Name, toy.About, DataKind.Points, Workbench.Presets.For(toy.Name).Name);
        yield return new(DataSource.Generated, "digits as people write them, drawn by Glia itself", DataKind.Digits, Workbench.Presets.For(DataSource.Generated).Name);
        if (hasMnist) yield return new(DataSource.MnistName, "60,000 real handwritten digits, and 10,000 to test on", DataKind.Digits, Workbench.Presets.For(DataSource.MnistName).Name);
    }
}

internal sealed record DataFact(string Id, string About, string Kind, string Preset);

internal sealed record PresetFact(string Name, string About);

internal sealed record Link(string Address);
