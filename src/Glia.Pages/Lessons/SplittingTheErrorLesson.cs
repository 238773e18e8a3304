namespace Glia.Pages;

/// <summary>An output's error handed back to the nodes that caused it (row C5).</summary>
internal sealed class SplittingTheErrorLesson : Lesson
{
    private static readonly Knob<float[]> Into1 = Knob.Numbers("into1", "Weights of the links into output 1, one from each hidden node, -10 to 10.", [6, 3], -10, 10, least: 2, most: 4);
    private static readonly Knob<float[]> Into2 = Knob.Numbers("into2", "Weights of the links into output 2, as many.", [1, 4], -10, 10, least: 2, most: 4);
    private static readonly Knob<float[]> Errors = Knob.Numbers("errors", "The errors of the two outputs, target - actual, -1 to 1.", [0.6f, 0.5f], -1, 1, least: 2, most: 2);

    public override string Id => "splitting-the-error";

    public override string Title => "Splitting the error";

    public override string Summary => "An output's error goes back along its links: who gave more gets more of the blame.";

    public override IReadOnlyList<Knob> Knobs => [Into1, Into2, Errors];

    public override LessonRun Run(KnobValues values)
    {
        float[] into1 = values.Get(Into1), into2 = values.Get(Into2), e = values.Get(Errors);
        if (into1.Length != into2.Length) throw new KnobException(Into2.Name, $"{into1.Length} hidden nodes have links into output 1, but {into2.Length} into output 2. Give as many weights for both.");
        CheckSum(Into1, into1);
        CheckSum(Into2, into2);
        Matrix w = Weights(into1, into2), error = Matrix.Column(Polynomial.Widen(e[0]), Polynomial.Widen(e[1]));
        Matrix split = Shares(w).Transpose() * error, simple = w.Transpose() * error;
        return new([.. Split(w, e, split), .. Simplified(w, e, split, simple)], Ask(w, e))
        {
            Tries =
            [
                new("glia learn splitting-the-error --errors 0.6,-0.5", "The outputs pull in opposite directions: what is left at a hidden node may be almost nothing."),
                new("glia learn splitting-the-error --into1 6,-3", "A link that speaks against. Now the proportional split gives more than the whole to one and less than nothing to the other."),
            ],
        };
    }

    private static void CheckSum(Knob knob, float[] weights)
    {
        if (Math.Abs(weights.Sum()) < 0.1) throw new KnobException(knob.Name, $"these weights add up to {Num.Of(weights.Sum())}, and a share of nothing is no share. Give weights with a sum that is not near 0.");
    }

    /// <summary>W, shape <c>(2, hidden)</c>.</summary>
    private static Matrix Weights(float[] into1, float[] into2)
    {
        var w = new double[2, into1.Length];
        for (int j = 0; j < into1.Length; j++) (w[0, j], w[1, j]) = (Polynomial.Widen(into1[j]), Polynomial.Widen(into2[j]));
        return new Matrix(w);
    }

    /// <summary>Each weight divided by the sum of those into the same output.</summary>
    private static Matrix Shares(Matrix w)
    {
        var shares = new double[w.Rows, w.Columns];
        for (int k = 0; k < w.Rows; k++)
            for (int j = 0; j < w.Columns; j++) shares[k, j] = w[k, j] / Into(w, k).Sum();
        return new Matrix(shares);
    }

    private static IEnumerable<double> Into(Matrix w, int output) => Enumerable.Range(0, w.Columns).Select(j => w[output, j]);

    private static string Node(int j) => ((char)('A' + j)).ToString();

    private static IEnumerable<Block> Split(Matrix w, float[] e, Matrix split)
    {
        yield return new Paragraph("Only outputs have targets, so only there can an error be seen. What is the error of a **hidden** node? An output is a sum of what its links bring, so a link with twice the weight brought twice as much of the mistake. Split each output's error in proportion to the weights into it.");
        yield return Diagram(w, e, split);
        for (int k = 0; k < 2; k++) yield return new Equations([.. Lines(w, k)]);
        yield return new Paragraph("A hidden node feeds both outputs. **Its error is the sum of what comes back to it**:");
        Matrix shares = Shares(w);
        yield return new Equations([.. Enumerable.Range(0, w.Columns).Select(j => new Equation(
            $"error of {Node(j)} = {Part(w, e, 0, j)} + {Part(w, e, 1, j)} = {Num.Of(e[0] * shares[0, j])} + {Num.In(e[1] * shares[1, j])} = {Num.Of(split[j, 0])}"))]);
    }

    private static IEnumerable<Equation> Lines(Matrix w, int k)
    {
        string sum = string.Join(" + ", Into(w, k).Select(v => Num.In(v)));
        double total = Into(w, k).Sum();
        yield return new($"{sum} = {Num.Of(total)}", $"all weights into output {k + 1}");
        for (int j = 0; j < w.Columns; j++) yield return new($"share of {Node(j)} = {Num.Of(w[k, j])}/{Num.In(total)} = {Num.Of(w[k, j] / total)}");
    }

    private static string Part(Matrix w, float[] e, int k, int j) => $"{Num.In(e[k])}·{Num.In(w[k, j])}/{Num.In(Into(w, k).Sum())}";

    private static NetworkDiagram Diagram(Matrix w, float[] e, Matrix split) => new("Errors come back from the outputs to the hidden nodes; a thick line is a large weight",
        [new("hidden", [.. Enumerable.Range(0, w.Columns).Select(j => $"{Node(j)} {Num.Of(split[j, 0])}")]), new("outputs", [.. e.Select((v, k) => $"{k + 1} {Num.Of(v)}")])],
        [.. Enumerable.Range(0, 2).SelectMany(k => Into(w, k).Select((v, j) => new DiagramLink(0, j, k, v)))]);

    private static IEnumerable<Block> Simplified(Matrix w, float[] e, Matrix split, Matrix simple)
    {
        yield return new Paragraph("The divisor below each fraction only scales all shares of one output alike. Leave it out, and what remains is the weight matrix **transposed**, times the errors: the way back uses the same weights as the way there.");
        yield return new Equations(
            [new Equation("error of hidden = Wᵀ · error of outputs"), .. Enumerable.Range(0, w.Columns).Select(j => new Equation($"error of {Node(j)} = {Num.Of(w[0, j])}·{Num.In(e[0])} + {Num.In(w[1, j])}·{Num.In(e[1])} = {Num.Of(simple[j, 0])}"))]);
        yield return new Table(["<node", "in proportion", "part", "Wᵀ·e", "part"],
            [.. Enumerable.Range(0, w.Columns).Select(j => Row(Node(j), split[j, 0], Total(split), simple[j, 0], Total(simple))), Row("sum", Total(split), Total(split), Total(simple), Total(simple))])
        {
            HasTotal = true,
            Caption = "The two forms side by side",
        };
        yield return new Paragraph($"{Compared(split, simple)} Split in proportion, the errors of the hidden nodes add up to those of the outputs. `Wᵀ·e` is larger or smaller as a whole, which the learning rate takes up, and it gives more say to an output whose weights are large. The next lesson finds `Wᵀ` again, from the chain rule alone.");
    }

    private static IReadOnlyList<Cell> Row(string name, double split, double splitTotal, double simple, double simpleTotal) => [name, Num.Of(split), Part(split, splitTotal), Num.Of(simple), Part(simple, simpleTotal)];

    private static string Part(double value, double total) => Math.Abs(total) < 1e-6 ? "–" : Num.Percent(value / total);

    private static double Total(Matrix column) => Enumerable.Range(0, column.Rows).Sum(j => column[j, 0]);

    private static string Compared(Matrix split, Matrix simple)
    {
        int most = Most(split), mostSimple = Most(simple);
        return most == mostSimple ? $"Both forms find the largest error at {Node(most)}." : $"Here they disagree: in proportion the largest error is at {Node(most)}, by `Wᵀ·e` at {Node(mostSimple)}.";
    }

    private static int Most(Matrix column) => Enumerable.Range(0, column.Rows).MaxBy(j => Math.Round(Math.Abs(column[j, 0]), 9));

    private static Quiz Ask(Matrix w, float[] e)
    {
        double more = e[0] == 0 ? 0.3 : 2 * Polynomial.Widen(e[0]);
        Matrix shares = Shares(w), split = shares.Transpose() * Matrix.Column(more, e[1]);
        return Quiz.ForNumber($"Output 1's error is {Num.Of(more)} instead of {Num.Of(e[0])}, and all else is the same. Split in proportion, what is now the error of node A?", split[0, 0],
            $"{Num.Of(more)}·{Num.In(w[0, 0])}/{Num.In(Into(w, 0).Sum())} + {Num.In(e[1])}·{Num.In(w[1, 0])}/{Num.In(Into(w, 1).Sum())} = {Num.Of(more * shares[0, 0])} + {Num.In(e[1] * shares[1, 0])} = {Num.Of(split[0, 0])}.");
    }
}
