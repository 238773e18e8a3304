using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Trains one network on one data set, step by step: the next samples forward, the loss, its slope backward, one move of the optimiser.
/// <see cref="Fit"/> is a plain loop over <see cref="Step()"/>; a loop of your own is as good. Not safe to share between threads.
/// </summary>
public sealed partial class Trainer
{
    private const int MostPrefetched = 256; // rows of the next batch to fetch ahead: more would push this batch out of the cache
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(50);

    private readonly Workspace _workspace;
    private readonly FloatBuffer[] _slots;
    private readonly FloatBuffer _lastGood, _best;
    private readonly WeightUpdate _update;
    private readonly BatchSampler _sampler;
    private readonly AugmentedBatch? _augmented;
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

    /// <summary>Makes ready to train. A network without scaler, encoding or class names takes those of the data; one that was calibrated is so no longer.</summary>
    /// <exception cref="ArgumentException">The network, the data, the loss and the options do not go together; the message says why.</exception>
    /// <exception cref="InvalidOperationException">Checkpoints are wanted, but the network or the schedule has parts that a file cannot hold.</exception>
    /// <exception cref="IOException">Checkpoints are wanted in a folder that is not there.</exception>
    public Trainer(Network network, Dataset data, Optimizer optimizer, Loss loss, TrainingOptions options)
        : this(network, data, optimizer, loss, options, SimdWidths.Best)
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
        Adopt(network, data);
        if (options.Validation is not null) CheckLikeness(options.Validation);
        if (!network.OutputLayer.Activation.HasSlope)
            throw new ArgumentException($"The activation {network.OutputLayer.Activation} has slope 0 everywhere, so gradient descent cannot train through it. Use sigmoid, or the Perceptron's own rule.", nameof(network));
        loss.Check(network.OutputLayer.Activation, network.Outputs);

        _batch = options.BatchSize == 0 ? data.Count : Math.Min(options.BatchSize, data.Count);
        StepsPerEpoch = (data.Count + _batch - 1) / _batch;
        TotalSteps = (long)StepsPerEpoch * options.Epochs;
        int threads = Network.Threads(options.Threads);
        _workspace = new Workspace(network.Layout, network.Layers, _batch, training: true, width, threads);
        _sharing = threads > 1 ? new SharingChoice() : null;
        _sharesInput = threads > 1 && (long)_batch * network.Inputs * network.Layout[0].Columns >= MatMul.WorthSharing;
        _targets = new float[_batch * network.Outputs];
        _slots = [.. Enumerable.Range(0, optimizer.Slots).Select(_ => new FloatBuffer(network.Parameters.Length))];
        _update = new WeightUpdate(network, optimizer, _workspace, _slots, WorkerPool.Of(threads));
        _augmented = options.Augmentation is { } augmentation ? new AugmentedBatch(augmentation, data, _batch, _workspace.Elementwise, WorkerPool.Of(threads), options.Seed) : null;
        _sampler = new BatchSampler(data.Count, options.Seed, options.Shuffle);
        _lastGood = new FloatBuffer(network.Parameters.Length);
        _best = new FloatBuffer(options.EarlyStopping is null ? 0 : network.Parameters.Length);
        network.Parameters.Span.CopyTo(_lastGood.Span);
        if (options.EarlyStopping is not null) network.Parameters.Span.CopyTo(_best.Span);
        CheckCheckpoints();
        Rehearse();
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
    public int Epoch => _state.Epoch;

    /// <summary>Steps done.</summary>
    public long StepCount => _state.Step;

    /// <summary>Steps of a whole training.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps of one epoch; the last may have fewer samples than the others.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Whether all epochs are done, or early stopping has ended the training.</summary>
    public bool IsDone => _state.Stopped || _state.Epoch >= Options.Epochs;

    internal TrainingState State => _state;

    /// <summary>What the last finished epoch of this run came to; null before.</summary>
    public EpochReport? LastEpoch { get; private set; }

    /// <summary>Trains to the end, or goes on to it. Calls <paramref name="onEpoch"/> after each epoch.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled, between two steps.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    public TrainingResult Fit(Action<EpochReport>? onEpoch = null, CancellationToken cancellation = default)
    {
        var reports = new List<EpochReport>();
        while (!IsDone)
        {
            EpochReport report = RunEpoch(cancellation);
            reports.Add(report);
            onEpoch?.Invoke(report);
        }

        return new TrainingResult(reports, _state.Stopped);
    }

    /// <summary>Runs the epoch under way to its end.</summary>
    /// <exception cref="InvalidOperationException">The training is over.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EpochReport RunEpoch(CancellationToken cancellation = default)
    {
        if (IsDone) throw new InvalidOperationException("The training is over. To train longer, make a new Trainer with the same network.");
        int epoch = _state.Epoch;
        while (_state.Epoch == epoch)
        {
            if (cancellation.IsCancellationRequested) SaveProgress();
            cancellation.ThrowIfCancellationRequested();
            Step();
            ReportProgress();
            SaveIfDue(hasEpochEnded: _state.Epoch != epoch);
        }

        return LastEpoch!;
    }

    /// <summary>Trains on the next samples in order and returns their mean loss before the step. After the last samples of an epoch, the next begins.</summary>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Step()
    {
        if (!_clock.IsRunning) StartClock();
        ReadOnlySpan<int> samples = _sampler.Batch(_state.Epoch, _state.Position, _batch);
        int position = _state.Position + samples.Length;
        if (position < Data.Count)
            foreach (int next in _sampler.Batch(_state.Epoch, position, Math.Min(_batch, MostPrefetched))) Data.Prefetch(next);
        double loss = Step(samples, out int correct);
        _state.Position = position;
        _state.LossSum += loss * samples.Length;
        _state.Correct += correct;
        if (position >= Data.Count) EndEpoch();
        return loss;
    }

    /// <summary>Trains on the samples of your choice, at most <see cref="TrainingOptions.BatchSize"/>, and returns their mean loss before the step.</summary>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    public double Step(ReadOnlySpan<int> samples) => Step(samples, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(ReadOnlySpan<int> samples, out int correct)
    {
        if (samples.Length == 0 || samples.Length > _batch)
            throw new ArgumentException($"A step takes 1 … {_batch} samples, but there are {samples.Length}.", nameof(samples));
        if (_hasDiverged) throw new InvalidOperationException("This training has diverged. Make a new Trainer, with a smaller learning rate, to go on from the weights that were kept.");
        int rows = samples.Length;
        if (_sharing is not null)
        {
            _sharing.Begin();
            _workspace.MatMul.MayShare = _sharing.Shares;
        }

        bool forAll = _sharesInput && _workspace.MatMul.MayShare;
        if (_augmented is null) _workspace.Input.Load(Network.Scaler, Data, samples, forAll);
        else _workspace.Input.Load(Network.Scaler, _augmented.Samples, _augmented.Draw(samples, _state.Step), forAll);
        for (int r = 0; r < rows; r++) WriteTargets(Data, samples[r], _targets.AsSpan(r * Network.Outputs, Network.Outputs));

        Pass pass = Network.CreatePass(_workspace, _update.Early, Xoshiro256.Mix(Options.Seed ^ Xoshiro256.Mix((ulong)_state.Step + 1)));
        Network.Forward(_workspace, pass, rows);
        double loss = Slope(samples, out correct, out bool isDz);
        if (!double.IsFinite(loss)) Diverge(samples);

        _rate = Rate();
        _update.Begin((float)_rate, _state.Step + 1);
        Network.Backward(_workspace, pass, rows, isDz);
        _update.End(rows);
        if (rows == _batch) _sharing?.End();
        _state.Step++;
        return loss;
    }

    /// <summary>The scheduled learning rate of the next step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Rate() => Optimizer.LearningRate * _state.Plateau.Factor * Optimizer.Schedule.Factor(new SchedulePosition(_state.Step, TotalSteps, _state.Epoch));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteTargets(Dataset data, int sample, Span<float> targets)
    {
        if (data.IsClassification) Network.Encoding!.Encode(data.Label(sample), targets);
        else data.Targets(sample).CopyTo(targets);
    }

    /// <summary>The mean loss of the batch, and its slope into the last layer's <c>DA</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Slope(ReadOnlySpan<int> samples, out int correct, out bool isDz)
    {
        isDz = Loss.FusesWith(Network.OutputLayer.Activation);
        correct = 0;
        double sum = 0;
        var scale = new F32(1f / samples.Length);
        for (int r = 0; r < samples.Length; r++)
        {
            sum += SampleLoss(_workspace, r, isDz, _targets.AsSpan(r * Network.Outputs, Network.Outputs), scale, Row(_workspace.Last.DA, r));
            if (Data.IsClassification && Network.Encoding!.Decode(Row(_workspace.Last.A, r)) == Data.Label(samples[r])) correct++;
        }

        return sum / samples.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SampleLoss(Workspace workspace, int row, bool fused, ReadOnlySpan<float> targets, F32 scale, Span<float> slope)
    {
        ReadOnlySpan<F32> z = MemoryMarshal.Cast<float, F32>(Row(workspace.Last.Z, row)), a = MemoryMarshal.Cast<float, F32>(Row(workspace.Last.A, row));
        return Loss.Sample(fused, z, a, MemoryMarshal.Cast<float, F32>(targets), scale, MemoryMarshal.Cast<float, F32>(slope)).Value;
    }

    private Span<float> Row(FloatBuffer buffer, int row) => buffer.Slice(row * _workspace.Last.Layout.Stride, Network.Outputs);
}
