using System.Diagnostics;
using Glia.Datasets;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>
/// One run: its settings, its data, its trainer, its files. One command at a time; what looks at the network gets a copy that does not change, so that training and looking never meet.
/// How it trains is in StudioRun.Training.cs, what may be done to it by hand in StudioRun.Commands.cs.
/// </summary>
internal sealed partial class StudioRun
{
    private readonly SemaphoreSlim _turn = new(1, 1); // held by the command that is being done
    private readonly Lock _lock = new();
    private readonly RunFolder _folder;
    private readonly RunSettings _settings;
    private readonly DataCache _data;
    private readonly int _threads;
    private RunRecord _record;
    private TrainingJob? _job;
    private Network? _snapshot;
    private bool _isGone; // its files were put away
    private long _version = 1;
    private long _lastUse = Stopwatch.GetTimestamp();

    public StudioRun(RunFolder folder, RunRecord record, RunSettings settings, Curve curve, DataCache data, int threads)
    {
        (_folder, _record, _settings, Curve, _data, _threads) = (folder, record, settings, curve, data, threads);
        Progress = null;
    }

    public string Id => _record.Id;

    public RunRecord Record
    {
        get
        {
            lock (_lock) return _record;
        }
    }

    public RunSettings Settings => _settings;

    public Curve Curve { get; private set; }

    /// <summary>How the epoch under way stands; null where none is.</summary>
    public TrainingProgress? Progress { get; private set; }

    /// <summary>Changes with everything that can be seen.</summary>
    public long Version => Interlocked.Read(ref _version);

    public RunFolder Folder => _folder;

    /// <summary>The network as it was a moment ago; nobody changes it. Null while the run is being prepared, or where it failed to be.</summary>
    public Network? Snapshot
    {
        get
        {
            _isLookedAt = true;
            Interlocked.Exchange(ref _lastUse, Stopwatch.GetTimestamp());
            return Volatile.Read(ref _snapshot) ?? LoadSnapshot();
        }
    }

    /// <summary>Whether there is no network, nor anybody who makes it: before the studio was started again, the run was made and never begun.</summary>
    public bool IsUnprepared => Volatile.Read(ref _snapshot) is null && _turn.CurrentCount > 0 && Record.Status is RunStatus.Preparing or RunStatus.Ready && !File.Exists(_folder.Model);

    /// <summary>The network, or why there is none yet.</summary>
    /// <exception cref="StudioException">It is being prepared, or could not be made.</exception>
    public Network Network() => Snapshot ?? throw StudioException.Conflict(Record.Status == RunStatus.Failed
        ? $"This run could not be prepared: {Record.Message}"
        : "This network is still being prepared. Try again in a moment.");

    /// <summary>What it is trained and tested on, loaded where it is not.</summary>
    public async Task<TrainData> DataAsync(CancellationToken cancellation = default) => await _data.GetAsync(_settings.Choice, _settings.Seed, null, cancellation);

    /// <summary>Changes what is known of the run, and lets everybody see it.</summary>
    private RunRecord Change(Func<RunRecord, RunRecord> change)
    {
        RunRecord changed;
        lock (_lock) changed = _record = change(_record);
        Interlocked.Increment(ref _version);
        return changed;
    }

    private void Save() => _folder.Write(Record, Curve);

    // Read from the file where the run has not been opened since the start.
    private Network? LoadSnapshot()
    {
        if (!File.Exists(_folder.Model)) return null;
        Network network = Glia.Network.Load(_folder.Model);
        return Interlocked.CompareExchange(ref _snapshot, network, null) ?? network;
    }

    private void Publish(Network network)
    {
        Volatile.Write(ref _snapshot, network.Clone());
        Interlocked.Increment(ref _version);
    }

    /// <summary>What can be told of the network and its data once they are there.</summary>
    private static RunRecord Describe(RunRecord record, TrainingJob job)
    {
        Network network = job.Trainer.Network;
        Dataset data = job.Data.Train.Data;
        return record with
        {
            Data = record.Settings.TryGetValue("data", out string? asked) ? job.Data.Train.Name.Replace(job.Choice.Data, asked, StringComparison.Ordinal) : job.Data.Train.Name, // a set by its id, not by its path
            Kind = DataKind.Of(data),
            Inputs = network.Inputs,
            Outputs = network.Outputs,
            Shape = string.Join('-', network.Layers.OfType<Dense>().Select(d => d.Units).Prepend(network.Inputs)),
            Parameters = network.ParameterCount,
            Classes = network.ClassNames,
            ReadsDigits = data.Shape == HandwrittenDigits.Shape && network.ClassNames.SequenceEqual(HandwrittenDigits.ClassNames, StringComparer.Ordinal),
            Epochs = record.EpochsBefore + job.Trainer.Options.Epochs,
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
