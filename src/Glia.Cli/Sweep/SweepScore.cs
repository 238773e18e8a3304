using System.Security.Cryptography;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>How the best combination does on the test data, looked at once, when all choices are made.</summary>
/// <param name="Trials">Its trials, one for each seed.</param>
/// <param name="Networks">SHA-256 of each trial's network.</param>
/// <param name="Tests">On each test set.</param>
internal sealed record SweepScore(IReadOnlyList<int> Trials, IReadOnlyList<string> Networks, IReadOnlyList<TestScore> Tests)
{
    private const string Format = "glia sweep score 2", FormatWithoutFingerprints = "glia sweep score 1";

    /// <summary>Scores the networks of <paramref name="best"/>, or reads the score that was written when the same networks were scored on the same data before.</summary>
    /// <exception cref="ToolException">A network is missing, or the data are not those that it was trained on.</exception>
    public static SweepScore Of(ToolConsole console, SweepFolder folder, ConfigurationSummary best, SweepData data)
    {
        int[] trials = [.. best.Trials.Select(t => t.Number)];
        SweepSamples samples = data.For(console, best.Trials[0].Seed);
        data.CheckSame(folder, best.Results, best.Trials[0].Seed, samples);
        (NamedData Test, string Hash)[] tests = [.. new[] { samples.Data.Test, samples.Data.Mnist }.OfType<NamedData>().Select(t => (t, DataFingerprint.Of(t.Data).Hash))];
        (Network Network, string Hash)[] networks = [.. trials.Select(t => Load(folder, t))];
        if (Read(folder) is { } known && known.IsOf(trials, networks.Select(n => n.Hash), tests.Select(t => t.Hash))) return known;
        var score = new SweepScore(trials, [.. networks.Select(n => n.Hash)],
            [.. tests.Select(t => new TestScore(t.Test.Name, t.Hash, t.Test.Data.Count, [.. networks.Select(n => n.Network.Evaluate(t.Test.Data).Accuracy)]))]);
        folder.Put(folder.ScorePath, own => JsonOutput.WriteFile(own, score.Write));
        return score;
    }

    /// <summary>The score that is in the folder; null for none, or for one that does not say what it is of.</summary>
    /// <exception cref="ToolException">The file is damaged.</exception>
    public static SweepScore? Read(SweepFolder folder) => !File.Exists(folder.ScorePath) ? null : SweepFolder.Undamaged(folder.ScorePath, "the best is scored anew", text =>
    {
        JsonFields fields = JsonFields.Parse(folder.ScorePath, "score", text);
        if (fields.Text("format") == FormatWithoutFingerprints) return null;
        if (fields.Text("format") != Format) throw fields.Invalid("format", $"the format is not '{Format}'");
        return new SweepScore([.. fields.Doubles("trials").Select(t => (int)t)], fields.Strings("networks"),
            [.. fields.Objects("tests").Select(t => new TestScore(t.Text("data"), t.Text("sha256"), t.Integer("samples", 1), t.Doubles("accuracies")))]);
    });

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("format", Format);
        json.WriteStartArray("trials");
        foreach (int trial in Trials) json.WriteNumberValue(trial);
        json.WriteEndArray();
        json.WriteStartArray("networks");
        foreach (string hash in Networks) json.WriteStringValue(hash);
        json.WriteEndArray();
        json.WriteStartArray("tests");
        foreach (TestScore test in Tests) test.Write(json);
        json.WriteEndArray();
    }

    private bool IsOf(IEnumerable<int> trials, IEnumerable<string> networks, IEnumerable<string> tests) =>
        Trials.SequenceEqual(trials) && Networks.SequenceEqual(networks, StringComparer.Ordinal) && Tests.Select(t => t.Hash).SequenceEqual(tests, StringComparer.Ordinal);

    private static (Network Network, string Hash) Load(SweepFolder folder, int trial)
    {
        string file = folder.ModelPath(trial);
        return File.Exists(file) ? (Network.Load(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))) : throw ToolException.BadFile(file, $"the network of trial {trial}, one of the best, is missing. Delete {folder.ResultPath(trial)} and run the sweep again, which trains it anew.");
    }
}

/// <summary>Accuracies on one test set.</summary>
/// <param name="Data">What it is.</param>
/// <param name="Hash">Its fingerprint.</param>
/// <param name="Samples">Its size.</param>
/// <param name="Accuracies">One for each seed.</param>
internal sealed record TestScore(string Data, string Hash, int Samples, IReadOnlyList<double> Accuracies)
{
    public double Mean => Accuracies.Average();

    public double Deviation => Spread.Deviation(Accuracies);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("data", Data);
        json.WriteString("sha256", Hash);
        json.WriteNumber("samples", Samples);
        json.WriteNumber("mean", Mean);
        json.Number("deviation", Deviation);
        json.WriteStartArray("accuracies");
        foreach (double accuracy in Accuracies) json.WriteNumberValue(accuracy);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
