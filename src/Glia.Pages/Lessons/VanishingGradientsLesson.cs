using Glia.Datasets;

namespace Glia.Pages;

/// <summary>What many sigmoids in a row leave of a gradient (row A6).</summary>
internal sealed class VanishingGradientsLesson : Lesson
{
    private const int Samples = 20;

    private static readonly Knob<float[]> Z = Knob.Numbers("z", "Sums to look at the sigmoid's slope at, -12 to 12.", [0, 2, -5, 10], -12, 12, most: 6);
    private static readonly Knob<int> Layers = Knob.Whole("layers", "Hidden layers, 1 to 10.", 6, 1, 10);
    private static readonly Knob<int> Units = Knob.Whole("units", "Units in each, 5 to 50.", 20, 5, 50);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the weights and of the digits.");

    public override string Id => "vanishing-gradients";

    public override string Title => "Saturation and vanishing gradients";

    public override string Summary => "Far out, the sigmoid is flat, and each layer of it takes away most of the slope.";

    public override IReadOnlyList<Knob> Knobs => [Z, Layers, Units, Seed];

    public override LessonRun Run(KnobValues values)
    {
        int layers = values.Get(Layers);
        Network sigmoid = Deep(Activation.Sigmoid, layers, values.Get(Units), values.Get(Seed)), relu = Deep(Activation.ReLU, layers, values.Get(Units), values.Get(Seed));
        return new([.. Saturation(values.Get(Z)), .. Vanishing(Gradients(sigmoid), Gradients(relu), values.Get(Units))], Ask(layers))
        {
            Tries =
            [
                new("glia learn vanishing-gradients --layers 10", "Ten layers."),
                new("glia learn vanishing-gradients --layers 1", "With one hidden layer there is little to lose: the sigmoid served for decades."),
            ],
        };
    }

    private static IEnumerable<Block> Saturation(float[] z)
    {
        yield return new Paragraph("Every weight's gradient has the slope of its neuron's activation as a factor. The sigmoid's slope is `a·(1 - a)`: a quarter at most, in the middle, and almost nothing at both ends. A neuron at an end is **saturated**: it hardly learns, whatever its error.");
        yield return new Equations([.. z.Select(Slope)]);
        yield return new Plot("The sigmoid and its slope", new("z", -8, 8), new("", 0, 1),
            [Curve.Of("sigmoid", -8, 8, v => Activation.Sigmoid.F((float)v)), Curve.Of("its slope", -8, 8, v => Activation.Sigmoid.Derivative((float)v)), new Dots("the slopes above", [.. z.Where(v => Math.Abs(v) <= 8).Select(v => ((double)v, (double)Activation.Sigmoid.Derivative(v)))])]);
    }

    private static Equation Slope(float z)
    {
        float a = Activation.Sigmoid.F(z), slope = Activation.Sigmoid.Derivative(z);
        return new($"slope at {Num.Of(z)} = {Num.Of(a, 7)}·(1 - {Num.Of(a, 7)}) = {Num.Of(slope, 7)}", slope < 0.01 ? "saturated" : slope == 0.25 ? "the most there is" : "");
    }

    /// <summary>784 pixels, hidden layers of one activation, ten digits. The weights do not depend on the activation.</summary>
    private static Network Deep(Activation activation, int layers, int units, ulong seed) =>
        new(HandwrittenDigits.Shape.Length, seed, [.. Enumerable.Range(0, layers).Select(_ => new Dense(units, activation) { Weights = Initializer.He }), new Dense(10, Activation.Softmax)]) { Scaler = Scaler.Divide(255) };

    /// <summary>For each layer the gradient of its weights, the mean over some digits.</summary>
    private static Gradient[] Gradients(Network network)
    {
        Dataset digits = HandwrittenDigits.Generate(Samples, network.Seed, threads: 1);
        var encoding = new OneHot();
        var targets = new float[network.Outputs];
        var norms = new double[network.Layers.Count];
        for (int i = 0; i < Samples; i++)
        {
            encoding.Encode(digits.Label(i), targets);
            StepTrace step = StepTrace.Of(network, new CrossEntropy(), digits.Features(i), targets, 0.1f);
            for (int layer = 0; layer < norms.Length; layer++) norms[layer] += Norm(step.Layers[layer]) / Samples;
        }

        return [.. norms.Select((norm, layer) => new Gradient(norm, network.Weights(layer).In * network.Weights(layer).Out))];
    }

    // ∂L/∂W is the product of the column of deltas and the row of inputs, so its length is the product of theirs.
    private static double Norm(LayerStepTrace layer) => Math.Sqrt(layer.Deltas.Sum(d => (double)d * d) * layer.Forward.Inputs.Sum(x => (double)x * x));

    private static IEnumerable<Block> Vanishing(Gradient[] sigmoid, Gradient[] relu, int units)
    {
        int last = sigmoid.Length - 1;
        yield return new Paragraph($"The chain rule multiplies the slopes of all layers between a weight and the loss. Here is a network of {last} hidden {(last == 1 ? "layer" : "layers")} of {units} units, 784 pixels in and ten digits out, twice with the same starting weights: once with sigmoids, once with **ReLU**, `max(0, z)`, whose slope is 1 wherever it is not 0. How long is the gradient of each layer's weights, on average over {Samples} digits? And how much of it is that for a single weight, the root of the mean square?");
        yield return new Table(["<layer", "weights", "sigmoid", "ReLU", "sigmoid, a weight", "ReLU, a weight"], [.. Enumerable.Range(0, last + 1).Select(i => (IReadOnlyList<Cell>)[
            i == last ? "outputs" : $"hidden {i + 1}", Num.Count(sigmoid[i].Weights), Num.Fixed(sigmoid[i].Norm, 4), Num.Fixed(relu[i].Norm, 4), Num.Fixed(sigmoid[i].OfOne, 7), Num.Fixed(relu[i].OfOne, 7)])])
        {
            Caption = "Length of the gradient of each layer, and its typical size for one weight",
        };
        yield return new Plot("The size for one weight as bars, each network's output layer being 1", new("layer") { Names = [.. Enumerable.Range(0, last + 1).Select(i => i == last ? "out" : $"{i + 1}")] }, new("", 0),
            [new Bars("sigmoid", [.. sigmoid.Select((g, i) => (i - 0.2, g.OfOne / sigmoid[last].OfOne))]), new Bars("ReLU", [.. relu.Select((g, i) => (i + 0.2, g.OfOne / relu[last].OfOne))])]);
        double left = sigmoid[0].OfOne / sigmoid[last].OfOne, leftRelu = relu[0].OfOne / relu[last].OfOne;
        yield return new Equations(
            new($"{Num.Of(sigmoid[0].OfOne, 7)} / {Num.Of(sigmoid[last].OfOne, 7)} = {Num.Of(left, 7)}", "first layer by output layer, sigmoid"),
            new($"{Num.Of(relu[0].OfOne, 7)} / {Num.Of(relu[last].OfOne, 7)} = {Num.Of(leftRelu, 7)}", "the same, ReLU"));
        yield return new Paragraph(left < leftRelu / 10
            ? $"With sigmoids, a weight of the first layer gets {Fraction(left)} of what one of the output layer gets; with ReLU it gets {Num.Of(leftRelu, 2)} times as much. The layers nearest to the picture, on which all others build, would learn last: the gradient has **vanished** on its way down."
            : left < leftRelu ? $"The sigmoids lose more on the way down than ReLU: {Num.Of(left, 3)} is left, against {Num.Of(leftRelu, 3)}. With more layers the difference multiplies."
            : $"Here the sigmoids lose no more on the way down than ReLU: {Num.Of(left, 3)} is left, against {Num.Of(leftRelu, 3)}. With more layers that changes.");
    }

    private static string Fraction(double part) => part > 0.1 ? $"{Num.Of(part, 2)}" : $"one part in {Num.Count((long)Math.Round(1 / part))}";

    private static Quiz Ask(int layers)
    {
        int count = layers == 4 ? 5 : 4;
        double most = 1;
        for (int i = 0; i < count; i++) most *= Activation.Sigmoid.Derivative(0);
        return Quiz.ForNumber($"Leave the weights aside: what is the most that {count} sigmoids in a row can let through of a slope of 1?", most,
            $"A quarter each: 0.25^{count} = {Num.Of(most)}.", most * 0.05);
    }

    private sealed record Gradient(double Norm, int Weights)
    {
        /// <summary>The root of the mean square: layers of different widths compare.</summary>
        public double OfOne => Norm / Math.Sqrt(Weights);
    }
}
