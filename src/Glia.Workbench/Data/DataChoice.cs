using System.Globalization;
using Glia.Datasets;
using Glia.Pages;

namespace Glia.Workbench;

/// <summary>What to train on, as it was asked for.</summary>
/// <param name="Data">generated, mnist, a toy or a path.</param>
/// <param name="Count">Generated digits or toy points.</param>
/// <param name="Test">Where the test data are; null for the data's own.</param>
/// <param name="Validation">Samples held out.</param>
/// <param name="Noise">Of toy points.</param>
public sealed record DataChoice(string Data, int Count, string? Test, int Validation, float Noise = 0)
{
    /// <summary>Whether the samples follow from a seed: generated digits and toy points.</summary>
    public bool DependsOnSeed => Data == DataSource.Generated || DataSource.Toy(Data) is not null;

    /// <summary>What was asked for, with the usual where nothing was said (null).</summary>
    /// <exception cref="SettingException">A value is out of its range, or is not for these data.</exception>
    public static DataChoice Of(string? data = null, int? count = null, float? noise = null, string? test = null, int? validation = null)
    {
        data ??= DataSource.Default;
        NumberRule.Noise.Check("noise", noise);
        if (validation != 0) WholeRule.AtLeastOne.Check("validation", validation);
        ToyData? toy = DataSource.Toy(data);
        (toy is null ? WholeRule.Digits : WholeRule.Count).Check("count", count);
        if (count is not null && data != DataSource.Generated && toy is null) throw new SettingException("count", $"it is for generated digits and toy data, but the data are '{data}'. Leave it out.");
        if (noise is not null && toy is null) throw new SettingException("noise", $"it is for toy data, but the data are '{data}'. Leave it out, or change pictures with --augment noise=0.1.");
        return new DataChoice(data, count ?? toy?.UsualCount ?? DataSource.TrainCount, test, validation ?? 0, noise ?? 0);
    }

    /// <summary>The options of <c>glia train</c> that say the same, without those that say the usual: <c>--data</c>, <c>mnist</c>, …</summary>
    public IReadOnlyList<string> Arguments() => [.. Given().SelectMany(given => new[] { given.Option, given.Value })];

    private IEnumerable<(string Option, string Value)> Given()
    {
        int? usual = Data == DataSource.Generated ? DataSource.TrainCount : DataSource.Toy(Data)?.UsualCount;
        if (Data != DataSource.Default) yield return ("--data", Data);
        if (usual is not null && Count != usual) yield return ("--count", Count.ToString(CultureInfo.InvariantCulture));
        if (Noise > 0) yield return ("--noise", Num.Exact(Noise));
        if (Test is not null) yield return ("--test", Test);
        if (Validation > 0) yield return ("--validation", Validation.ToString(CultureInfo.InvariantCulture));
    }
}
