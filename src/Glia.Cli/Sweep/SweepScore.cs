using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>How the best combination does on the test data, looked at once, when all choices are made.</summary>
/// <param name="Trials">Its trials, one for each seed.</param>
/// <param name="Tests">On each test set.</param>
internal sealed record SweepScore(IReadOnlyList<int> Trials, IReadOnlyList<TestScore> Tests)
{
    private const string Format = "glia sweep score 1";

    /// <summary>Scores the networks of <paramref name="best"/>, or reads the score that was written when they were scored before.</summary>
    /// <exception cref="ToolException">A network is missing.</exception>
    public static SweepScore Of(ToolConsole console, SweepFolder folder, ConfigurationSummary best, SweepData data)
    {
        int[] trials = [.. best.Trials.Select(t => t.Number)];
        if (Read(folder) is { } known && known.Trials.SequenceEqual(trials)) return known;
        TrainData samples = data.For(console, best.Trials[0].Seed).Data;
        var tests = new List<NamedData> { samples.Test };
        if (samples.Mnist is not null) tests.Add(samples.Mnist);
        Network[] networks = [.. best.Trials.Select(t => Load(folder, t.Number))];
        var score = new SweepScore(trials, [.. tests.Select(test => new TestScore(test.Name, test.Data.Count, [.. networks.Select(n => n.Evaluate(test.Data).Accuracy)]))]);
        JsonOutput.WriteFile(folder.ScorePath, score.Write);
        return score;
    }

    /// <summary>The score that is in the folder; null for none.</summary>
    public static SweepScore? Read(SweepFolder folder)
    {
        if (!File.Exists(folder.ScorePath)) return null;
        JsonFields fields = JsonFields.Parse(folder.ScorePath, "score", File.ReadAllText(folder.ScorePath));
        if (fields.Text("format") != Format) throw fields.Invalid("format", $"the format is not '{Format}'");
        return new SweepScore([.. fields.Doubles("trials").Select(t => (int)t)], [.. fields.Objects("tests").Select(t => new TestScore(t.Text("data"), t.Integer("samples", 1), t.Doubles("accuracies")))]);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("format", Format);
        json.WriteStartArray("trials");
        foreach (int trial in Trials) json.WriteNumberValue(trial);
        json.WriteEndArray();
        json.WriteStartArray("tests");
        foreach (TestScore test in Tests) test.Write(json);
        json.WriteEndArray();
    }

    private static Network Load(SweepFolder folder, int trial)
    {
        string file = folder.ModelPath(trial);
        return File.Exists(file) ? Network.Load(file) : throw ToolException.BadFile(file, $"the network of trial {trial}, one of the best, is missing. Delete {folder.ResultPath(trial)} and run the sweep again, which trains it anew.");
    }
}

/// <summary>Accuracies on one test set.</summary>
/// <param name="Data">What it is.</param>
/// <param name="Samples">Its size.</param>
/// <param name="Accuracies">One for each seed.</param>
internal sealed record TestScore(string Data, int Samples, IReadOnlyList<double> Accuracies)
{
    public double Mean => Accuracies.Average();

    public double Deviation => Spread.Deviation(Accuracies);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("data", Data);
        json.WriteNumber("samples", Samples);
        json.WriteNumber("mean", Mean);
        json.Number("deviation", Deviation);
        json.WriteStartArray("accuracies");
        foreach (double accuracy in Accuracies) json.WriteNumberValue(accuracy);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
