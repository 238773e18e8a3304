namespace Glia.Pages;

/// <summary>Activation functions by name, each with its slope (row A2).</summary>
internal sealed class ActivationLesson : Lesson
{
    private static readonly Knob<string> Name = Knob.Choice("name", "The function", "sigmoid", [.. Activation.All.Select(a => a.Name)]);
    private static readonly Knob<float[]> Z = Knob.Numbers("z", "Weighted sums to put in, -200 to 200 each; for softmax, the sums of one layer.", [-126, -2, 0, 2, 126], -200, 200, most: 6);

    public override string Id => "activation";

    public override string Title => "Activation functions";

    public override string Summary => "What a neuron does to its sum: a dozen functions by name, and how steep each one is.";

    public override IReadOnlyList<Knob> Knobs => [Name, Z];

    public override LessonRun Run(KnobValues values)
    {
        string name = values.Get(Name);
        float[] z = values.Get(Z);
        LessonRun run = ActivationFacts.All.FirstOrDefault(f => f.Function.Name == name) is { } facts ? OfOneNumber(facts, z) : OfALayer(z);
        return run with { Tries = Tries(name) };
    }

    private static LessonRun OfOneNumber(ActivationFacts facts, float[] z) => new(
        [
            new Paragraph("Without an activation, layers of neurons would add up to one big weighted sum. The activation bends it. Two numbers matter: the output **f(z)**, and the **slope f′(z)**, how much the output moves when z moves a little. A network learns through its slopes."),
            Values(facts, z),
            Slopes(facts, z),
            new Paragraph(Steepness(facts, z)),
            Picture(facts.Function, z),
            AllOfThem(facts.Function, z.MinBy(v => Math.Abs(v - 2))),
        ],
        AskForChange(facts.Function, z));

    private static Equations Values(ActivationFacts facts, float[] z) => new(
    [
        new Equation($"f(z) = {facts.Formula}", facts.Use),
        .. z.Select(v => new Equation($"f({Num.Of(v)}) = {(facts.Worked is { } worked ? worked(v) + " = " : "")}{Num.Of(facts.Function.F(v))}")),
    ]);

    private static Equations Slopes(ActivationFacts facts, float[] z) => new(
    [
        new Equation($"f′(z) = {facts.Slope}", "the slope"),
        .. z.Select(v => new Equation($"f′({Num.Of(v)}) = {(facts.WorkedSlope is { } worked ? worked(v, facts.Function.F(v)) + " = " : "")}{Num.Of(facts.Function.Derivative(v))}")),
    ]);

    private static string Steepness(ActivationFacts facts, float[] z)
    {
        Activation f = facts.Function;
        if (!f.HasSlope) return "The slope is 0 wherever there is one: moving z a little changes nothing, and a network with this function cannot learn by gradient descent. The next lesson shows a rule that can do without.";
        float[] flat = [.. z.Where(v => Math.Abs(f.Derivative(v)) < 0.001)];
        string here = flat.Length == 0 ? "None of these places is flat: the function can learn from all of them." : $"At {And(flat)} the slope is {(facts.WorkedSlope is null ? "" : "practically ")}0. A neuron that stands there learns hardly or not at all; it is **saturated**.";
        return $"{here} The steepest place of these is z = {Num.Of(z.MaxBy(v => f.Derivative(v)))}.";
    }

    private static string And(float[] z) => z.Length == 1 ? Num.Of(z[0]) : $"{string.Join(", ", z[..^1].Select(v => Num.Of(v)))} and {Num.Of(z[^1])}";

    private static Plot Picture(Activation f, float[] z)
    {
        const double edge = 6;
        (double, double)[] inside = [.. z.Where(v => Math.Abs(v) <= edge).Select(v => ((double)v, (double)f.F(v)))];
        return new($"{f.Name} and its slope", new("z", -edge, edge), new(""),
        [
            Curve.Of("f(z)", -edge, edge, v => f.F((float)v), 241),
            Curve.Of("f′(z)", -edge, edge, v => f.Derivative((float)v), 241) with { IsDashed = true },
            .. inside.Length > 0 ? [new Dots("the places above", inside) { Color = 4 }] : Array.Empty<Series>(),
        ]);
    }

    private static Table AllOfThem(Activation chosen, float z) => new(["<function", $"f({Num.Of(z)})", $"f′({Num.Of(z)})", "<where one meets it"],
        [.. ActivationFacts.All.Select(f => (IReadOnlyList<Cell>)[new Cell(f.Function.Name, f.Function == chosen ? Tone.Strong : Tone.Plain), Num.Of(f.Function.F(z)), Num.Of(f.Function.Derivative(z)), f.Use])])
    {
        Caption = $"All of them at z = {Num.Of(z)}. One more, **softmax**, looks at a whole layer at once: `--name softmax`.",
    };

    private static Quiz AskForChange(Activation f, float[] z)
    {
        float at = z.MaxBy(v => Math.Abs(f.Derivative(v))), slope = f.Derivative(at);
        double change = slope * 0.02;
        return Quiz.ForNumber($"z moves from {Num.Of(at)} to {Num.Of(at + 0.02)}. Going by the slope, by about how much does the output of {f.Name} move?", change,
            $"Slope times step: {Num.Of(slope)}·0.02 = {Num.Of(change)}.", Math.Max(1e-9, Math.Abs(change) * 0.02));
    }

    /// <summary>Softmax over the numbers as over the outputs of one layer.</summary>
    private static LessonRun OfALayer(float[] z)
    {
        if (z.Length < 2) throw new KnobException(Z.Name, "softmax shares out 1 among the units of a layer, so it needs at least two sums: --z 1,2,3.");
        float[] a = Softmax(z);
        float most = z.Max();
        string all = string.Join(" + ", z.Select(v => Power(v, most)));
        int best = Array.IndexOf(z, most), other = best == 0 ? 1 : 0;
        return new(
            [
                new Paragraph("**Softmax** looks at all sums of a layer at once and shares out 1 among them: the larger the sum, the larger its share. The last layer of a classifier uses it, one unit for each class, and its outputs are read as probabilities."),
                new Equations(
                [
                    new("aᵢ = e^(zᵢ - m) / Σ e^(zⱼ - m)", $"m, the largest sum, is {Num.Of(most)} here; it cancels, and keeps e^ from growing past what a number can hold"),
                    .. z.Select((v, i) => new Equation($"a{Sub(i)} = {Power(v, most)} / ({all}) = {Num.Of(a[i])}")),
                    new($"{string.Join(" + ", a.Select(v => Num.Of(v)))} = 1", "the shares of a whole"),
                ]),
                new Plot("Sums and shares", new("unit") { Names = [.. z.Select((_, i) => $"z{Sub(i)} = {Num.Of(z[i], 2)}")] }, new("share", 0, 1), [new Bars("", [.. a.Select((v, i) => ((double)i, (double)v))])]),
                new Paragraph("Since the shares add up to 1, no output can grow without the others losing: each output has a slope for **every** sum."),
                new Equations(
                    new($"∂a{Sub(best)}/∂z{Sub(best)} = a{Sub(best)}·(1 - a{Sub(best)}) = {Num.Of(a[best])}·(1 - {Num.Of(a[best])}) = {Num.Of(a[best] * (1 - a[best]))}", "its own sum"),
                    new($"∂a{Sub(other)}/∂z{Sub(best)} = -a{Sub(other)}·a{Sub(best)} = -{Num.Of(a[other])}·{Num.Of(a[best])} = {Num.Of(-a[other] * a[best])}", "another's: it loses")),
            ],
            AskForShift(z, a));
    }

    /// <summary>Softmax needs a layer: one whose weights hand the inputs through.</summary>
    private static float[] Softmax(float[] z)
    {
        var layer = new Network(z.Length, 1, new Dense(z.Length, Activation.Softmax));
        for (int i = 0; i < z.Length; i++)
            for (int j = 0; j < z.Length; j++) layer.Weights(0)[i, j] = i == j ? 1 : 0;
        return layer.Predict(z);
    }

    private static Quiz AskForShift(float[] z, float[] a) => Quiz.ForNumber($"10 is added to every one of the {z.Length} sums. What is a₁ then?", a[0],
        $"Nothing changes: only the differences to the largest sum count, and they stay. a₁ = {Num.Of(a[0])}.", Math.Max(1e-6, a[0] * 0.01));

    private static string Power(float z, float most) => $"e^({Num.Of(z)} - {Num.In(most)})";

    private static char Sub(int i) => "₁₂₃₄₅₆"[i];

    private static IReadOnlyList<CommandLine> Tries(string name) =>
    [
        .. name == "relu" ? Array.Empty<CommandLine>() : [new("glia learn activation --name relu", "Straight above 0, flat below.")],
        .. name == "sigmoid" ? Array.Empty<CommandLine>() : [new("glia learn activation --name sigmoid", "Squeezes everything between 0 and 1.")],
        .. name == "softmax" ? Array.Empty<CommandLine>() : [new("glia learn activation --name softmax --z 1,2,3", "The one that needs a whole layer.")],
    ];
}
