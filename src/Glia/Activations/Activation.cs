using Glia.Activations;
using Glia.Kernels;

namespace Glia;

/// <summary>What a layer does to its weighted sums z to make its outputs a = f(z). Immutable; the functions themselves are the structs of <see cref="Glia.Activations"/>.</summary>
public abstract class Activation
{
    private protected Activation(string name, bool isProbability, bool hasSlope)
    {
        Name = name;
        IsProbability = isProbability;
        HasSlope = hasSlope;
    }

    /// <summary>The unit step of the perceptron.</summary>
    public static Activation Step { get; } = new ElementwiseActivation<Step>();

    /// <summary>−1, 0 or 1.</summary>
    public static Activation Sign { get; } = new ElementwiseActivation<Sign>();

    /// <summary>The sum itself.</summary>
    public static Activation Identity { get; } = new ElementwiseActivation<Identity>();

    /// <summary>The logistic function.</summary>
    public static Activation Sigmoid { get; } = new ElementwiseActivation<Sigmoid>();

    /// <summary>Hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new ElementwiseActivation<Tanh>();

    /// <summary>Rectified linear unit.</summary>
    public static Activation ReLU { get; } = new ElementwiseActivation<ReLU>();

    /// <summary>Leaky rectified linear unit, slope 0.01.</summary>
    public static Activation LeakyReLU { get; } = new ElementwiseActivation<LeakyReLU>();

    /// <summary>Exponential linear unit, α = 1.</summary>
    public static Activation ELU { get; } = new ElementwiseActivation<ELU>();

    /// <summary>Gaussian error linear unit.</summary>
    public static Activation GELU { get; } = new ElementwiseActivation<GELU>();

    /// <summary>Sigmoid linear unit (swish).</summary>
    public static Activation SiLU { get; } = new ElementwiseActivation<SiLU>();

    /// <summary>ln(1 + e^z).</summary>
    public static Activation Softplus { get; } = new ElementwiseActivation<Softplus>();

    /// <summary>Hard sigmoid.</summary>
    public static Activation HardSigmoid { get; } = new ElementwiseActivation<HardSigmoid>();

    /// <summary>Softmax over the outputs of a layer.</summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    /// <summary>Every built-in activation, in the order of the documentation.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Step, Sign, Identity, Sigmoid, Tanh, ReLU, LeakyReLU, ELU, GELU, SiLU, Softplus, HardSigmoid, Softmax];

    /// <summary>The name in model files and on the command line: <c>relu</c>, <c>leaky-relu</c>.</summary>
    public string Name { get; }

    /// <summary>True where the outputs are probabilities, 0 … 1.</summary>
    public bool IsProbability { get; }

    /// <summary>False where the derivative is 0 everywhere, so that gradient descent has nothing to go by.</summary>
    public bool HasSlope { get; }

    /// <summary>An activation of your own: the same object each time for the same <typeparamref name="TFunction"/>, and the built-in one for the struct of a built-in function.</summary>
    public static Activation Of<TFunction>()
        where TFunction : struct, IActivation => Single<TFunction>.Instance;

    /// <summary>The built-in activation of that name, or null.</summary>
    public static Activation? Find(string name) => All.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? (string.Equals(name, "swish", StringComparison.OrdinalIgnoreCase) ? SiLU : null);

    /// <summary>a = f(z) for one number.</summary>
    /// <exception cref="InvalidOperationException">The function needs a whole layer: softmax.</exception>
    public float F(float z)
    {
        CheckElementwise();
        F32 value = new(z), a = default;
        Forward(new ReadOnlySpan<F32>(in value), new Span<F32>(ref a));
        return a.Value;
    }

    /// <summary>f'(z) for one number.</summary>
    /// <exception cref="InvalidOperationException">The function needs a whole layer: softmax.</exception>
    public float Derivative(float z)
    {
        CheckElementwise();
        F32 value = new(z), a = new(F(z)), one = new(1), dz = default;
        Backward(new ReadOnlySpan<F32>(in value), new ReadOnlySpan<F32>(in a), new ReadOnlySpan<F32>(in one), new Span<F32>(ref dz));
        return dz.Value;
    }

    /// <summary>Reference: a = f(z) over the outputs of one sample, shape <c>(out)</c>.</summary>
    internal abstract void Forward<T>(ReadOnlySpan<T> z, Span<T> a)
        where T : struct, IReal<T>;

    /// <summary>Reference: dz from da over the outputs of one sample, shape <c>(out)</c>.</summary>
    internal abstract void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz)
        where T : struct, IReal<T>;

    /// <summary>The loops of one width for a layer of <paramref name="count"/> units.</summary>
    internal abstract ActivationKernel CreateKernel(SimdWidth width, int count);

    private void CheckElementwise()
    {
        if (this is SoftmaxActivation) throw new InvalidOperationException("Softmax is a function of all outputs of a layer, not of one number.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static class Single<TFunction>
        where TFunction : struct, IActivation
    {
        public static readonly Activation Instance = All.FirstOrDefault(a => a is ElementwiseActivation<TFunction>) ?? new ElementwiseActivation<TFunction>();
    }
}
