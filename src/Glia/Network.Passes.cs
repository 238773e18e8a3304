using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

// The way there and the way back through all layers.
public sealed partial class Network
{
    private const int WorthListing = 32; // units of a layer below which a list of those that are not zero costs more than it spares

    /// <summary>The forward pass: from the workspace's scaled inputs through every layer to the outputs, <c>workspace.Last.A</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Forward(Workspace workspace, in Pass pass, int rows)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerBuffers layer = workspace.Layers[i];
            _layers[i].Forward(pass, layer, InputOf(i, workspace, rows), rows);
            if (rows == 1 && i < _layers.Length - 1 && layer.Layout.Out >= WorthListing) layer.OfOne.Take(layer.A);
        }
    }

    /// <summary>
    /// The backward pass: from the slope at the outputs, <c>workspace.Last.DA</c>, to the gradients of all weights, or to the moved weights themselves.
    /// <paramref name="isDz"/>: the slope is already one at the last z.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Backward(Workspace workspace, in Pass pass, int rows, bool isDz)
    {
        if (!isDz) workspace.Last.ToSlopeOfZ(rows);
        for (int i = _layers.Length - 1; i >= 0; i--)
            _layers[i].Backward(pass, workspace.Layers[i], InputOf(i, workspace, rows), below: i == 0 ? null : workspace.Layers[i - 1], rows);
    }

    /// <summary>What goes into layer <paramref name="layer"/>: the workspace's inputs, or what the layer before it gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Batch InputOf(int layer, Workspace workspace, int rows) =>
        layer == 0 ? new(null, workspace.Input.Listed, workspace.Input.NonZeros, workspace.Input)
        : new(workspace.Layers[layer - 1].A, rows == 1 ? workspace.Layers[layer - 1].OfOne : null);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Pass CreatePass(Workspace workspace, UpdateStep? update = null, ulong? dropoutKey = null, int firstRow = 0) =>
        new(Parameters, workspace.Gradients, update, workspace.Zeros, workspace.MatMul, workspace.Row, workspace.Elementwise, dropoutKey, firstRow);
}
