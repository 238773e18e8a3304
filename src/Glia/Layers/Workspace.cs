using Glia.Kernels;

namespace Glia;

/// <summary>
/// The memory of one caller's passes through a network: inputs, sums and activations, and with training the slopes on the way back. A network holds none of
/// these, so that any number of threads can share it, each with a workspace of its own. Made by <c>Network.CreateWorkspace</c>.
/// </summary>
public sealed class Workspace
{
    internal Workspace(LayerLayout[] layout, int batch, bool training, SimdWidth width, int threads)
    {
        Batch = batch;
        Width = width;
        MatMul = new MatMul(width, WorkerPool.Of(threads));
        Input = new FloatBuffer(batch * layout[0].InStride);
        Layers = [.. layout.Select(at => new LayerBuffers(at, batch, training))];
        Zeros = new FloatBuffer(layout.Max(at => Math.Max(at.InStride, at.Stride)));
        Gradients = training ? new FloatBuffer(layout.Sum(at => at.WeightLength + at.BiasLength)) : null;
    }

    /// <summary>The most samples that go through at once.</summary>
    public int Batch { get; }

    internal SimdWidth Width { get; }

    internal MatMul MatMul { get; }

    /// <summary>Scaled inputs, shape <c>(batch, in)</c> with padded rows.</summary>
    internal FloatBuffer Input { get; }

    internal LayerBuffers[] Layers { get; }

    internal FloatBuffer Zeros { get; }

    internal FloatBuffer? Gradients { get; }

    internal LayerBuffers Last => Layers[^1];
}
