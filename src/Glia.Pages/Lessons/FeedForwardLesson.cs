namespace Glia.Pages;

/// <summary>A layer of neurons is one matrix product (rows B1, B2 and B3).</summary>
internal sealed class FeedForwardLesson : Lesson
{
    private static readonly Knob<float[]> X = Knob.Numbers("x", "Inputs, -100 to 100 each.", [0.9f, 0.1f, 0.8f], -100, 100, most: 6);
    private static readonly Knob<Matrix> W1 = Knob.Rows("w1", "Weights into the hidden layer, a row for each neuron, -100 to 100 each.", "0.9,0.3,0.4/0.2,0.8,0.2/0.1,0.5,0.6", -100, 100);
    private static readonly Knob<Matrix?> W2 = Knob.OrNone(Knob.Rows("w2", "Weights into the output layer, a row for each neuron, -100 to 100 each; none for a network of one layer.", "0.3,0.7,0.5/0.6,0.5,0.2/0.8,0.1,0.9", -100, 100));
    private static readonly Knob<float[]?> B1 = Knob.OrNone(Knob.Numbers("b1", "Biases of the first layer, one for each neuron, -100 to 100; none for no biases.", [0], -100, 100), byDefault: true);
    private static readonly Knob<float[]?> B2 = Knob.OrNone(Knob.Numbers("b2", "Biases of the second layer, likewise.", [0], -100, 100), byDefault: true);
    private static readonly Knob<Matrix> Left = Knob.Rows("left", "Left matrix of the product that is shown first, -1000 to 1000 each.", "1,2/3,4", -1000, 1000);
    private static readonly Knob<Matrix> Right = Knob.Rows("right", "Its right matrix.", "5,6/7,8", -1000, 1000);

    public override string Id => "feed-forward";

    public override string Title => "Feed-forward as matrices";

    public override string Summary => "A whole layer is one matrix product and one activation: X = W·I, O = sigmoid(X).";

    public override IReadOnlyList<Knob> Knobs => [X, W1, W2, B1, B2, Left, Right];

    public override LessonRun Run(KnobValues values)
    {
        float[] x = values.Get(X);
        List<MatrixLayer> layers = [Layer(W1.Name, values.Get(W1), B1.Name, values.Get(B1), x.Length, "inputs")];
        if (values.Get(W2) is { } second) layers.Add(Layer(W2.Name, second, B2.Name, values.Get(B2), layers[0].Weights.Rows, "neurons in the first layer"));
        else if (values.Get(B2) is not null) throw new KnobException(B2.Name, "there is no second layer. Leave --b2 out, or give --w2.");
        var network = MatrixLayer.ToNetwork(x.Length, layers);
        return new([.. TwoNodes(), .. Product(values), .. Through(x, layers, network)], Ask(x, layers))
        {
            Tries =
            [
                new("glia learn feed-forward --x 1,0.5 --w1 0.9,0.3/0.2,0.8 --w2 none", "The two neurons from above as one layer."),
                new("glia learn feed-forward --x 12,24,9,16 --w1 19,23,14,2/4,7,11,18/3,13,52,20 --b1 4,6,9 --w2 5,10,15 --b2 7", "A 4-3-1 network with biases and large numbers: everything fires."),
                new("glia learn feed-forward --left 1,2,3/4,5,6 --right 1,0/0,1/1,1", "Another product: 2 × 3 times 3 × 2."),
            ],
        };
    }

    private static MatrixLayer Layer(string weights, Matrix w, string biases, float[]? b, int inputs, string what)
    {
        if (w.Columns != inputs) throw new KnobException(weights, $"its rows have {w.Columns} numbers, but there are {inputs} {what}. Each row needs one weight for each of them.");
        if (b is not null && b.Length != w.Rows) throw new KnobException(biases, $"there are {b.Length} biases for {w.Rows} neurons. Give one for each row of --{weights}.");
        return new(w, b is null ? null : Matrix.Column([.. b.Select(v => (double)v)]));
    }

    private static IEnumerable<Block> TwoNodes()
    {
        float[] x = [1, 0.5f];
        Neuron[] pair = [new([0.9f, 0.3f], 0), new([0.2f, 0.8f], 0)];
        yield return new Paragraph("Two inputs, 1 and 0.5, go into two neurons without biases. One after the other:");
        yield return new Equations([.. pair.SelectMany((n, i) => new Equation[]
        {
            new($"x{"₁₂"[i]} = {Num.Sum(x, n.Weights.ToArray())} = {Num.Of(n.Sum(x))}", $"neuron {i + 1}"),
            $"o{"₁₂"[i]} = sigmoid({Num.Of(n.Sum(x))}) = {Num.Of(n.FeedForward(x))}",
        })]);
        yield return new Paragraph("Each sum goes along one row of weights and down the one column of inputs. That is exactly what a **matrix product** does.");
    }

    private static IEnumerable<Block> Product(KnobValues values)
    {
        Matrix left = values.Get(Left), right = values.Get(Right);
        if (left.Columns != right.Rows)
            throw new KnobException(Right.Name, $"a {left.Rows} × {left.Columns} matrix cannot be multiplied by a {right.Rows} × {right.Columns} matrix: the first has {left.Columns} columns, so give --right {left.Columns} rows, or change --left.");
        Matrix product = left * right;
        yield return new Heading("The matrix product");
        yield return new Paragraph("Row times column: multiply them number by number and add up (the **dot product**). Row 1 and column 2 give the number in row 1, column 2. So the first matrix needs as many columns as the second has rows.");
        yield return MatrixText.Of(left, "·", right, "=", product);
        (int Row, int Column)[] shown = [(0, 0), .. right.Columns > 1 ? [(0, 1)] : Array.Empty<(int, int)>(), .. left.Rows > 1 ? [(1, 0)] : Array.Empty<(int, int)>(), .. left.Rows > 1 && right.Columns > 1 ? [(1, 1)] : Array.Empty<(int, int)>()];
        yield return new Equations([.. shown.Select(at => new Equation($"{MatrixLayer.Dot(left, at.Row, right, at.Column)} = {Num.Of(product[at.Row, at.Column])}", $"row {at.Row + 1}, column {at.Column + 1}"))]);
        yield return new Paragraph("Turned over its diagonal, a matrix is **transposed**: rows become columns. Going backwards through a network will need that.");
        Matrix example = left.Rows == left.Columns ? new Matrix(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }) : left;
        yield return MatrixText.Of(example, "ᵀ =", example.Transpose());
    }

    private static IEnumerable<Block> Through(float[] x, List<MatrixLayer> layers, Network network)
    {
        var signal = Matrix.Column([.. x.Select(v => (double)v)]);
        List<float[]> held = [x];
        yield return new Heading($"A {string.Join('-', [x.Length, .. layers.Select(l => l.Weights.Rows)])} network");
        for (int i = 0; i < layers.Count; i++)
        {
            MatrixLayer layer = layers[i];
            string name = layers.Count == 1 || i == 1 ? "output" : "hidden", into = i == 0 ? "I" : "O_hidden";
            Matrix sums = layer.Sums(signal), outputs = MatrixLayer.Activate(sums);
            yield return new Paragraph($"X_{name} = W·{into}{(layer.Biases is null ? "" : " + b")}, and O_{name} = sigmoid(X_{name}):");
            yield return layer.Biases is null ? MatrixText.Of(layer.Weights, "·", signal, "=", sums) : MatrixText.Of(layer.Weights, "·", signal, "+", layer.Biases, "=", sums);
            yield return new Equations([.. Enumerable.Range(0, layer.Weights.Rows).SelectMany(row => new Equation[]
            {
                new($"X{"₁₂₃₄₅₆"[row]} = {MatrixLayer.Dot(layer.Weights, row, signal, 0)}{(layer.Biases is null ? "" : " + " + Num.In(layer.Biases[row, 0]))} = {Num.Of(sums[row, 0])}"),
                new($"O{"₁₂₃₄₅₆"[row]} = sigmoid({Num.Of(sums[row, 0])}) = {Num.Of(outputs[row, 0])}"),
            })]);
            signal = outputs;
            held.Add([.. Enumerable.Range(0, outputs.Rows).Select(r => (float)outputs[r, 0])]);
        }

        yield return NetworkDiagram.Of("The network with what each unit holds; thick links are large weights", network, held);
        yield return new Paragraph($"The library's `Network` with these weights gives {Num.Vector(network.Predict(x))}: the same. Adding layers adds products, and nothing else.");
    }

    private static Quiz Ask(float[] x, List<MatrixLayer> layers)
    {
        Matrix before = Matrix.Column([.. x.Select(v => (double)v)]), after = Matrix.Column([.. x.Select((v, i) => i == 0 ? v + 1.0 : v)]);
        int last = layers[0].Weights.Rows - 1;
        double solution = layers[0].Sums(after)[last, 0], was = layers[0].Sums(before)[last, 0], weight = layers[0].Weights[last, 0];
        return Quiz.ForNumber($"The first input grows by 1, from {Num.Of(x[0])} to {Num.Of(x[0] + 1)}. What is the sum X{"₁₂₃₄₅₆"[last]} of the last neuron of the first layer then?", solution,
            $"Only its weight from the first input counts: {Num.In(was)} + 1·{Num.In(weight)} = {Num.Of(solution)}.", Math.Max(0.002, Math.Abs(solution) * 1e-4));
    }
}
