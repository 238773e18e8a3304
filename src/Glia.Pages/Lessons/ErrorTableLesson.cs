namespace Glia.Pages;

/// <summary>The error in three ways, and why plain differences cancel (row C2).</summary>
internal sealed class ErrorTableLesson : Lesson
{
    private const double Step = 0.2; // of the question
    private static readonly Knob<float[]> Outputs = Knob.Numbers("outputs", "What the network said, one number for each row, -100 to 100.", [0.4f, 0.8f, 1], -100, 100, least: 2);
    private static readonly Knob<float[]> Targets = Knob.Numbers("targets", "What was right, as many.", [0.5f, 0.7f, 1], -100, 100, least: 2);

    public override string Id => "error-table";

    public override string Title => "The error table";

    public override string Summary => "Target minus output, its size, its square – and why the plain difference is a bad judge.";

    public override IReadOnlyList<Knob> Knobs => [Outputs, Targets];

    public override LessonRun Run(KnobValues values)
    {
        float[] outputs = values.Get(Outputs), targets = values.Get(Targets);
        if (outputs.Length != targets.Length) throw new KnobException(Targets.Name, $"there are {outputs.Length} outputs and {targets.Length} targets. Give as many of one as of the other.");
        var errors = ErrorTable.Of(outputs, targets);
        bool isUnchanged = values.Texts.Count == 0;
        return new(
            [
                new Paragraph("Three ways to say how far an output is from its target: the plain **difference**, its **absolute value**, its **square**. Row by row, and added up:"),
                Table(errors),
                Sums(errors),
                new Paragraph(Verdict(errors)),
                Bars(errors),
                new Paragraph("Absolute values and squares cannot cancel: both are 0 only where everything is right. Squares have two more merits. They are smooth, with a slope that shrinks towards the target, so that steps get smaller there; and they mind one large error more than several small ones."),
                .. isUnchanged ? Slip() : [],
            ],
            Ask(errors))
        {
            Tries =
            [
                new("glia learn error-table --outputs 0.4,0.4,1", "Another second row: now the differences do not cancel."),
                new("glia learn error-table --outputs 0,1,0.5 --targets 1,0,0.5", "Completely wrong twice, and the plain sum sees nothing."),
            ],
        };
    }

    private static Table Table(ErrorTable errors, string caption = "") => new(["output", "target", "target - output", "|target - output|", "(target - output)²"],
    [
        .. Enumerable.Range(0, errors.Count).Select(i => (IReadOnlyList<Cell>)[Num.Of(errors.Outputs[i]), Num.Of(errors.Targets[i]), Num.Of(errors.Differences[i]), Num.Of(errors.Sizes[i]), Num.Of(errors.Squares[i])]),
        ["sum", "", new Cell(Num.Of(errors.Sum), Tone.Strong), Num.Of(errors.SizeSum), Num.Of(errors.SquareSum)],
    ])
    {
        HasTotal = true,
        Caption = caption,
    };

    private static Equations Sums(ErrorTable errors) => new(
    [
        .. Enumerable.Range(0, errors.Count).Select(i => new Equation($"{Num.Of(errors.Targets[i])} - {Num.In(errors.Outputs[i])} = {Num.Of(errors.Differences[i])}", $"row {i + 1}")),
        new($"{Plus(errors.Differences)} = {Num.Of(errors.Sum)}", "plain differences"),
        new($"{Plus(errors.Sizes)} = {Num.Of(errors.SizeSum)}", "absolute values"),
        new($"{string.Join(" + ", errors.Differences.Select(d => $"{Num.In(d)}²"))} = {Num.Of(errors.SquareSum)}", "squares"),
    ]);

    private static string Plus(IEnumerable<double> numbers) => string.Join(" + ", numbers.Select(v => Num.In(v)));

    private static string Verdict(ErrorTable errors)
    {
        if (errors.SizeSum == 0) return "Every row is right here, and all three say so.";
        if (errors.Sum == 0) return $"The plain differences say **0**: perfect. But {errors.Differences.Count(d => d != 0)} of {errors.Count} rows are wrong. What is too much in one row and too little in another **cancels**.";
        return Math.Abs(errors.Sum) < errors.SizeSum
            ? $"The plain differences come to {Num.Of(errors.Sum)}, though the rows are {Num.Of(errors.SizeSum)} off altogether: what is too much in one row and too little in another **cancels** in part."
            : "Here all differences point the same way, so none cancels another. That is luck: one row on the other side, and the plain sum would hide it.";
    }

    private static Plot Bars(ErrorTable errors) => new(Math.Abs(errors.Sum) < errors.SizeSum ? "Plain differences: bars up and bars down cancel when they are added" : "Plain differences", new("") { Names = [.. Enumerable.Range(1, errors.Count).Select(i => $"row {i}")] }, new(""),
        [new Bars("target - output", [.. errors.Differences.Select((d, i) => ((double)i, d))])]);

    // A table that is often shown has 0.4 in its second row and yet −0.1 as its difference.
    private static IEnumerable<Block> Slip()
    {
        var slip = ErrorTable.Of([0.4f, 0.4f, 1], [0.5f, 0.7f, 1]);
        yield return new Heading("If you have met this table elsewhere", 3);
        yield return new Paragraph("Some slides print 0.4 as the output of the second row, with a difference of -0.1. Those do not go together:");
        yield return new Equations(
            new($"0.7 - 0.4 = {Num.Of(slip.Differences[1])}", "what an output of 0.4 gives"),
            new($"0.7 - 0.8 = {Num.Of(ErrorTable.Of([0.8f], [0.7f]).Differences[0])}", "what the printed difference needs: an output of 0.8, as above"));
        yield return Table(slip, "With 0.4 the table would be this one, and nothing would cancel:");
    }

    private static Quiz Ask(ErrorTable errors)
    {
        double solution = errors.Outputs[1] + errors.Sum + Step;
        return Quiz.ForNumber($"The first output falls by {Num.Of(Step)}, to {Num.Of(errors.Outputs[0] - Step)}. At which second output would the plain differences add up to exactly 0?", solution,
            $"The sum grows to {Num.In(errors.Sum)} + {Num.Of(Step)} = {Num.Of(errors.Sum + Step)}; the second output must take that up: {Num.In(errors.Outputs[1])} + {Num.In(errors.Sum + Step)} = {Num.Of(solution)}. The network got worse, and the plain sum says 0.");
    }
}
