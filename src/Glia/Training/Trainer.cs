using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Formats;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Trains one network on one data set, step by step: the next samples forward, the loss, its slope backward, one move of the optimiser.
/// <see cref="Fit"/> is a plain loop over <see cref="Step()"/>; a loop of your own is as good: the same bits, the same checkpoints and the same word of the progress. Not safe to share between threads.
/// </summary>
public sealed partial class Trainer
{
    private const int MostPrefetched = 256; // rows of the next batch to fetch ahead: more would push this batch out of the cache
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(50);

    private readonly Workspace _workspace;
    private readonly FloatBuffer[] _slots;
    private readonly FloatBuffer _lastGood, _best;
    private readonly WeightUpdate _update;
    private readonly RankExchange? _exchange; // where there are several ranks
    private readonly BatchSampler _sampler;
    private readonly FreshBatch? _fresh; // where samples are drawn or changed just before they are used
    private readonly TargetEncoding? _encoding; // of the classes; null where there are none
    private readonly float[] _targets;
    private readonly int _batch;
    private readonly SharingChoice? _sharing; // where there is more than one thread
    private readonly bool _sharesInput; // threads may share the first layer, and then each reads the samples for itself
    private Workspace? _measuring;
    private TrainingState _state = new();
    private readonly Stopwatch _clock = new(); // of the epoch under way, in this run
    private int _clockPosition; // samples that were done when it was started
    private TimeSpan _nextReport;
    private double _rate;
    private bool _hasDiverged; // the optimiser's memory is spoilt then: only a new trainer can go on

    /// <summary>Makes ready to train. A network without scaler, encoding or class names takes those of the data; one that was calibrated is so no longer. Where this throws, the network is as it was.</summary>
    /// <exception cref="ArgumentException">The network, the data, the loss and the options do not go together; the message says why.</exception>
    /// <exception cref="InvalidOperationException">Checkpoints are wanted, but the network or the schedule has parts that a file cannot hold.</exception>
    /// <exception cref="IOException">Checkpoints are wanted in a folder that is not there.</exception>
    /// <exception cref="RanksDifferException">The ranks (<see cref="TrainingOptions.Ranks"/>) have not the same network or data.</exception>
    public Trainer(Network network, Dataset data, Optimizer optimizer, Loss loss, TrainingOptions? options = null)
        : this(network, data, optimizer, loss, options ?? new TrainingOptions(), SimdWidths.Best)
    {
    }

    internal Trainer(Network network, Dataset data, Optimizer optimizer, Loss loss, TrainingOptions options, SimdWidth width)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (Network, Data, Optimizer, Loss, Options) = (network, data, optimizer, loss, options);
        _encoding = Check(network, data, loss);
        if (options.Validation is not null) CheckLikeness(options.Validation);

        _batch = options.BatchSize == 0 ? data.Count : Math.Min(options.BatchSize, data.Count);
        StepsPerEpoch = (data.Count + _batch - 1) / _batch;
        TotalSteps = (long)StepsPerEpoch * options.Epochs;
        int threads = Network.Threads(options.Threads);
        _exchange = options.Ranks is { Size: > 1 } ranks ? new RankExchange(ranks) : null;
        int most = _exchange?.MostRows(_batch) ?? _batch;
        _workspace = new Workspace(network.Layout, network.Layers, most, training: true, width, threads, extra: _exchange is null ? 0 : RankExchange.Extra);
        _sharing = threads > 1 ? new SharingChoice() : null;
        _sharesInput = threads > 1 && (long)most * network.Inputs * network.Layout[0].Columns >= MatMul.WorthSharing;
        _targets = new float[most * network.Outputs];
        _slots = [.. Enumerable.Range(0, optimizer.Slots).Select(_ => new FloatBuffer(network.Parameters.Length))];
        _update = new WeightUpdate(network, optimizer, _workspace, _slots, WorkerPool.Of(threads), needsAll: _exchange is not null);
        _fresh = FreshBatch.For(data, options, most, _workspace.Elementwise, WorkerPool.Of(threads));
        _sampler = new BatchSampler(data.Count, options.Seed, options.Shuffle);
        _lastGood = new FloatBuffer(network.Parameters.Length);
        _best = new FloatBuffer(options.EarlyStopping is null ? 0 : network.Parameters.Length);
        network.Parameters.Span.CopyTo(_lastGood.Span);
        if (options.EarlyStopping is not null) network.Parameters.Span.CopyTo(_best.Span);
        Action undo = Adopt();
        try
        {
            CheckCheckpoints();
            _exchange?.CheckWeights(network.Parameters.Span);
            _exchange?.CheckData((_data ??= DataFingerprint.Of(data)).Hash);
            Rehearse();
        }
        catch
        {
            undo();
            throw;
        }
    }

    /// <summary>The network that learns.</summary>
    public Network Network { get; }

    /// <summary>What it learns from.</summary>
    public Dataset Data { get; }

    /// <summary>How its weights move.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>What is made small.</summary>
    public Loss Loss { get; }

    /// <summary>How the training runs.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Epochs done.</summary>
    public int EpochsDone => _state.Epoch;

    /// <summary>Steps done.</summary>
    public long StepsDone => _state.Step;

    /// <summary>Steps of a whole training.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps of one epoch; the last may have fewer samples than the others.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Whether all epochs are done, or early stopping has ended the training.</summary>
    public bool IsDone => _state.Stopped || _state.Epoch >= Options.Epochs;

    internal TrainingState State => _state;

    /// <summary>What the last finished epoch of this run came to; null before.</summary>
    public EpochReport? LastEpoch { get; private set; }

    /// <summary>Trains to the end, or goes on to it. Calls <paramref name="onEpoch"/> after each epoch, on the calling thread.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled, between two steps.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    /// <exception cref="IOException">A checkpoint could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing a checkpoint is not allowed there.</exception>
    /// <exception cref="RanksDifferException">At the end of an epoch, the ranks have not the same weights.</exception>
    public TrainingResult Fit(Action<EpochReport>? onEpoch = null, CancellationToken cancellationToken = default)
    {
        var reports = new List<EpochReport>();
        while (!IsDone)
        {
            EpochReport report = RunEpoch(cancellationToken);
            reports.Add(report);
            onEpoch?.Invoke(report);
        }

        return new TrainingResult { Epochs = reports, StoppedEarly = _state.Stopped };
    }

    /// <summary>Runs the epoch under way to its end.</summary>
    /// <exception cref="InvalidOperationException">The training is over, or has diverged.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled, between two steps.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    /// <exception cref="IOException">A checkpoint could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing a checkpoint is not allowed there.</exception>
    /// <exception cref="RanksDifferException">At the end of the epoch, the ranks have not the same weights.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EpochReport RunEpoch(CancellationToken cancellationToken = default)
    {
        if (IsDone) throw IsOver();
        int epoch = _state.Epoch;
        while (_state.Epoch == epoch)
        {
            StopIfAsked(cancellationToken);
            Step();
        }

        return LastEpoch!;
    }

    /// <summary>
    /// Trains on the next samples in order and returns their mean loss before the step. After the last samples of an epoch, validation is measured (<see cref="LastEpoch"/>) and the next begins.
    /// Tells <see cref="TrainingOptions.Progress"/> how it goes, and saves the checkpoints that are due.
    /// </summary>
    /// <exception cref="InvalidOperationException">The training is over (<see cref="IsDone"/>), or has diverged.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    /// <exception cref="IOException">A checkpoint could not be written; what was there before is untouched, and the step is done.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing a checkpoint is not allowed there; the step is done.</exception>
    /// <exception cref="RanksDifferException">At the end of an epoch, the ranks have not the same weights.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Step()
    {
        if (IsDone) throw IsOver();
        if (!_clock.IsRunning) StartClock();
        int epoch = _state.Epoch;
        ReadOnlySpan<int> samples = _sampler.Batch(_state.Epoch, _state.Position, _batch);
        int position = _state.Position + samples.Length;
        if (position < Data.Count) Prefetch(position);
        double loss = Step(samples, out int correct);
        _state.Position = position;
        _state.LossSum += loss * samples.Length;
        _state.Correct += correct;
        if (position >= Data.Count) EndEpoch();
        ReportProgress();
        SaveIfDue(hasEpochEnded: _state.Epoch != epoch);
        return loss;
    }

    private static InvalidOperationException IsOver() => new("The training is over. To train longer, make a new Trainer with the same network.");

    /// <summary>Has the first rows of the next batch, or of this rank's part of it, fetched from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prefetch(int position)
    {
        ReadOnlySpan<int> next = _sampler.Batch(_state.Epoch, position, _exchange is null ? Math.Min(_batch, MostPrefetched) : _batch);
        (int first, int count) = _exchange?.Part(next.Length) ?? (0, next.Length);
        foreach (int sample in next.Slice(first, Math.Min(count, MostPrefetched))) Data.Prefetch(sample);
    }

    // Several ranks stop together: one that stopped alone would leave the others waiting for it.
    private void StopIfAsked(CancellationToken cancellationToken)
    {
        bool isAsked = cancellationToken.IsCancellationRequested;
        if (_exchange is not null) isAsked = _exchange.StopsNow(isAsked);
        if (!isAsked) return;
        SaveProgress();
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>
    /// Trains on the samples of your choice, at most <see cref="TrainingOptions.BatchSize"/>, and returns their mean loss before the step. Where several ranks train, all name the same samples.
    /// Counts as a step, by which schedules go, but advances neither the position within the epoch nor the epoch; reports nothing and saves nothing.
    /// </summary>
    /// <param name="samples">Numbers of the samples in <see cref="Data"/>.</param>
    /// <exception cref="ArgumentException">There are no samples, or more than a step takes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of such a number.</exception>
    /// <exception cref="InvalidOperationException">The training has diverged.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    public double Step(ReadOnlySpan<int> samples) => Step(samples, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(ReadOnlySpan<int> samples, out int correct)
    {
        if (samples.Length == 0 || samples.Length > _batch)
            throw new ArgumentException($"A step takes 1 … {_batch} samples, but there are {samples.Length}.", nameof(samples));
        if (_hasDiverged) throw new InvalidOperationException("This training has diverged. Make a new Trainer, with a smaller learning rate, to go on from the weights that were kept.");
        (int first, int rows) = _exchange?.Part(samples.Length) ?? (0, samples.Length);
        if (_sharing is not null)
        {
            _sharing.Begin();
            _workspace.MatMul.MayShare = _sharing.Shares;
        }

        _rate = Rate();
        _update.Begin((float)_rate, _state.Step + 1);
        double loss = 0;
        correct = 0;
        if (rows > 0) loss = Gradients(samples.Slice(first, rows), samples.Length, first, out correct);
        else _workspace.Gradients!.Span.Clear(); // fewer samples than ranks
        if (_exchange is not null) (loss, correct) = _exchange.Sum(_workspace.Gradients!, loss, correct);
        if (!double.IsFinite(loss)) Diverge(samples);
        _update.End(rows);
        if (samples.Length == _batch) _sharing?.End();
        _state.Step++;
        return loss;
    }

    /// <summary>Forward and backward through some samples of a batch of <paramref name="all"/>, of which they are those from <paramref name="first"/> on; returns their part of its mean loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Gradients(ReadOnlySpan<int> samples, int all, int first, out int correct)
    {
        int rows = samples.Length;
        bool forAll = _sharesInput && _workspace.MatMul.MayShare;
        if (_fresh is null) _workspace.Input.Load(Network.Scaler, Data, samples, forAll);
        else _workspace.Input.Load(Network.Scaler, _fresh.Samples, _fresh.Draw(samples, _state.Step), forAll);
        for (int r = 0; r < rows; r++) WriteTargets(Data, samples[r], _targets.AsSpan(r * Network.Outputs, Network.Outputs));

        Pass pass = Network.CreatePass(_workspace, _update.Early, Xoshiro256.Mix(Options.Seed ^ Xoshiro256.Mix((ulong)_state.Step + 1)), first);
        Network.Forward(_workspace, pass, rows);
        double loss = Slope(samples, all, out correct, out bool isDz);
        if (double.IsFinite(loss)) Network.Backward(_workspace, pass, rows, isDz);
        return loss;
    }

    /// <summary>The scheduled learning rate of the next step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Rate() => Optimizer.LearningRate * _state.Plateau.Factor * Optimizer.Schedule.Factor(new SchedulePosition(_state.Step, TotalSteps, _state.Epoch));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteTargets(Dataset data, int sample, Span<float> targets)
    {
        if (data.IsClassification) _encoding!.Encode(data.Label(sample), targets);
        else data.Targets(sample).CopyTo(targets);
    }

    /// <summary>What these samples bring to the mean loss of a batch of <paramref name="all"/>, and its slope into the last layer's <c>DA</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Slope(ReadOnlySpan<int> samples, int all, out int correct, out bool isDz)
    {
        isDz = Loss.FusesWith(Network.OutputLayer.Activation);
        correct = 0;
        double sum = 0;
        var scale = new F32(1f / all);
        for (int r = 0; r < samples.Length; r++)
        {
            sum += SampleLoss(_workspace, r, isDz, _targets.AsSpan(r * Network.Outputs, Network.Outputs), scale, Row(_workspace.Last.DA, r));
            if (Data.IsClassification && _encoding!.Decode(Row(_workspace.Last.A, r)) == Data.Label(samples[r])) correct++;
        }

        return sum / all;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SampleLoss(Workspace workspace, int row, bool fused, ReadOnlySpan<float> targets, F32 scale, Span<float> slope)
    {
        ReadOnlySpan<F32> z = MemoryMarshal.Cast<float, F32>(Row(workspace.Last.Z, row)), a = MemoryMarshal.Cast<float, F32>(Row(workspace.Last.A, row));
        return Loss.Sample(fused, z, a, MemoryMarshal.Cast<float, F32>(targets), scale, MemoryMarshal.Cast<float, F32>(slope)).Value;
    }

    private Span<float> Row(FloatBuffer buffer, int row) => buffer.Slice(row * _workspace.Last.Layout.Stride, Network.Outputs);
}
