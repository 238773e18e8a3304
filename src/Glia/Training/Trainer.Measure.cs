using Glia.Kernels;

namespace Glia;

// Measuring without training.
public sealed partial class Trainer
{
    /// <summary>Mean loss over a data set, and the part of it that is right (NaN for regression). Nothing is trained.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The data are empty, or not like those of the training.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public (double Loss, double Accuracy) Measure(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckLikeness(data);
        (double sum, int correct) = Measure(data, 0, data.Count, cancellationToken);
        return Means(data, sum, correct);
    }

    /// <summary>The same, where all ranks measure together.</summary>
    private (double Loss, double Accuracy) MeasureTogether(Dataset data)
    {
        if (_exchange is null) return Measure(data);
        (int start, int count) = _exchange.Part(data.Count);
        (double sum, int correct) = Measure(data, start, count);
        (sum, correct) = _exchange.Sum(sum, correct);
        return Means(data, sum, correct);
    }

    private static (double Loss, double Accuracy) Means(Dataset data, double sum, int correct) => (sum / data.Count, data.IsClassification ? (double)correct / data.Count : double.NaN);

    private (double LossSum, int Correct) Measure(Dataset data, int first, int count, CancellationToken cancellationToken = default)
    {
        _measuring ??= new Workspace(Network.Layout, Network.Layers, Math.Min(256, Workspace.MostRows(Network.Layout)), training: false, _workspace.Width, Network.Threads(Options.Threads));
        Pass pass = Network.CreatePass(_measuring);
        bool fused = Loss.FusesWith(Network.OutputLayer.Activation);
        var targets = new float[Network.Outputs];
        var scratch = new float[Network.Outputs];
        double sum = 0;
        int correct = 0;
        for (int start = first; start < first + count; start += _measuring.BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(_measuring.BatchSize, first + count - start);
            _measuring.Input.Load(Network.Scaler, data, start, rows);
            Network.Forward(_measuring, pass, rows);
            for (int r = 0; r < rows; r++)
            {
                WriteTargets(data, start + r, targets);
                sum += SampleLoss(_measuring, r, fused, targets, new F32(1), scratch);
                if (data.IsClassification && _encoding!.Decode(Row(_measuring.Last.A, r)) == data.Label(start + r)) correct++;
            }
        }

        return (sum, correct);
    }
}
