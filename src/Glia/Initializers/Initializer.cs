namespace Glia;

/// <summary>
/// How starting weights are drawn. <c>in</c> and <c>out</c> are the numbers of links into and out of the layer. <see cref="Xavier"/> is uniform,
/// <see cref="He"/> and <see cref="LeCun"/> are normal; the other form of each has a name of its own. Immutable; see each for its formula and source.
/// </summary>
public abstract record Initializer
{
    private protected Initializer(string name) => Name = name;

    /// <summary>The name in model files and on the command line.</summary>
    public string Name { get; }

    /// <summary>All zeros: right for biases, useless for weights, since all units of a layer would stay alike.</summary>
    public static Initializer Zeros { get; } = new Constant("zeros", 0);

    /// <summary>N(0, 1), as the first textbook programs do: fine for small inputs, saturating for hundreds of links.</summary>
    public static Initializer Normal { get; } = new Gaussian("normal", (_, _) => 1);

    /// <summary>U(−1, 1).</summary>
    public static Initializer Uniform { get; } = new Flat("uniform", (_, _) => 1);

    /// <summary>U(−1/√in, 1/√in): 3 links give ±0.577, 100 links ±0.1 (LeCun et al. 1998 in its uniform textbook form).</summary>
    public static Initializer UniformFanIn { get; } = new Flat("uniform-fan-in", (fanIn, _) => 1 / Math.Sqrt(fanIn));

    /// <summary>N(0, 1/√in): deviation one over the root of the incoming links (Rashid 2016; Nielsen 2015).</summary>
    public static Initializer NormalFanIn { get; } = new Gaussian("normal-fan-in", (fanIn, _) => 1 / Math.Sqrt(fanIn));

    /// <summary>N(0, 1/√out): deviation one over the root of the layer's own units, as the slides' program computes it.</summary>
    public static Initializer NormalFanOut { get; } = new Gaussian("normal-fan-out", (_, fanOut) => 1 / Math.Sqrt(fanOut));

    /// <summary>Xavier or Glorot, uniform: U(±√(6 / (in + out))) (Glorot and Bengio 2010); for tanh and sigmoid.</summary>
    public static Initializer Xavier { get; } = new Flat("xavier", (fanIn, fanOut) => Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Xavier or Glorot, normal: N(0, √(2 / (in + out))) (Glorot and Bengio 2010).</summary>
    public static Initializer XavierNormal { get; } = new Gaussian("xavier-normal", (fanIn, fanOut) => Math.Sqrt(2.0 / (fanIn + fanOut)));

    /// <summary>He, normal: N(0, √(2 / in)) (He et al. 2015); for ReLU and its kin.</summary>
    public static Initializer He { get; } = new Gaussian("he", (fanIn, _) => Math.Sqrt(2.0 / fanIn));

    /// <summary>He, uniform: U(±√(6 / in)) (He et al. 2015).</summary>
    public static Initializer HeUniform { get; } = new Flat("he-uniform", (fanIn, _) => Math.Sqrt(6.0 / fanIn));

    /// <summary>LeCun, normal: N(0, √(1 / in)) (LeCun et al. 1998); draws the same numbers as <see cref="NormalFanIn"/>.</summary>
    public static Initializer LeCun { get; } = new Gaussian("lecun", (fanIn, _) => Math.Sqrt(1.0 / fanIn));

    /// <summary>Every initialiser, in the order of the documentation.</summary>
    public static IReadOnlyList<Initializer> All { get; } = [Zeros, Normal, Uniform, UniformFanIn, NormalFanIn, NormalFanOut, Xavier, XavierNormal, He, HeUniform, LeCun];

    /// <summary>The initialiser of that name, or null.</summary>
    public static Initializer? Find(string name) => All.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What suits <paramref name="activation"/>: He for ReLU and its kin, Xavier for the rest.</summary>
    public static Initializer For(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation == Activation.ReLU || activation == Activation.LeakyReLU || activation == Activation.ELU
            || activation == Activation.GELU || activation == Activation.SiLU ? He : Xavier;
    }

    /// <summary>Draws one weight of a layer with <paramref name="fanIn"/> inputs and <paramref name="fanOut"/> outputs.</summary>
    internal abstract float Draw(ref Xoshiro256 random, int fanIn, int fanOut);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    private sealed record Constant(string Label, float Value) : Initializer(Label)
    {
        internal override float Draw(ref Xoshiro256 random, int fanIn, int fanOut) => Value;
    }

    private sealed record Gaussian(string Label, Func<int, int, double> Deviation) : Initializer(Label)
    {
        internal override float Draw(ref Xoshiro256 random, int fanIn, int fanOut) => (float)(random.NextNormal() * Deviation(fanIn, fanOut));
    }

    private sealed record Flat(string Label, Func<int, int, double> Bound) : Initializer(Label)
    {
        internal override float Draw(ref Xoshiro256 random, int fanIn, int fanOut)
        {
            double bound = Bound(fanIn, fanOut);
            return (float)random.NextDouble(-bound, bound);
        }
    }
}
