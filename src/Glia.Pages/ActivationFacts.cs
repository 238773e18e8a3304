namespace Glia.Pages;

/// <summary>What pages say of an activation function of one number: its formula and that of its slope, in letters and with numbers put in.</summary>
/// <param name="Function">The function.</param>
/// <param name="Formula">What stands after <c>f(z) =</c>.</param>
/// <param name="Slope">What stands after <c>f′(z) =</c>.</param>
/// <param name="Use">Where one meets it.</param>
internal sealed record ActivationFacts(Activation Function, string Formula, string Slope, string Use)
{
    /// <summary>The formula with this z; null where there is nothing to work out.</summary>
    public Func<double, string>? Worked { get; init; }

    /// <summary>The slope's formula with this z and this a = f(z); null where there is nothing to work out.</summary>
    public Func<double, double, string>? WorkedSlope { get; init; }

    /// <summary>The facts of <paramref name="function"/>; null for softmax, which looks at a whole layer, and for functions that are not the library's.</summary>
    public static ActivationFacts? Find(Activation function) => All.FirstOrDefault(f => f.Function == function);

    /// <summary>All functions but softmax, in the library's order.</summary>
    public static IReadOnlyList<ActivationFacts> All { get; } =
    [
        new(Activation.Step, "1 where z ≥ 0, else 0", "0", "the first perceptrons; no slope to learn by") { Worked = z => $"step({Num.Of(z)})" },
        new(Activation.Sign, "-1, 0 or 1: the sign of z", "0", "a step from -1 to 1; no slope either") { Worked = z => $"sign({Num.Of(z)})" },
        new(Activation.Identity, "z", "1", "last layers, where any number may be the answer"),
        new(Activation.Sigmoid, "1 / (1 + e^(-z))", "f(z)·(1 - f(z))", "a yes or no from 0 to 1; flat at both ends")
        {
            Worked = z => $"1 / (1 + e^{Num.In(-z)})",
            WorkedSlope = (_, a) => $"{Num.In(a)}·(1 - {Num.In(a)})",
        },
        new(Activation.Tanh, "(e^z - e^(-z)) / (e^z + e^(-z))", "1 - f(z)²", "a sigmoid from -1 to 1, centred on 0")
        {
            Worked = z => $"tanh({Num.Of(z)})",
            WorkedSlope = (_, a) => $"1 - {Num.In(a)}²",
        },
        new(Activation.ReLU, "max(0, z)", "1 where z > 0, else 0", "most hidden layers: quick, never flat above 0") { Worked = z => $"max(0, {Num.Of(z)})" },
        new(Activation.LeakyReLU, "max(0.01·z, z)", "1 where z > 0, else 0.01", "ReLU that keeps a little slope below 0") { Worked = z => $"max(0.01·{Num.In(z)}, {Num.Of(z)})" },
        new(Activation.ELU, "z where z > 0, else e^z - 1", "1 where z > 0, else f(z) + 1", "ReLU that bends smoothly to -1")
        {
            Worked = z => $"max(0, {Num.Of(z)}) + min(0, e^{Num.In(z)} - 1)",
            WorkedSlope = (z, a) => z > 0 ? "1" : $"{Num.In(a)} + 1",
        },
        new(Activation.GELU, "z·Φ(z), Φ the share of a bell curve below z", "Φ(z) + z·φ(z), φ the bell curve", "a smooth ReLU; language models")
        {
            Worked = z => $"{Num.In(z)}·Φ({Num.Of(z)})",
            WorkedSlope = (z, _) => $"Φ({Num.Of(z)}) + {Num.In(z)}·φ({Num.Of(z)})",
        },
        new(Activation.SiLU, "z·sigmoid(z)", "s + f(z)·(1 - s), s = sigmoid(z)", "a smooth ReLU, also called swish")
        {
            Worked = z => $"{Num.In(z)}·sigmoid({Num.Of(z)})",
            WorkedSlope = (z, a) => $"sigmoid({Num.Of(z)}) + {Num.In(a)}·(1 - sigmoid({Num.Of(z)}))",
        },
        new(Activation.Softplus, "ln(1 + e^z)", "sigmoid(z)", "ReLU with a round corner, always above 0")
        {
            Worked = z => $"ln(1 + e^{Num.In(z)})",
            WorkedSlope = (z, _) => $"sigmoid({Num.Of(z)})",
        },
        new(Activation.HardSigmoid, "min(max(z/6 + 1/2, 0), 1)", "1/6 where -3 < z < 3, else 0", "a sigmoid of straight pieces, cheap to compute") { Worked = z => $"min(max({Num.In(z)}/6 + 1/2, 0), 1)" },
    ];
}
