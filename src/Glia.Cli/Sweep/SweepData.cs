using Glia.Formats;

namespace Glia.Cli;

/// <summary>The data of one trial, and the fingerprint by which they are known again.</summary>
internal sealed record SweepSamples(TrainData Data, string Fingerprint);

/// <summary>
/// The data of a sweep. Generated digits and toy points follow from the trial's seed, as those of <c>glia train</c> do, so that the same command line repeats a trial; all other data are the same for
/// every trial. Several trainings share them. Safe to use from several threads.
/// </summary>
/// <param name="spec">What to load.</param>
/// <param name="kept">Data of how many seeds are kept at a time.</param>
internal sealed class SweepData(SweepSpec spec, int kept)
{
    private readonly Lock _lock = new();
    private readonly List<(ulong Seed, SweepSamples Samples)> _loaded = [];

    /// <summary>Whether trials with these seeds have the same data.</summary>
    public bool AreSame(ulong a, ulong b) => a == b || !spec.Data.DependsOnSeed;

    /// <summary>The data for a seed, loaded now or before.</summary>
    public SweepSamples For(ToolConsole console, ulong seed)
    {
        lock (_lock)
        {
            int at = _loaded.FindIndex(l => AreSame(l.Seed, seed));
            (ulong Seed, SweepSamples Samples) entry = at >= 0 ? _loaded[at] : (seed, Load(console, seed));
            if (at >= 0) _loaded.RemoveAt(at);
            _loaded.Add(entry);
            if (_loaded.Count > kept) _loaded.RemoveAt(0); // the one that was asked for the longest ago
            return entry.Samples;
        }
    }

    /// <summary>Refuses results that were made with other data than there are now.</summary>
    /// <param name="folder">Where the results are.</param>
    /// <param name="results">The results.</param>
    /// <param name="seed">The seed of <paramref name="samples"/>; results that have other data because of their seed are passed over.</param>
    /// <param name="samples">The data that there are.</param>
    /// <exception cref="ToolException">The message names the first such result.</exception>
    public void CheckSame(SweepFolder folder, IEnumerable<TrialResult> results, ulong seed, SweepSamples samples)
    {
        if (results.FirstOrDefault(r => AreSame(r.Seed, seed) && r.Data != samples.Fingerprint) is { } other)
            throw ToolException.BadFile(folder.ResultPath(other.Trial), $"it was made with other data than {samples.Data.Train.Name} are now. Name another folder, or bring back the data.");
    }

    private SweepSamples Load(ToolConsole console, ulong seed)
    {
        TrainData whole = ToolData.Load(console, progress => TrainData.LoadWhole(spec.Data, seed, progress, console.Cancellation));
        TrainData data = spec.IsGate ? whole with { Validation = whole.Train.Data } : whole.WithValidation(spec.Validation(whole.Train.Data.Count));
        return new SweepSamples(data, DataFingerprint.Of(data.Train.Data).Hash + DataFingerprint.Of(data.Validation!).Hash);
    }
}
