using Glia.Kernels;

namespace Glia.Formats;

/// <summary>
/// A layer's weights or biases as a tensor with the name and shape that PyTorch gives it in an <c>nn.Sequential</c> of the same layers: there a dense layer
/// and its activation are two modules, dropout is one, and weights have shape <c>(out, in)</c>.
/// </summary>
internal sealed record ParameterTensor(string Name, int Layer, bool IsBias, int In, int Out)
{
    private const int Block = FloatBuffer.Line; // columns at once: one cache line of the network's rows

    public int[] Shape => IsBias ? [Out] : [Out, In];

    /// <summary>The tensors of a network, in PyTorch's order.</summary>
    public static List<ParameterTensor> Of(int inputs, IReadOnlyList<Layer> layers)
    {
        var tensors = new List<ParameterTensor>();
        int module = 0, width = inputs;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is Dense dense)
            {
                tensors.Add(new($"{module}.weight", i, false, width, dense.Units));
                if (dense.Bias) tensors.Add(new($"{module}.bias", i, true, width, dense.Units));
                module++;
                width = dense.Units;
            }

            module++;
        }

        return tensors;
    }

    /// <summary>As a tensor to write, its values from a block that is laid out like the network's parameters.</summary>
    public TensorSource From(Network network, FloatBuffer block, string prefix = "") => new(prefix + Name, Shape, () => Read(network.Layout[Layer], block));

    /// <summary>Copies the values of the tensor out of a block, without the padding.</summary>
    public float[] Read(LayerLayout at, FloatBuffer block)
    {
        if (IsBias) return block.Slice(at.BiasAt, Out).ToArray();
        var values = new float[Out * In];
        for (int first = 0; first < Out; first += Block)
            for (int i = 0; i < In; i++)
            {
                ReadOnlySpan<float> columns = block.Slice(at.WeightAt + (i * at.Stride) + first, Math.Min(Block, Out - first));
                for (int o = 0; o < columns.Length; o++) values[((first + o) * In) + i] = columns[o];
            }

        return values;
    }

    /// <summary>Copies the values of the tensor into a block.</summary>
    public void Write(ReadOnlySpan<float> values, LayerLayout at, FloatBuffer block)
    {
        if (IsBias)
        {
            values.CopyTo(block.Slice(at.BiasAt, Out));
            return;
        }

        for (int first = 0; first < Out; first += Block)
            for (int i = 0; i < In; i++)
            {
                Span<float> columns = block.Slice(at.WeightAt + (i * at.Stride) + first, Math.Min(Block, Out - first));
                for (int o = 0; o < columns.Length; o++) columns[o] = values[((first + o) * In) + i];
            }
    }
}
