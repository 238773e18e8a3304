using System.Text.Json;

namespace Glia.Cli;

/// <summary>A sweep as one JSON document: what <c>--json</c> writes.</summary>
internal static class SweepJson
{
    public static void WritePlan(Utf8JsonWriter json, SweepPlan plan)
    {
        Words(json, "arguments", plan.Spec.Arguments);
        Words(json, "varied", plan.Spec.Varied.Select(s => s.Title));
        json.WriteNumber("combinations", plan.Configurations);
        json.WriteStartArray("rungs");
        foreach (Rung rung in plan.Rungs)
        {
            json.WriteStartObject();
            json.WriteNumber("combinations", rung.Configurations);
            if (rung.Epochs is { } epochs) json.WriteNumber("epochs", epochs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The trials that a plan makes, without results.</summary>
    public static void WriteTrials(Utf8JsonWriter json, SweepPlan plan)
    {
        json.WriteStartArray("trials");
        foreach (Trial trial in plan.Trials)
        {
            json.WriteStartObject();
            json.WriteNumber("trial", trial.Number);
            WriteValues(json, plan, trial);
            json.WriteNumber("seed", trial.Seed);
            Words(json, "recipe", trial.RecipeArguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The trials that are still to run.</summary>
    public static void WriteDue(Utf8JsonWriter json, SweepPlan plan, IReadOnlyList<int> due)
    {
        json.WriteNumber("trialsPlanned", plan.Trials.Count);
        json.WriteNumber("rungs", plan.Rungs.Count);
        json.WriteStartArray("due");
        foreach (int trial in due) json.WriteNumberValue(trial);
        json.WriteEndArray();
        json.WriteString("array", NumberRanges.Of(due));
    }

    public static void Write(Utf8JsonWriter json, SweepSummary summary, SweepFolder folder, SweepScore? score)
    {
        json.WriteString("folder", folder.FullPath);
        WritePlan(json, summary.Plan);
        json.WriteNumber("trialsPlanned", summary.Plan.Trials.Count);
        json.WriteNumber("trialsRun", summary.Results.Count);
        json.WriteBoolean("complete", summary.State.IsComplete);
        json.WriteStartArray("due");
        foreach (Trial trial in summary.State.Due) json.WriteNumberValue(trial.Number);
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (ConfigurationSummary c in summary.Configurations) Write(json, summary.Plan, c);
        json.WriteEndArray();
        if (summary.Best is { } best) WriteBest(json, summary, folder, best, score);
        json.WriteString("page", folder.PagePath);
    }

    private static void Write(Utf8JsonWriter json, SweepPlan plan, ConfigurationSummary c)
    {
        json.WriteStartObject();
        WriteValues(json, plan, c.Trials[0]);
        json.Number("validationAccuracy", c.Accuracy);
        json.Number("deviation", c.Deviation);
        json.Number("validationLoss", c.Loss);
        json.WriteNumber("epochs", c.Epochs);
        json.WriteNumber("seconds", c.Seconds);
        json.WriteStartArray("trials");
        foreach (TrialResult result in c.Results)
        {
            json.WriteStartObject();
            json.WriteNumber("trial", result.Trial);
            json.WriteNumber("seed", result.Seed);
            json.WriteString("status", TrialJson.Name(result.Status));
            if (result.Cause is not null) json.WriteString("cause", result.Cause);
            json.Number("validationAccuracy", result.Accuracy);
            json.Number("validationLoss", result.Loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter json, SweepSummary summary, SweepFolder folder, ConfigurationSummary best, SweepScore? score)
    {
        json.WriteStartObject("best");
        WriteValues(json, summary.Plan, best.Trials[0]);
        json.Number("validationAccuracy", best.Accuracy);
        Words(json, "models", best.Trials.Select(t => folder.ModelPath(t.Number)));
        json.WriteString("command", $"glia {new SweepPage(summary, folder, score).TrainLine(best, best.Results[0], isWhole: false)}");
        if (score is not null)
        {
            json.WriteStartArray("tests");
            foreach (TestScore test in score.Tests) test.Write(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, SweepPlan plan, Trial trial)
    {
        json.WriteStartObject("settings");
        foreach (SweepSetting setting in plan.Spec.Varied) json.WriteString(setting.Title, trial.Text(setting));
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
