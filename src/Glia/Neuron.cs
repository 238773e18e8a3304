namespace Glia;

/// <summary>One neuron by itself: <c>z = Σ wᵢ xᵢ + b, a = f(z)</c>. For learning and looking; networks have their own kernels.</summary>
/// <param name="weights">w, one per input.</param>
/// <param name="bias">b.</param>
/// <param name="activation">f; sigmoid unless given.</param>
/// <exception cref="ArgumentException"><paramref name="activation"/> is softmax, which is a function of a whole layer.</exception>
public sealed class Neuron(ReadOnlySpan<float> weights, float bias, Activation? activation = null)
{
    private readonly float[] _weights = weights.ToArray();

    /// <summary>w, one per input.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>b, the bias.</summary>
    public float Bias { get; } = bias;

    /// <summary>f; sigmoid unless given.</summary>
    public Activation Activation { get; } = activation == Activation.Softmax
        ? throw new ArgumentException("Softmax is a function of all outputs of a layer, not of one neuron.", nameof(activation))
        : activation ?? Activation.Sigmoid;

    /// <summary>The weighted sum z.</summary>
    /// <exception cref="ArgumentException">There are not as many inputs as weights.</exception>
    public float Sum(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != _weights.Length)
            throw new ArgumentException($"The neuron has {_weights.Length} weights, but there are {inputs.Length} inputs.", nameof(inputs));
        float z = Bias;
        for (int i = 0; i < inputs.Length; i++) z = MathF.FusedMultiplyAdd(inputs[i], _weights[i], z);
        return z;
    }

    /// <summary>The output a = f(z).</summary>
    /// <exception cref="ArgumentException">There are not as many inputs as weights.</exception>
    public float FeedForward(ReadOnlySpan<float> inputs) => Activation.F(Sum(inputs));
}
