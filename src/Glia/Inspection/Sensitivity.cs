namespace Glia;

/// <summary>Which inputs an answer hangs on: the slope of a neuron along each raw input (saliency: Simonyan, Vedaldi and Zisserman 2013), and what covering a part of the inputs does to it (occlusion: Zeiler and Fergus 2014).</summary>
public static class Sensitivity
{
    /// <summary><c>∂z/∂x</c>: how fast the sum z of a neuron grows with each raw input, shape <c>(in)</c>. For an output this is what is looked at most: the slope of a score before softmax or sigmoid press it flat.</summary>
    /// <param name="network">The network.</param>
    /// <param name="features">The raw inputs at which to look, shape <c>(in)</c>.</param>
    /// <param name="layer">A dense layer, by its place among the network's layers.</param>
    /// <param name="unit">A unit of it, from 0.</param>
    /// <exception cref="ArgumentException">The network has no such neuron, or another number of inputs.</exception>
    public static float[] OfSum(Network network, ReadOnlySpan<float> features, int layer, int unit) => Slope(network, features, layer, unit, isDz: true);

    /// <summary><c>∂a/∂x</c>: how fast the output a of a neuron grows with each raw input, shape <c>(in)</c>; an output of a calibrated network as it predicts, with its temperature.</summary>
    /// <exception cref="ArgumentException">The network has no such neuron, or another number of inputs.</exception>
    public static float[] OfOutput(Network network, ReadOnlySpan<float> features, int layer, int unit) => Slope(network, features, layer, unit, isDz: false);

    /// <summary>
    /// Which inputs speak for class <paramref name="label"/> and against the others: the slope along each raw input, shape <c>(in)</c>, of the class's sum z less the soft maximum <c>ln Σ e^z</c> of the others, which for
    /// softmax are its log-odds; for a binary code, of the bit that is nearest to tipping the answer over.
    /// </summary>
    /// <exception cref="ArgumentException">The network has no such class, or another number of inputs.</exception>
    public static float[] OfClass(Network network, ReadOnlySpan<float> features, int label)
    {
        ArgumentNullException.ThrowIfNull(network);
        TargetEncoding encoding = ClassTarget.Checked(network, label);
        int last = network.Layers.Count - 1;
        var gradient = new InputGradient(network);
        gradient.Forward(features);
        var slopes = new float[network.Outputs];
        (_, bool isDz) = ClassTarget.Margin(encoding, label, gradient.Z(last), gradient.A(last), slopes);
        slopes.CopyTo(gradient.DA(last));
        var dx = new float[network.Inputs];
        gradient.Backward(last, isDz, dx);
        return dx;
    }

    /// <summary>
    /// How much output <paramref name="output"/> falls, for each input, when the square of <paramref name="size"/> × <paramref name="size"/> inputs around it is set to <paramref name="cover"/>; for inputs that are no picture,
    /// the row of <paramref name="size"/> around it. Above 0 where what was covered speaks for the output, below 0 where it speaks against it. Shape <c>(in)</c>.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="features">The raw inputs, shape <c>(in)</c>.</param>
    /// <param name="output">The output to watch, from 0.</param>
    /// <param name="size">Side of the square, at least 1.</param>
    /// <param name="cover">The raw value that covers.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The network has no such output, or another number of inputs.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static float[] Occlusion(Network network, ReadOnlySpan<float> features, int output, int size = 5, float cover = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        CheckUnit(network, network.Layers.Count - 1, output);
        float whole = network.Predict(features)[output];
        FeatureShape shape = network.InputShape.Length == network.Inputs ? network.InputShape : FeatureShape.Row(network.Inputs);
        Workspace workspace = network.CreateWorkspace();
        float[] covered = features.ToArray(), outputs = new float[network.Outputs], falls = new float[features.Length];
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                features.CopyTo(covered);
                Cover(covered, shape, x - (size / 2), y - (size / 2), size, cover);
                network.Predict(covered, outputs, workspace);
                falls[(y * shape.Width) + x] = whole - outputs[output];
            }
        }

        return falls;
    }

    internal static void CheckUnit(Network network, int layer, int unit)
    {
        if ((uint)layer >= (uint)network.Layers.Count) throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The network has layers 0 … {network.Layers.Count - 1}.");
        int units = network.Layout[layer].Out;
        if (network.Layers[layer] is not Dense) throw new ArgumentException($"Layer {layer} is {network.Layers[layer]}, which has no neurons of its own.", nameof(layer));
        if ((uint)unit >= (uint)units) throw new ArgumentOutOfRangeException(nameof(unit), unit, $"The layer has units 0 … {units - 1}.");
    }

    private static float[] Slope(Network network, ReadOnlySpan<float> features, int layer, int unit, bool isDz)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckUnit(network, layer, unit);
        float temperature = !isDz && layer == network.Layers.Count - 1 ? network.Temperature : 1;
        var gradient = new InputGradient(network);
        gradient.Forward(features, temperature);
        gradient.DA(layer)[unit] = 1 / temperature;
        var dx = new float[network.Inputs];
        gradient.Backward(layer, isDz, dx);
        return dx;
    }

    private static void Cover(float[] inputs, FeatureShape shape, int left, int top, int size, float cover)
    {
        for (int y = Math.Max(0, top); y < Math.Min(shape.Height, top + size); y++)
            for (int x = Math.Max(0, left); x < Math.Min(shape.Width, left + size); x++) inputs[(y * shape.Width) + x] = cover;
    }
}
