namespace Glia.Pages;

/// <summary>Derivatives by rule, and the same by a difference (row C4).</summary>
internal sealed class PowerAndChainRuleLesson : Lesson
{
    private const double H = 0.001;

    private static readonly Knob<float[]> Coefficients = Knob.Numbers("coefficients", "A polynomial for the power rule, from its highest power to its constant, -100 to 100 each.", [6, 0, 0, 0, 8, 3], -100, 100, least: 2, most: 7);
    private static readonly Knob<float[]> Inner = Knob.Numbers("inner", "A polynomial for the chain rule, as above, -2 to 2 each.", [1, 0, 1, 0], -2, 2, least: 2, most: 4);
    private static readonly Knob<int> Power = Knob.Whole("power", "The power that it is raised to, 2 to 4.", 2, 2, 4);
    private static readonly Knob<float[]> At = Knob.Numbers("at", "Up to three places to check at, -2 to 2.", [2, 0.5f, -1], -2, 2, least: 1, most: 3);

    public override string Id => "power-and-chain-rule";

    public override string Title => "The power rule and the chain rule";

    public override string Summary => "Two rules give the slope of everything in a network, and a difference checks them.";

    public override IReadOnlyList<Knob> Knobs => [Coefficients, Inner, Power, At];

    public override LessonRun Run(KnobValues values)
    {
        Polynomial y = Polynomial.Of(values.Get(Coefficients)), u = Polynomial.Of(values.Get(Inner));
        int power = values.Get(Power);
        double[] places = [.. values.Get(At).Select(Polynomial.Widen)];
        if (places.Distinct().Count() < places.Length) throw new KnobException(At.Name, "a place is there twice. Give each once.");
        return new([.. PowerRule(y, places), .. ChainRule(u, power, places)], Ask(u, power, places))
        {
            Tries =
            [
                new("glia learn power-and-chain-rule --coefficients 10,30 --at 0,1,2", "A straight line: the slope is the same everywhere."),
                new("glia learn power-and-chain-rule --coefficients 1,0,0 --inner 1,-1 --power 3", "t² → 2t, and (x - 1)³."),
            ],
        };
    }

    private static IEnumerable<Block> PowerRule(Polynomial y, double[] places)
    {
        Polynomial slope = y.Derivative();
        yield return new Paragraph("For the slope of a power, no difference is needed: there is a rule. **Power rule**: `c·tⁿ` has the slope `n·c·tⁿ⁻¹`. Sums are done term by term, and a constant never changes, so its slope is 0.");
        yield return new Equations([new Equation($"y = {y.With("t")}"), .. y.Terms.Select(TermRule), new Equation($"dy/dt = {slope.With("t")}", "the slope at any t")]);
        yield return new Paragraph($"Is that true? Measure it, as in the lesson before: the rise from a little left of t to a little right of it, {Num.Of(H)} each way, divided by the way.");
        yield return new Equations([.. places.SelectMany(t => Check("dy/dt", slope.With(t), slope.At(t), t, y.At))]);
    }

    private static Equation TermRule((double Factor, int Power) term)
    {
        string before = new Polynomial([term.Factor, .. new double[term.Power]]).With("t");
        if (term.Power == 0) return new($"0·{Num.In(term.Factor)} = 0", $"the constant {before} is dropped");
        return new($"{term.Power}·{Num.In(term.Factor)} = {Num.Of(term.Power * term.Factor)}", $"{before} becomes {new Polynomial([term.Factor, .. new double[term.Power]]).Derivative().With("t")}");
    }

    private static IEnumerable<Block> ChainRule(Polynomial u, int power, double[] places)
    {
        Polynomial inside = u.Derivative();
        string outer = Polynomial.Power("u", power - 1);
        double F(double x) => Raise(u.At(x), power);
        double Slope(double x) => power * Raise(u.At(x), power - 1) * inside.At(x);
        yield return new Paragraph("A network is functions inside functions. **Chain rule**: the slope of the whole is the slope of the outer one times the slope of the inner one. If u moves 3 times as fast as x, and f moves 20 times as fast as u, then f moves 60 times as fast as x.");
        yield return new Equations(
            new($"f = u{Polynomial.Superscript(power)},  u = {u.With("x")}"),
            new($"df/du = {power}{outer}", "power rule, outside"),
            new($"du/dx = {inside.With("x")}", "power rule, inside"),
            new($"df/dx = df/du · du/dx = {power}{Polynomial.Power($"({u.With("x")})", power - 1)} · ({inside.With("x")})"));
        double at = places[0], value = u.At(at);
        yield return new Equations(
            new($"u = {u.With(at)} = {Num.Of(value)}", $"at x = {Num.Of(at)}"),
            new($"df/du = {power}·{Polynomial.Power(Num.In(value), power - 1)} = {Num.Of(power * Raise(value, power - 1))}"),
            new($"du/dx = {inside.With(at)} = {Num.Of(inside.At(at))}"));
        yield return new Equations([.. places.SelectMany(x => Check("df/dx", $"{power}·{Polynomial.Power($"({u.With(x)})", power - 1)}·({inside.With(x)})", Slope(x), x, F))]);
        yield return new Plot($"f, and the line with the slope {Num.Of(Slope(at))} through its point at x = {Num.Of(at)}", new("x", at - 1, at + 1), new("f", Low(F, at), High(F, at)),
            [Curve.Of($"({u.With("x")}){Polynomial.Superscript(power)}", at - 1, at + 1, F), new Curve("the slope", [(at - 1, F(at) - Slope(at)), (at + 1, F(at) + Slope(at))]) { IsDashed = true }, new Dots("", [(at, F(at))])]);
    }

    /// <summary>The slope by the rule, and by a difference; six decimals, since a difference of two near numbers eats most of them.</summary>
    private static Equation[] Check(string name, string formula, double slope, double place, Func<double, double> f)
    {
        return
        [
            new($"{name} = {formula} = {Num.Of(slope)}", $"at {Num.Of(place)}, by the rule"),
            new($"({Num.Of(f(place + H), 6)} - {Num.In(f(place - H), 6)}) / {Num.Of(2 * H)} = {Num.Of(FiniteDifference.Central(f, place, H), 6)}", "by the difference"),
        ];
    }

    private static double Low(Func<double, double> f, double at) => Curve.Of("", at - 1, at + 1, f).Points.Min(p => p.Y);

    private static double High(Func<double, double> f, double at) => Curve.Of("", at - 1, at + 1, f).Points.Max(p => p.Y);

    private static double Raise(double x, int power)
    {
        double product = 1;
        for (int i = 0; i < power; i++) product *= x;
        return product;
    }

    private static Quiz Ask(Polynomial u, int power, double[] places)
    {
        double x = new double[] { 1, -1, 2, -2 }.First(p => !places.Contains(p)), inside = u.Derivative().At(x), slope = power * Raise(u.At(x), power - 1) * inside;
        return Quiz.ForNumber($"What is the slope of ({u.With("x")}){Polynomial.Superscript(power)} at x = {Num.Of(x)}?", slope,
            $"There u = {Num.Of(u.At(x))}, the outer slope is {power}·{Polynomial.Power(Num.In(u.At(x)), power - 1)} = {Num.Of(power * Raise(u.At(x), power - 1))} and the inner one {Num.Of(inside)}: {Num.Of(power * Raise(u.At(x), power - 1))}·{Num.In(inside)} = {Num.Of(slope)}.");
    }
}
