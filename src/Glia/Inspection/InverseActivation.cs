namespace Glia;

/// <summary>An activation backwards: which sum z gives the output a. Only where each output belongs to one sum.</summary>
/// <param name="Function">f.</param>
/// <param name="Low">Smallest output to start from; −∞ where there is none.</param>
/// <param name="High">Largest output to start from; +∞ where there is none.</param>
/// <param name="F">z = f⁻¹(a) for an output from <paramref name="Low"/> to <paramref name="High"/>.</param>
internal sealed record InverseActivation(Activation Function, double Low, double High, Func<double, double> F)
{
    // 0.01 and 0.99 are the book's: at 0 and 1 the logit is infinite.
    private const double Near0 = 0.01, Near1 = 0.99;

    private static readonly InverseActivation[] All =
    [
        new(Activation.Sigmoid, Near0, Near1, a => StableMath.Log(a / (1 - a))),
        new(Activation.Tanh, -Near1, Near1, a => StableMath.Log((1 + a) / (1 - a)) / 2),
        new(Activation.HardSigmoid, Near0, Near1, a => 6 * (a - 0.5)),
        new(Activation.Identity, double.NegativeInfinity, double.PositiveInfinity, a => a),
        new(Activation.LeakyReLU, double.NegativeInfinity, double.PositiveInfinity, a => a < 0 ? a / 0.01 : a),
        new(Activation.ELU, -Near1, double.PositiveInfinity, a => a < 0 ? StableMath.Log(1 + a) : a),
        new(Activation.Softplus, Near0, double.PositiveInfinity, a => a + StableMath.Log(1 - StableMath.Exp(-a))), // ln(e^a − 1), without overflow
        new(Activation.Softmax, Near0, Near1, StableMath.Log), // up to a number that is the same for all outputs
    ];

    /// <summary>The inverse of <paramref name="function"/>; null where several sums give the same output.</summary>
    public static InverseActivation? Find(Activation function) => All.FirstOrDefault(i => ReferenceEquals(i.Function, function));

    /// <summary>Brings signals into the range that can be inverted: stretched over a range with two ends, moved up into one with a lower end alone.</summary>
    public void Rescale(Span<double> signals)
    {
        if (double.IsInfinity(Low)) return;
        (double low, double high) = Range(signals);
        double factor = double.IsInfinity(High) ? 1 : high > low ? (High - Low) / (high - low) : 0;
        double shift = double.IsInfinity(High) ? Math.Max(0, Low - low) : high > low ? Low - (low * factor) : (Low + High) / 2;
        foreach (ref double signal in signals) signal = (signal * factor) + shift;
    }

    /// <summary>Brings targets into the range: what is below or above becomes its end.</summary>
    public void Clamp(Span<double> targets)
    {
        foreach (ref double target in targets) target = Math.Clamp(target, Low, High);
    }

    internal static (double Low, double High) Range(ReadOnlySpan<double> values)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }
}
