namespace Glia.Formats;

/// <summary>A built-in activation in the C# of an exported network.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Needs">The functions that it calls.</param>
/// <param name="Each">It as a function of one sum, a lambda or a name; null where it takes a whole layer or nothing at all.</param>
internal sealed record CSharpActivation(Activation Activation, string[] Needs, string? Each)
{
    public static IReadOnlyList<CSharpActivation> All { get; } =
    [
        new(Activation.Step, [], "z => z < 0 ? 0f : 1"),
        new(Activation.Sign, [], "z => z < 0 ? -1f : 0 < z ? 1 : 0"),
        new(Activation.Identity, [], null),
        new(Activation.Sigmoid, ["Sigmoid"], "Sigmoid"),
        new(Activation.Tanh, ["Tanh"], "Tanh"),
        new(Activation.ReLU, [], "z => z < 0 ? 0 : z"),
        new(Activation.LeakyReLU, [], "z => z < 0 ? 0.01f * z : z"),
        new(Activation.ELU, ["Exp"], "z => z < 0 ? Exp(z) - 1 : z"),
        new(Activation.GELU, ["Erf"], "z => z * (0.5f * (1 + Erf(0.70710677f * z)))"),
        new(Activation.SiLU, ["Sigmoid"], "z => z * Sigmoid(z)"),
        new(Activation.Softplus, ["Log", "Exp"], "z => (z < 0 ? 0 : z) + Log(1 + Exp(-float.Abs(z)))"),
        new(Activation.HardSigmoid, [], "z => float.Clamp(float.FusedMultiplyAdd(z, 1 / 6f, 0.5f), 0, 1)"),
        new(Activation.Softmax, ["Softmax"], null),
    ];

    /// <summary>The activation of those sums.</summary>
    public string Of(string sums, float temperature)
    {
        if (Activation != Activation.Softmax) return Each is null ? sums : $"Array.ConvertAll({sums}, {Each})";
        return temperature == 1 ? $"Softmax({sums})" : $"Softmax(Array.ConvertAll({sums}, z => z * {CSharpFile.Literal(1 / temperature)}))";
    }
}
