using Glia.Kernels;

namespace Glia;

// The way there and the way back through all layers.
public sealed partial class Network
{
    /// <summary>The forward pass: from the workspace's scaled inputs through every layer to the outputs, <c>workspace.Last.A</c>.</summary>
    internal void Forward(Workspace workspace, in Pass pass, int rows)
    {
        FloatBuffer x = workspace.Input;
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(pass, workspace.Layers[i], x, rows);
            x = workspace.Layers[i].A;
        }
    }

    /// <summary>The backward pass: from the slope at the outputs, <c>workspace.Last.DA</c>, to the gradients of all weights. <paramref name="isDz"/>: the slope is already one at the last z.</summary>
    internal void Backward(Workspace workspace, in Pass pass, int rows, bool isDz)
    {
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            FloatBuffer x = i == 0 ? workspace.Input : workspace.Layers[i - 1].A;
            FloatBuffer? dx = i == 0 ? null : workspace.Layers[i - 1].DA;
            _layers[i].Backward(pass, workspace.Layers[i], x, dx, rows, isDz && i == _layers.Length - 1);
        }
    }

    internal Pass CreatePass(Workspace workspace, ulong? dropoutKey = null) =>
        new(Parameters, workspace.Gradients, workspace.Zeros, workspace.MatMul, workspace.Width, dropoutKey);

    /// <summary>Writes one raw sample, scaled, into row <paramref name="row"/> of the workspace's inputs.</summary>
    internal void LoadRow(Workspace workspace, int row, ReadOnlySpan<float> features) =>
        InputLoader.Load(workspace.Width, Scaler, features, workspace.Input.Slice(row * FloatBuffer.Pad(Inputs), Inputs));

    /// <summary>Writes sample <paramref name="index"/> of <paramref name="data"/>, scaled, into row <paramref name="row"/> of the workspace's inputs.</summary>
    internal void LoadRow(Workspace workspace, int row, Dataset data, int index)
    {
        ReadOnlySpan<byte> bytes = data.ByteFeatures(index);
        Span<float> target = workspace.Input.Slice(row * FloatBuffer.Pad(Inputs), Inputs);
        if (bytes.IsEmpty) InputLoader.Load(workspace.Width, Scaler, data.FloatFeatures(index), target);
        else InputLoader.Load(workspace.Width, Scaler, bytes, target);
    }
}
