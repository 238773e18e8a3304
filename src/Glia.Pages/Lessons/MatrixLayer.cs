namespace Glia.Pages;

/// <summary>A layer of sigmoid neurons as textbooks write it: <c>X = W·I + b, O = sigmoid(X)</c>.</summary>
/// <param name="Weights">W, shape <c>(out, in)</c>.</param>
/// <param name="Biases">b, shape <c>(out, 1)</c>; null for none.</param>
internal sealed record MatrixLayer(Matrix Weights, Matrix? Biases)
{
    /// <summary>X.</summary>
    public Matrix Sums(Matrix inputs) => Biases is null ? Weights * inputs : (Weights * inputs) + Biases;

    /// <summary>O.</summary>
    public static Matrix Activate(Matrix sums) => sums.Map(x => Activation.Sigmoid.F((float)x));

    /// <summary>A row times a column, written out.</summary>
    public static string Dot(Matrix left, int row, Matrix right, int column) =>
        Num.Sum([.. Enumerable.Range(0, left.Columns).Select(k => (float)left[row, k])], [.. Enumerable.Range(0, left.Columns).Select(k => (float)right[k, column])]);

    /// <summary>The same layers as a network of the library.</summary>
    public static Network ToNetwork(int inputs, IReadOnlyList<MatrixLayer> layers)
    {
        var network = new Network(inputs, 1, [.. layers.Select(l => new Dense(l.Weights.Rows, Activation.Sigmoid) { Bias = l.Biases is not null })]);
        for (int i = 0; i < layers.Count; i++)
        {
            WeightMatrix weights = network.Weights(i);
            for (int o = 0; o < weights.Out; o++)
                for (int k = 0; k < weights.In; k++) weights[o, k] = (float)layers[i].Weights[o, k];
            for (int o = 0; o < network.Biases(i).Length; o++) network.Biases(i)[o] = (float)layers[i].Biases![o, 0];
        }

        return network;
    }
}
