using System.Globalization;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>The folder of a sweep: its plan, a result file for each trial, the trained networks, the page. Every file is there whole or not at all.</summary>
internal sealed class SweepFolder(string path)
{
    public const string Default = "sweep", PlanName = "sweep.json";
    private const string PlanFormat = "glia sweep 1";

    public string FullPath => path;

    /// <summary>Which sweep this is.</summary>
    public string PlanPath => Path.Combine(path, PlanName);

    /// <summary>The page with tables and plots.</summary>
    public string PagePath => Path.Combine(path, "sweep.html");

    /// <summary>The score of the best on the test data.</summary>
    public string ScorePath => Path.Combine(path, "best.json");

    public bool HasPlan => File.Exists(PlanPath);

    public string ResultPath(int trial) => Path.Combine(path, Name(trial) + ".json");

    /// <summary>The trained network.</summary>
    public string ModelPath(int trial) => Path.Combine(path, Name(trial) + ".safetensors");

    /// <summary>A training that is not at its end yet.</summary>
    public string CheckpointPath(int trial) => Path.Combine(path, Name(trial) + ".checkpoint.safetensors");

    /// <summary>Refuses a place where no sweep can be, before anything is done.</summary>
    /// <exception cref="ToolException">The message names <paramref name="option"/>.</exception>
    public void CheckPlace(string option)
    {
        if (Directory.Exists(path))
        {
            // Another trial of the same sweep may be about to write the plan at this moment: its temporary files are no strangers.
            if (!HasPlan && Directory.EnumerateFileSystemEntries(path).Any(e => !Path.GetFileName(e).Contains(PlanName, StringComparison.Ordinal)) && !HasPlan)
                throw ToolException.BadOption(option, $"the folder '{path}' is not empty and holds no sweep. Name a new folder.");
            OutputFile.Check(option, PlanPath);
            return;
        }

        if (File.Exists(path)) throw ToolException.BadOption(option, $"'{path}' is a file; a sweep needs a folder. Name another.");
        OutputFile.Check(option, path);
    }

    /// <summary>The options of the sweep that is in the folder.</summary>
    /// <exception cref="InvalidFileException">The plan is no plan.</exception>
    public IReadOnlyList<string> ReadPlan()
    {
        JsonFields fields = JsonFields.Parse(PlanPath, "plan", File.ReadAllText(PlanPath));
        if (fields.Text("format") != PlanFormat) throw fields.Invalid("format", $"the format is not '{PlanFormat}'");
        return fields.Strings("arguments");
    }

    /// <summary>Makes the folder and writes the plan, unless another trial of the same sweep has done so; several may come at the same moment.</summary>
    /// <exception cref="ToolException">The folder belongs to another sweep.</exception>
    public void Claim(string option, SweepPlan plan)
    {
        Directory.CreateDirectory(path);
        if (!HasPlan)
        {
            string temporary = $"{PlanPath}.{Guid.NewGuid():N}.tmp";
            JsonOutput.WriteFile(temporary, json => WritePlan(json, plan));
            try
            {
                File.Move(temporary, PlanPath, overwrite: false);
            }
            catch (IOException) when (HasPlan)
            {
                AtomicFile.TryDelete(temporary);
            }
        }

        CheckSame(option, plan);
    }

    /// <exception cref="ToolException">The folder belongs to another sweep.</exception>
    public void CheckSame(string option, SweepPlan plan)
    {
        if (!HasPlan) return;
        IReadOnlyList<string> there = ReadPlan();
        if (!there.SequenceEqual(plan.Spec.Arguments, StringComparer.Ordinal))
            throw ToolException.BadOption(option, $"'{path}' holds another sweep ({string.Join(' ', there.Select(Shell.Quote))}). Name another folder, or give no settings to go on with that one.");
    }

    /// <summary>The results so far, by trial.</summary>
    /// <exception cref="InvalidFileException">A file is no result.</exception>
    /// <exception cref="ToolException">A file belongs to another sweep.</exception>
    public SortedDictionary<int, TrialResult> ReadResults(SweepPlan plan)
    {
        var results = new SortedDictionary<int, TrialResult>();
        foreach (Trial trial in plan.Trials)
            if (ReadResult(trial) is { } result) results.Add(trial.Number, result);
        return results;
    }

    /// <summary>What a trial has come to; null for nothing yet.</summary>
    public TrialResult? ReadResult(Trial trial)
    {
        string file = ResultPath(trial.Number);
        if (!File.Exists(file)) return null;
        TrialResult result = TrialJson.Read(file, File.ReadAllText(file));
        bool isIts = result.Trial == trial.Number && result.Seed == trial.Seed && result.Recipe.SequenceEqual(trial.RecipeArguments, StringComparer.Ordinal);
        return isIts ? result : throw ToolException.BadFile(file, $"it is not of trial {trial.Number} of this sweep, but of '{string.Join(' ', result.Recipe)}', seed {result.Seed}. Delete it, or name another folder.");
    }

    public void Write(TrialResult result) => JsonOutput.WriteFile(ResultPath(result.Trial), json => TrialJson.Write(json, result));

    /// <summary>Drops a checkpoint that nothing needs any more.</summary>
    public void DropCheckpoint(int trial)
    {
        AtomicFile.TryDelete(CheckpointPath(trial));
        AtomicFile.TryDelete(Checkpoint.Previous(CheckpointPath(trial)));
    }

    private static void WritePlan(Utf8JsonWriter json, SweepPlan plan)
    {
        json.WriteString("format", PlanFormat);
        json.WriteString("tool", $"glia {GliaTool.Version}");
        json.WriteNumber("trials", plan.Trials.Count);
        json.WriteStartArray("arguments");
        foreach (string word in plan.Spec.Arguments) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static string Name(int trial) => $"trial-{trial.ToString("D4", CultureInfo.InvariantCulture)}";
}
