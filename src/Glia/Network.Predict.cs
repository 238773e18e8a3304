using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

// Using a trained network. All of it may be called from any number of threads at once.
public sealed partial class Network
{
    /// <summary>Memory for a caller's own passes; with it, <see cref="Predict(ReadOnlySpan{float}, Span{float}, Workspace)"/> allocates nothing. For single samples it makes one
    /// prediction beforehand, so that the first of yours does not wait for code to be compiled.</summary>
    /// <param name="batch">The most samples at once.</param>
    /// <param name="threads">Threads to share large products among; predictions of single samples use one.</param>
    public Workspace CreateWorkspace(int batch = 1, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var workspace = new Workspace(Layout, _layers, batch, training: false, SimdWidths.Best, threads);
        if (batch == 1) Predict(new float[Inputs], new float[Outputs], workspace); // a rehearsal: the first prediction shall not wait for code to be compiled
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
    /// <exception cref="ArgumentException">A length is not the network's, there are more samples than the workspace has room for, it shares the work among threads and there is more than one sample,
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
        if (rows > workspace.Batch) throw new ArgumentException($"There are {rows} samples, but the workspace has room for {workspace.Batch}.", nameof(features));
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
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public float[] Predict(Dataset data, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckFeatures(data);
        return new Prediction(this, data, Threads(threads)).Run(progress, cancellation);
    }

    /// <summary>The last layer's sums z, before its activation and without <see cref="Temperature"/>, for every sample of a data set, shape <c>(count, out)</c>.</summary>
    internal float[] Logits(Dataset data, int threads)
    {
        CheckFeatures(data);
        return new Prediction(this, data, Threads(threads), ofSums: true).Run(null, default);
    }

    /// <summary>The class of one raw sample, by the network's <see cref="Encoding"/>; the largest output where it has none.</summary>
    public int Classify(ReadOnlySpan<float> features) => (Encoding ?? new OneHot()).Decode(Predict(features));

    /// <summary>Scores the network on labelled samples.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network, are empty, or hold target values instead of labels (see <see cref="EvaluateRegression"/>).</exception>
    public Evaluation Evaluate(Dataset data, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification) throw new ArgumentException("These data hold target values, not class labels: use EvaluateRegression.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("There are no samples to score the network on.", nameof(data));
        TargetEncoding encoding = Encoding ?? TargetEncoding.For(data.ClassCount, Outputs);
        return Evaluation.Of(Predict(data, threads, progress, cancellation), Outputs, data, encoding, RejectOption, InputShape);
    }

    /// <summary>Scores the network on samples with target values.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network, are empty, or hold labels.</exception>
    public RegressionEvaluation EvaluateRegression(Dataset data, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.IsClassification) throw new ArgumentException("These data hold class labels, not target values: use Evaluate.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("There are no samples to score the network on.", nameof(data));
        if (data.TargetCount != Outputs) throw new ArgumentException($"The network has {Outputs} outputs, but the samples have {data.TargetCount} targets.", nameof(data));
        return RegressionEvaluation.Of(Predict(data, threads), data);
    }

    internal void CheckFeatures(Dataset data)
    {
        if (data.FeatureCount != Inputs)
            throw new ArgumentException($"The network takes {Inputs} inputs, but the samples have {data.FeatureCount} features.", nameof(data));
    }

    internal static int Threads(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

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
