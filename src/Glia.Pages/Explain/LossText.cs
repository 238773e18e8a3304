namespace Glia.Pages;

/// <summary>How a loss and its slope are written.</summary>
/// <param name="Formula">L.</param>
/// <param name="Slope">∂L/∂a.</param>
/// <param name="Value">L with the outputs and targets put in; null where it is not worked out.</param>
/// <param name="SlopeOf">∂L/∂a with one output, its target and the number of outputs put in; null where it is not worked out.</param>
internal sealed record LossText(string Formula, string Slope, Func<Digits, IReadOnlyList<float>, IReadOnlyList<float>, string?>? Value = null, Func<Digits, float, float, int, string?>? SlopeOf = null)
{
    private static readonly Dictionary<string, LossText> ByName = new(StringComparer.Ordinal)
    {
        ["half-squared-error"] = new("L = 1/2 Σ (a - t)²", "∂L/∂a = a - t", (d, a, t) => a.Count == 1 ? $"0.5·{Squares(d, a, t)}" : $"0.5·({Squares(d, a, t)})", (d, a, t, _) => Difference(d, a, t)),
        ["squared-error"] = new("L = Σ (a - t)²", "∂L/∂a = 2·(a - t)", Squares, (d, a, t, _) => $"2·({Difference(d, a, t)})"),
        ["mse"] = new("L = 1/n Σ (a - t)², over n outputs", "∂L/∂a = 2/n·(a - t)", (d, a, t) => a.Count == 1 ? Squares(d, a, t) : $"({Squares(d, a, t)}) / {a.Count}", (d, a, t, n) => n == 1 ? $"2·({Difference(d, a, t)})" : $"2·({Difference(d, a, t)}) / {n}"),
        ["mae"] = new("L = 1/n Σ |a - t|, over n outputs", "∂L/∂a = 1/n where a > t, -1/n where a < t", null, (_, a, t, n) => a == t ? null : a > t ? $"1 / {n}" : $"-1 / {n}"),
        ["huber"] = new("L = 1/n Σ of 1/2·d² where |d| ≤ 1, else |d| - 1/2, with d = a - t", "∂L/∂a = d/n, with d kept within -1 … 1", null, (d, a, t, n) => Math.Abs(a - t) < 1 ? $"({Difference(d, a, t)}) / {n}" : null),
        ["cross-entropy"] = new("L = -Σ t·ln(a)", "∂L/∂a = -t/a", Logarithms, (d, a, t, _) => a > 1e-6 ? $"{d.Of(-t)} / {d.In(a)}" : null),
        ["binary-cross-entropy"] = new("L = -1/n Σ (t·ln(a) + (1 - t)·ln(1 - a)), over n outputs", "∂L/∂a = (a - t) / (a·(1 - a)) / n", BothLogarithms),
    };

    /// <summary>The text of <paramref name="loss"/>; of one with settings of its own only the names, since the formulas are those without.</summary>
    public static LossText Of(Loss loss) => loss is Huber { Delta: not 1 } or CrossEntropy { LabelSmoothing: > 0 } or CrossEntropy { ClassWeights: not null } || !ByName.TryGetValue(loss.Name, out LossText? text)
        ? new($"L: {loss.Name}", "∂L/∂a: its slope") : text;

    private static string Difference(Digits d, float a, float t) => $"{d.In(a)} - {d.In(t)}";

    private static string Squares(Digits d, IReadOnlyList<float> a, IReadOnlyList<float> t) => string.Join(" + ", a.Select((output, i) => $"({Difference(d, output, t[i])})²"));

    // ln of a printed 0 would be infinite, where the network still knows z.
    private static string? Logarithms(Digits d, IReadOnlyList<float> a, IReadOnlyList<float> t)
    {
        (float A, float T)[] terms = [.. a.Zip(t).Where(p => p.Second != 0)];
        if (terms.Length == 0 || terms.Any(p => p.A < 1e-6)) return null;
        return terms is [{ T: 1 } only] ? $"-ln({d.Of(only.A)})" : $"-({string.Join(" + ", terms.Select(p => $"{d.In(p.T)}·ln({d.Of(p.A)})"))})";
    }

    private static string? BothLogarithms(Digits d, IReadOnlyList<float> a, IReadOnlyList<float> t)
    {
        if (a.Any(output => output is < 1e-3f or > 1 - 1e-3f)) return null;
        string sum = string.Join(" + ", a.Select((output, i) => t[i] == 1 ? $"ln({d.Of(output)})" : t[i] == 0 ? $"ln(1 - {d.Of(output)})" : $"{d.In(t[i])}·ln({d.Of(output)}) + (1 - {d.In(t[i])})·ln(1 - {d.Of(output)})"));
        return $"-({sum}) / {a.Count}";
    }
}
