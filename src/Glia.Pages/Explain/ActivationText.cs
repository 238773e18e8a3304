namespace Glia.Pages;

/// <summary>How an explanation writes an activation and its derivative.</summary>
/// <param name="Formula">f(z).</param>
/// <param name="Slope">f'(z); empty where it is not said.</param>
/// <param name="SlopeOf">f' with the numbers of z and a put in; null where it is not worked out.</param>
internal sealed record ActivationText(string Formula, string Slope, Func<Digits, double, double, string>? SlopeOf = null)
{
    public static ActivationText Of(Activation activation)
    {
        if (activation == Activation.Softmax) return new("aᵢ = e^zᵢ / Σ e^z", "");
        if (ActivationFacts.Find(activation) is not { } facts) return new($"f(z) = {activation.Name}(z)", "");
        return new($"f(z) = {facts.Formula}", $"f'(z) = {facts.Slope}", WithNumbers(activation));
    }

    // The others' slopes are read off, or are as long as their formulas.
    private static Func<Digits, double, double, string>? WithNumbers(Activation activation)
    {
        if (activation == Activation.Sigmoid) return (d, _, a) => $"{d.In(a)}·(1 - {d.In(a)})";
        return activation == Activation.Tanh ? (d, _, a) => $"1 - {d.In(a)}²" : null;
    }
}
