namespace Glia.Pages;

/// <summary>How an activation and its derivative are written.</summary>
/// <param name="Formula">f(z).</param>
/// <param name="Slope">f'(z); empty where it is not said.</param>
/// <param name="SlopeOf">f' with the numbers of z and a put in; null where it is not worked out.</param>
internal sealed record ActivationText(string Formula, string Slope, Func<Digits, double, double, string>? SlopeOf = null)
{
    private static readonly Dictionary<string, ActivationText> ByName = new(StringComparer.Ordinal)
    {
        ["identity"] = new("f(z) = z", "f'(z) = 1"),
        ["sigmoid"] = new("f(z) = 1 / (1 + e^-z)", "f'(z) = a·(1 - a)", (d, _, a) => $"{d.In(a)}·(1 - {d.In(a)})"),
        ["tanh"] = new("f(z) = tanh(z)", "f'(z) = 1 - a·a", (d, _, a) => $"1 - {d.In(a)}·{d.In(a)}"),
        ["relu"] = new("f(z) = z where z > 0, else 0", "f'(z) = 1 where z > 0, else 0"),
        ["leaky-relu"] = new("f(z) = z where z > 0, else 0.01·z", "f'(z) = 1 where z > 0, else 0.01"),
        ["elu"] = new("f(z) = z where z > 0, else e^z - 1", "f'(z) = 1 where z > 0, else a + 1"),
        ["gelu"] = new("f(z) = z·Φ(z)", "f'(z) = Φ(z) + z·φ(z)"),
        ["silu"] = new("f(z) = z·σ(z)", "f'(z) = σ(z) + a·(1 - σ(z))"),
        ["softplus"] = new("f(z) = ln(1 + e^z)", "f'(z) = 1 / (1 + e^-z)"),
        ["hard-sigmoid"] = new("f(z) = z/6 + 1/2, kept within 0 … 1", "f'(z) = 1/6 where -3 < z < 3, else 0"),
        ["step"] = new("f(z) = 1 where z ≥ 0, else 0", "f'(z) = 0"),
        ["sign"] = new("f(z) = -1, 0 or 1: the sign of z", "f'(z) = 0"),
        ["softmax"] = new("aᵢ = e^zᵢ / Σ e^z", ""),
    };

    public static ActivationText Of(Activation activation) => ByName.GetValueOrDefault(activation.Name) ?? new($"f(z) = {activation.Name}(z)", "");
}
