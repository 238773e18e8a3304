using System.Globalization;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>
/// The folder of a sweep: its plan, a result file for each trial, the trained networks, the page. Every file is there whole or not at all, also where many processes on many machines write into
/// it, some of them killed, two of them with the same trial: each writes under names of its own, and a name that others read is only ever renamed to. No lock is asked for; those of network
/// file systems outlive the machine that held them.
/// </summary>
internal sealed class SweepFolder(string path)
{
    public const string Default = "sweep", PlanName = "sweep.json";
    private const string PlanFormat = "glia sweep 1", OwnMark = ".own-", CheckpointEnding = ".checkpoint.safetensors";
    private const int RenameTries = 20;

    // What a living process has under way is younger, whatever the clocks of two machines say; and where it was stopped for longer, it writes again.
    private static readonly TimeSpan LeastAgeToTidy = TimeSpan.FromHours(1), RenamePause = TimeSpan.FromMilliseconds(50);

    private readonly string _own = $"{OwnMark}{Guid.NewGuid():N}-";
    private (string Option, SweepPlan Plan)? _claimed;

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
    public string CheckpointPath(int trial) => Path.Combine(path, Name(trial) + CheckpointEnding);

    /// <summary>Refuses a place where no sweep can be: a file, or the folder of something else. Looks only.</summary>
    /// <exception cref="ToolException">The message names <paramref name="option"/>.</exception>
    public void CheckPlace(string option)
    {
        if (File.Exists(path)) throw ToolException.BadOption(option, $"'{path}' is a file; a sweep needs a folder. Name another.");
        if (!Directory.Exists(path) || HasPlan) return;

        // Another trial of the same sweep may write the plan at this moment: its temporary files are no strangers. Results come after the plan, so where one was listed, the plan is there by now.
        string[] names = [.. Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e))];
        if (names.Any(n => !n.Contains(PlanName, StringComparison.Ordinal)) && !names.Contains(PlanName) && !HasPlan)
            throw ToolException.BadOption(option, $"the folder '{path}' is not empty and holds no sweep. Name a new folder.");
    }

    /// <summary>Refuses a place that cannot be written to, before anything is done.</summary>
    /// <exception cref="ToolException">The message names <paramref name="option"/>.</exception>
    public void CheckWritable(string option) => OutputFile.CheckWritable(option, Directory.Exists(path) ? PlanPath : path); // that another trial makes the folder just now is no fault

    /// <summary>The options of the sweep that is in the folder.</summary>
    /// <exception cref="ToolException">The plan is no plan.</exception>
    public IReadOnlyList<string> ReadPlan() => Undamaged(PlanPath, "give the sweep's settings again", text =>
    {
        JsonFields fields = JsonFields.Parse(PlanPath, "plan", text);
        if (fields.Text("format") != PlanFormat) throw fields.Invalid("format", $"the format is not '{PlanFormat}'");
        return fields.Strings("arguments");
    });

    /// <summary>Makes the folder and writes the plan, unless another trial of the same sweep has done so; several may come at the same moment.</summary>
    /// <exception cref="ToolException">The folder belongs to another sweep.</exception>
    public void Claim(string option, SweepPlan plan)
    {
        Directory.CreateDirectory(path);
        if (!HasPlan)
        {
            string own = Own(PlanPath);
            JsonOutput.WriteFile(own, json => WritePlan(json, plan));
            NewFile.TryRename(own, PlanPath); // whose plan it is that is there now, is seen below
        }

        _claimed = (option, plan);
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
    /// <param name="plan">The sweep.</param>
    /// <param name="trials">Which; null for all.</param>
    /// <exception cref="ToolException">A file is no result, belongs to another sweep, or was made with other data than another.</exception>
    public SortedDictionary<int, TrialResult> ReadResults(SweepPlan plan, IEnumerable<Trial>? trials = null)
    {
        var results = new SortedDictionary<int, TrialResult>();
        var data = new Dictionary<ulong, TrialResult>();
        foreach (Trial trial in trials ?? plan.Trials)
        {
            if (ReadResult(trial) is not { } result) continue;
            results.Add(trial.Number, result);
            TrialResult first = data.GetValueOrDefault(plan.Spec.Data.DependsOnSeed ? result.Seed : 0, result);
            if (first.Data != result.Data)
                throw ToolException.BadFile(ResultPath(trial.Number), $"it was made with other data than {ResultPath(first.Trial)}: the machines that ran them have different files. Delete the one that is wrong, and run its trial where the data are right.");
            data[plan.Spec.Data.DependsOnSeed ? result.Seed : 0] = first;
        }

        return results;
    }

    /// <summary>What a trial has come to; null for nothing yet.</summary>
    public TrialResult? ReadResult(Trial trial)
    {
        string file = ResultPath(trial.Number);
        if (!File.Exists(file)) return null;
        TrialResult result = Undamaged(file, "its trial is run anew", text => TrialJson.Read(file, text));
        bool isIts = result.Trial == trial.Number && result.Seed == trial.Seed && result.Recipe.SequenceEqual(trial.RecipeArguments, StringComparer.Ordinal);
        return isIts ? result : throw ToolException.BadFile(file, $"it is not of trial {trial.Number} of this sweep, but of '{string.Join(' ', result.Recipe)}', seed {result.Seed}. Delete it, or name another folder.");
    }

    public void Write(TrialResult result) => Put(ResultPath(result.Trial), own => JsonOutput.WriteFile(own, json => TrialJson.Write(json, result)));

    /// <summary>Replaces a file of the folder by one that <paramref name="write"/> writes, whole, under the name that it is given.</summary>
    /// <exception cref="ToolException">The folder belongs to another sweep by now.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    public void Put(string file, Action<string> write)
    {
        if (_claimed is { } claimed) CheckSame(claimed.Option, claimed.Plan);
        string own = Own(file);
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                write(own);
                Rename(own, file);
                return;
            }
            catch (IOException) when (isFirst && !File.Exists(own))
            {
                // This process stood still for so long that others took the file for one that a killed process has left.
            }
        }
    }

    /// <summary>What <paramref name="read"/> makes of the text of a file.</summary>
    /// <param name="file">The file. While it is read, others may replace it.</param>
    /// <param name="after">What follows when it is deleted, for what is said where it is damaged.</param>
    /// <param name="read">Throws <see cref="InvalidFileException"/> where the text is none.</param>
    /// <exception cref="ToolException">The file is damaged.</exception>
    public static T Undamaged<T>(string file, string after, Func<string, T> read)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(stream);
        try
        {
            return read(text.ReadToEnd());
        }
        catch (InvalidFileException e)
        {
            throw ToolException.BadFile(file, $"it is damaged ({e.Message[(file.Length + 2)..].TrimEnd('.')}). Delete it, and {after}.", e);
        }
    }

    /// <summary>The name under which this process alone writes what shall become <paramref name="file"/>.</summary>
    public string Own(string file) => Path.Combine(path, _own + Path.GetFileName(file));

    /// <summary>Drops a checkpoint that nothing needs any more.</summary>
    public void DropCheckpoint(int trial)
    {
        AtomicFile.TryDelete(CheckpointPath(trial));
        AtomicFile.TryDelete(Own(CheckpointPath(trial)));
    }

    /// <summary>Drops, when all trials are run, their checkpoints and what killed processes left half written an hour ago or longer.</summary>
    public void Tidy()
    {
        foreach (string file in Directory.EnumerateFiles(path).ToArray())
        {
            string name = Path.GetFileName(file);
            bool isOwn = name.StartsWith(OwnMark, StringComparison.Ordinal), isTrials = name.StartsWith("trial-", StringComparison.Ordinal);
            bool isHalf = isOwn || (isTrials && name.EndsWith(AtomicFile.TemporaryEnding, StringComparison.Ordinal));
            bool isLeft = isHalf ? DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > LeastAgeToTidy : isTrials && name.Contains(CheckpointEnding, StringComparison.Ordinal);
            if (isLeft) AtomicFile.TryDelete(file);
        }
    }

    // Where renaming over a file that somebody reads is refused, as on Windows, it is tried again: what reads is soon done.
    private static void Rename(string own, string file)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                File.Move(own, file, overwrite: true);
                return;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException && File.Exists(own))
            {
                if (OperatingSystem.IsWindows() && tries < RenameTries)
                {
                    Thread.Sleep(RenamePause);
                    continue;
                }

                AtomicFile.TryDelete(own);
                throw new IOException($"{file} could not be written: {cause.Message} What was there before is untouched.", cause);
            }
        }
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
