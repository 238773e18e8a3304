using Glia.Kernels;

namespace Glia;

/// <summary>
/// The memory of one caller's passes through a network: inputs, sums and activations, and with training the slopes on the way back. A network holds none of
/// these, so that any number of threads can share it, each with a workspace of its own. Made by <see cref="Network.CreateWorkspace"/>.
/// </summary>
public sealed class Workspace
{
    internal Workspace(Network network, int batch, bool training, SimdWidth width, int threads)
    {
        Batch = batch;
        Width = width;
        MatMul = new MatMul(width, WorkerPool.Of(threads));
        Input = new FloatBuffer(batch * FloatBuffer.Pad(network.Inputs));
        Layers = [.. network.Layout.Select(layout => new LayerBuffers(layout, batch, training))];
        Zeros = new FloatBuffer(Math.Max(FloatBuffer.Pad(network.Inputs), network.Layout.Max(layout => layout.Stride)));
        Gradients = training ? new FloatBuffer(network.Parameters.Length) : null;
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
