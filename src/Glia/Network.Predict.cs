using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

// Using a trained network. All of it may be called from any number of threads at once.
public sealed partial class Network
{
    /// <summary>Memory for a caller's own passes; with it, <see cref="Predict(ReadOnlySpan{float}, Span{float}, Workspace)"/> allocates nothing. For single samples it makes one
    /// prediction beforehand, so that the first of yours does not wait for code to be compiled.</summary>
    /// <param name="batchSize">The most samples at once, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">So many samples do not fit into memory.</exception>
    public Workspace CreateWorkspace(int batchSize = 1) => CreateWorkspace(batchSize, threads: 1);

    /// <summary>The same, with threads to share large products among; predictions of single samples use one.</summary>
    internal Workspace CreateWorkspace(int batchSize, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var workspace = new Workspace(Layout, _layers, batchSize, training: false, SimdWidths.Best, threads);
        if (batchSize == 1) Predict(new float[Inputs], new float[Outputs], workspace); // a rehearsal: the first prediction shall not wait for code to be compiled
        return workspace;
    }

    /// <summary>The outputs for one raw sample: <paramref name="features"/> of shape <c>(in)</c> to an array of shape <c>(out)</c>.</summary>
    /// <exception cref="ArgumentException">The number of features is not the network's.</exception>
    public float[] Predict(ReadOnlySpan<float> features)
    {
        var outputs = new float[Outputs];
        Predict(features, outputs);
        return outputs;
    }

    /// <summary>The same as <see cref="Predict(ReadOnlySpan{float})"/>, under the name that the first textbook programs give it.</summary>
    public float[] Query(ReadOnlySpan<float> features) => Predict(features);

    /// <summary>The outputs for one raw sample, written to <paramref name="outputs"/>, shape <c>(out)</c>. Allocates nothing once its memory is warm.</summary>
    /// <exception cref="ArgumentException">A length is not the network's.</exception>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        Workspace workspace = Rent(_idle) ?? CreateWorkspace();
        Predict(features, outputs, workspace);
        Return(workspace, _idle);
    }

    /// <summary>
    /// The outputs for one raw sample in the caller's own memory, or for as many as the workspace has room for: <paramref name="features"/> of shape <c>(count, in)</c> to
    /// <paramref name="outputs"/> of shape <c>(count, out)</c>, row after row and with the same bits as one by one. Allocates nothing.
    /// </summary>
    /// <exception cref="ArgumentException">A length is not the network's, there are more samples than the workspace has room for,
    /// or it was made for a network of other layers.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs, Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Layout != Layout && !workspace.Layout.AsSpan().SequenceEqual(Layout))
            throw new ArgumentException("This workspace was made for a network of other layers. Make one with this network's CreateWorkspace.", nameof(workspace));
        if (features.Length != Inputs)
        {
            PredictRows(features, outputs, workspace);
            return;
        }

        if (outputs.Length != Outputs) throw new ArgumentException($"The network gives {Outputs} outputs, but there is room for {outputs.Length}.", nameof(outputs));
        workspace.Input.Load(Scaler, features);
        workspace.Last.Temperature = _temperature;
        Forward(workspace, CreatePass(workspace), rows: 1);
        workspace.Last.A.Slice(0, Outputs).CopyTo(outputs);
    }

    private void PredictRows(ReadOnlySpan<float> features, Span<float> outputs, Workspace workspace)
    {
        int rows = features.Length / Inputs;
        if (rows == 0 || rows * Inputs != features.Length) throw new ArgumentException($"The network takes {Inputs} inputs, but the sample has {features.Length}.", nameof(features));
        if (rows > workspace.BatchSize) throw new ArgumentException($"There are {rows} samples, but the workspace has room for {workspace.BatchSize}.", nameof(features));
        if (workspace.Threads > 1) throw new ArgumentException("Samples in the caller's own memory are not shared among threads. Use a workspace of one thread.", nameof(workspace));
        if (outputs.Length != rows * Outputs) throw new ArgumentException($"The network gives {rows} × {Outputs} outputs, but there is room for {outputs.Length}.", nameof(outputs));
        workspace.Input.Load(Scaler, features, rows);
        LayerBuffers last = workspace.Last;
        last.Temperature = _temperature;
        Forward(workspace, CreatePass(workspace), rows);
        for (int r = 0; r < rows; r++) last.A.Slice(r * last.Layout.Stride, Outputs).CopyTo(outputs.Slice(r * Outputs));
    }

    /// <summary>The outputs for every sample of a data set, shape <c>(count, out)</c>, row after row. The same bits as one by one.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="progress">Told the number of samples done, on the calling thread.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ArgumentException">The number of features is not the network's, or there are more outputs than an array holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public float[] Predict(Dataset data, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckFeatures(data);
        return new Prediction(this, data, Threads(threads)).Run(progress, cancellationToken);
    }

    /// <summary>The last layer's sums z, before its activation and without <see cref="Temperature"/>, for every sample of a data set, shape <c>(count, out)</c>.</summary>
    internal float[] Logits(Dataset data, int threads, CancellationToken cancellationToken = default)
    {
        CheckFeatures(data);
        return new Prediction(this, data, Threads(threads), ofSums: true).Run(null, cancellationToken);
    }

    /// <summary>The class of one raw sample, by the network's <see cref="Encoding"/>; the largest output where it has none.</summary>
    /// <param name="features">The sample, shape <c>(in)</c>.</param>
    /// <returns>The class, from 0; −1 where the outputs speak for no class (NaN, or a binary code above the last class).</returns>
    /// <exception cref="ArgumentException">The number of features is not the network's.</exception>
    public int Classify(ReadOnlySpan<float> features) => ClassOf(Predict(features));

    /// <summary>Scores the network on labelled samples.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network, are empty, or hold target values instead of labels (see <see cref="EvaluateRegression"/>); or there are more of them than an array holds the outputs of.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Evaluation Evaluate(Dataset data, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification) throw new ArgumentException("These data hold target values, not class labels: use EvaluateRegression.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("There are no samples to score the network on.", nameof(data));
        TargetEncoding encoding = Encoding ?? TargetEncoding.For(data.ClassCount, Outputs);
        return Evaluation.Of(Predict(data, threads, progress, cancellationToken), Outputs, data, encoding, RejectOption, InputShape);
    }

    /// <summary>Scores the network on samples with target values.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network, are empty, or hold labels; or there are more of them than an array holds the outputs of.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public RegressionEvaluation EvaluateRegression(Dataset data, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.IsClassification) throw new ArgumentException("These data hold class labels, not target values: use Evaluate.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("There are no samples to score the network on.", nameof(data));
        if (data.TargetCount != Outputs) throw new ArgumentException($"The network has {Outputs} outputs, but the samples have {data.TargetCount} targets.", nameof(data));
        return RegressionEvaluation.Of(Predict(data, threads, cancellationToken: cancellationToken), data);
    }

    /// <summary>Refuses data to learn from, or to measure a loss on, that this network cannot have targets for; returns how their classes are written, null for data without classes.</summary>
    internal TargetEncoding? CheckTargets(Dataset data, TargetEncoding? encoding = null)
    {
        CheckFeatures(data);
        if (!data.IsClassification)
        {
            if (data.TargetCount != Outputs) throw new ArgumentException($"The network has {Outputs} outputs, but the samples have {data.TargetCount} targets.", nameof(data));
            return null;
        }

        encoding ??= Encoding ?? TargetEncoding.For(data.ClassCount, Outputs);
        int needed = encoding.Outputs(data.ClassCount);
        return needed == Outputs ? encoding : throw new ArgumentException($"The network has {Outputs} outputs, but {data.ClassCount} classes need {needed}.", nameof(data));
    }

    internal void CheckFeatures(Dataset data)
    {
        if (data.FeatureCount != Inputs)
            throw new ArgumentException($"The network takes {Inputs} inputs, but the samples have {data.FeatureCount} features.", nameof(data));
    }

    /// <summary>The threads that are meant: one per core for 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    internal static int Threads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return threads > 0 ? threads : Environment.ProcessorCount;
    }

    private static Workspace? Rent(Workspace?[] idle)
    {
        for (int i = 0; i < idle.Length; i++)
            if (idle[i] is not null && Interlocked.Exchange(ref idle[i], null) is { } workspace) return workspace;
        return null;
    }

    private static void Return(Workspace workspace, Workspace?[] idle)
    {
        for (int i = 0; i < idle.Length; i++)
            if (idle[i] is null && Interlocked.CompareExchange(ref idle[i], workspace, null) is null) return;
    }
}
