using System.Globalization;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>What a sweep was asked for: everything that decides its trials, and nothing that does not.</summary>
/// <param name="Data">What to train on; validation 0 for a sixth of the samples.</param>
/// <param name="Settings">The settings that were given, with one value or several.</param>
/// <param name="Flags">Options without values.</param>
/// <param name="Method">Which combinations are tried.</param>
/// <param name="Halving">Whether the worse ones drop out early; null for not.</param>
/// <param name="Seed">The first seed.</param>
/// <param name="Seeds">How many seeds each combination is trained with.</param>
internal sealed record SweepSpec(
    DataChoice Data, IReadOnlyList<SettingValues> Settings, IReadOnlyList<string> Flags, SearchMethod Method, Halving? Halving, ulong Seed, int Seeds)
{
    private const int ValidationPart = 6; // MNIST's 60,000 become 50,000 and 10,000

    /// <summary>The settings of which there are several values.</summary>
    public IReadOnlyList<SweepSetting> Varied => [.. Settings.Where(s => s.Varies).Select(s => s.Setting)];

    /// <summary>Whether the data are the four points of a gate: there are no others to choose by, so these are learned and judged by.</summary>
    public bool IsGate => DataSource.Toy(Data.Data) is ToyGate;

    /// <summary>Samples to hold out and choose by, of <paramref name="count"/> to train on.</summary>
    public int Validation(int count) => IsGate ? 0 : Data.Validation > 0 ? Data.Validation : Math.Max(1, count / ValidationPart);

    /// <summary>The options that make this sweep, always in the same order and spelling, so that two sweeps can be compared.</summary>
    public IReadOnlyList<string> Arguments
    {
        get
        {
            var words = new List<string>(Data.Arguments());
            words.AddRange(Settings.SelectMany(s => s.Arguments));
            words.AddRange(Flags);
            if (Method is RandomSearch random) words.AddRange(["--random", Number(random.Count)]);
            if (Halving is not null) words.AddRange(["--halving", "--eta", Number(Halving.Eta), "--first-epochs", Number(Halving.FirstEpochs)]);
            if (Seeds > 1) words.AddRange(["--seeds", Number(Seeds)]);
            if (Seed != 1) words.AddRange(["--seed", Seed.ToString(CultureInfo.InvariantCulture)]);
            return words;
        }
    }

    /// <summary>The command line that trains one trial alone, without its <c>--out</c>.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="validation">Samples held out.</param>
    public IEnumerable<string> TrainArguments(Trial trial, int validation) =>
        [.. (Data with { Validation = validation }).Arguments(), .. trial.RecipeArguments, .. trial.Seed == 1 ? Array.Empty<string>() : ["--seed", trial.Seed.ToString(CultureInfo.InvariantCulture)]];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
