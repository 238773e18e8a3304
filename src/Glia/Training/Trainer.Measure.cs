using Glia.Kernels;

namespace Glia;

// Measuring without training.
public sealed partial class Trainer
{
    /// <summary>Mean loss over a data set, and the part of it that is right (NaN for regression). Nothing is trained.</summary>
    /// <exception cref="ArgumentException">The data are empty, or not like those of the training.</exception>
    public (double Loss, double Accuracy) Measure(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckLikeness(data);
        _measuring ??= new Workspace(Network.Layout, Network.Layers, Math.Min(256, Workspace.MostRows(Network.Layout)), training: false, _workspace.Width, Network.Threads(Options.Threads));
        Pass pass = Network.CreatePass(_measuring);
        bool fused = Loss.FusesWith(Network.OutputLayer.Activation);
        var targets = new float[Network.Outputs];
        var scratch = new float[Network.Outputs];
        double sum = 0;
        int correct = 0;
        for (int start = 0; start < data.Count; start += _measuring.Batch)
        {
            int rows = Math.Min(_measuring.Batch, data.Count - start);
            _measuring.Input.Load(Network.Scaler, data, start, rows);
            Network.Forward(_measuring, pass, rows);
            for (int r = 0; r < rows; r++)
            {
                WriteTargets(data, start + r, targets);
                sum += SampleLoss(_measuring, r, fused, targets, new F32(1), scratch);
                if (data.IsClassification && Network.Encoding!.Decode(Row(_measuring.Last.A, r)) == data.Label(start + r)) correct++;
            }
        }

        return (sum / data.Count, data.IsClassification ? (double)correct / data.Count : double.NaN);
    }
}
