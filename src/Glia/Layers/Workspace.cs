using Glia.Kernels;

namespace Glia;

/// <summary>
/// The memory of one caller's passes through a network: inputs, sums and activations, and with training the slopes on the way back. A network holds none of
/// these, so that any number of threads can share it, each with a workspace of its own. Made by <see cref="Network.CreateWorkspace(int)"/>. One thread at a time may use it.
/// </summary>
public sealed class Workspace
{
    internal Workspace(LayerLayout[] layout, IReadOnlyList<Layer> layers, int batch, bool training, SimdWidth width, int threads, int extra = 0)
    {
        CheckSize(layout, batch);
        BatchSize = batch;
        Threads = threads;
        Width = width;
        Layout = layout;
        var pool = WorkerPool.Of(threads);
        MatMul = MatMul.Create(width, pool);
        Row = RowProduct.Create(width);
        Elementwise = Elementwise.Create(width);
        Input = new InputBatch(width, Elementwise, pool, batch, layout[0].In);
        Layers = [.. layout.Select(at => new LayerBuffers(at, layers[at.Index].CreateKernel(width), width, batch, training))];
        Zeros = new FloatBuffer(layout.Max(at => Math.Max(at.InStride, at.Stride)));
        Gradients = training ? new FloatBuffer(layout.Sum(at => at.WeightLength + at.BiasLength) + extra) : null;
    }

    /// <summary>The most samples that go through at once.</summary>
    public int BatchSize { get; }

    /// <summary>Threads that share large products.</summary>
    internal int Threads { get; }

    internal SimdWidth Width { get; }

    /// <summary>The layers that this memory was made for.</summary>
    internal LayerLayout[] Layout { get; }

    internal MatMul MatMul { get; }

    internal RowProduct Row { get; }

    internal Elementwise Elementwise { get; }

    /// <summary>Scaled inputs, shape <c>(batch, in)</c>.</summary>
    internal InputBatch Input { get; }

    internal LayerBuffers[] Layers { get; }

    internal FloatBuffer Zeros { get; }

    /// <summary>The gradients of all weights and biases in their layout, and behind them what a training wanted more.</summary>
    internal FloatBuffer? Gradients { get; }

    internal LayerBuffers Last => Layers[^1];

    /// <summary>The most samples whose values still fit into one block of memory per layer.</summary>
    internal static int MostRows(LayerLayout[] layout) => (Array.MaxLength - FloatBuffer.Line) / layout.Max(at => Math.Max(at.InStride, at.Stride));

    // The kernels do not check where they write: a length that had wrapped around would let them write anywhere.
    private static void CheckSize(LayerLayout[] layout, int batch)
    {
        int most = MostRows(layout);
        if (batch > most)
            throw new ArgumentException($"A batch of {batch} samples does not fit into memory: with layers this wide, at most {most} go through at once. Use a smaller batch.", nameof(batch));
    }
}
