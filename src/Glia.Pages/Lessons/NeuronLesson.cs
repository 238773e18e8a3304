namespace Glia.Pages;

/// <summary>A weighted sum, a bias, an activation (row A1).</summary>
internal sealed class NeuronLesson : Lesson
{
    private const double Edge = 8; // of the plot
    private static readonly Knob<float[]> X = Knob.Numbers("x", "Inputs, -100 to 100 each.", [12, 24], -100, 100);
    private static readonly Knob<float[]> W = Knob.Numbers("w", "Weights, as many as inputs, -100 to 100 each.", [19, 23], -100, 100);
    private static readonly Knob<double> B = Knob.Number("b", "Bias, -1000 to 1000.", 7, -1000, 1000);

    public override string Id => "neuron";

    public override string Title => "One neuron";

    public override string Summary => "A neuron multiplies its inputs by its weights, adds them up with a bias, and squashes the sum.";

    public override IReadOnlyList<Knob> Knobs => [X, W, B];

    public override LessonRun Run(KnobValues values)
    {
        float[] x = values.Get(X), w = values.Get(W);
        float b = (float)values.Get(B);
        if (x.Length != w.Length) throw new KnobException(W.Name, $"there are {x.Length} inputs and {w.Length} weights. Give as many of one as of the other.");
        var neuron = new Neuron(w, b);
        float z = neuron.Sum(x), a = neuron.FeedForward(x);
        return new(
            [
                new Paragraph("A **neuron** takes numbers in and gives one number out. Each input has a **weight**: how much it counts, and whether for (above 0) or against (below 0). The **bias** is added whatever the inputs are."),
                new NetworkDiagram("A neuron: inputs on the left, its output on the right, a weight on each link", [new("inputs", [.. x.Select(v => Num.Of(v))]), new("output", [Num.Of(a)])], [.. w.Select((weight, i) => new DiagramLink(0, i, 0, weight))]),
                new Equations(
                    new("z = x₁·w₁ + x₂·w₂ + … + b", "the weighted sum"),
                    new($"z = {Num.Sum(x, w, b)} = {Num.Of(z)}")),
                new Paragraph("The sum can be any number. An **activation function** turns it into the neuron's output; the **sigmoid** squeezes it between 0 and 1."),
                new Equations(
                    new("a = sigmoid(z) = 1 / (1 + e^(-z))"),
                    new($"a = sigmoid({Num.Of(z)}) = {Num.Of(a)}", a > 0.999 ? "practically 1: the neuron fires" : a < 0.001 ? "practically 0: the neuron is silent" : "")),
                new Plot("The sigmoid, and where this neuron stands on it", new("z", -Edge, Edge), new("a", 0, 1),
                    [Curve.Of("sigmoid", -Edge, Edge, v => Activation.Sigmoid.F((float)v)), new Dots(Where(z), [(Math.Clamp(z, -Edge, Edge), a)])]),
            ],
            Ask(x, w, b))
        {
            Tries = [new("glia learn neuron --x 1,0.5 --w 0.9,0.3 --b 0", "Small numbers: the sum is 1.05, and the sigmoid is not at its end."), new("glia learn neuron --x 1 --w -4 --b 2", "One input that speaks against.")],
        };
    }

    private static string Where(float z) => z > Edge ? $"this neuron, far out to the right at z = {Num.Of(z)}" : z < -Edge ? $"this neuron, far out to the left at z = {Num.Of(z)}" : "this neuron";

    private static Quiz Ask(float[] x, float[] w, float b)
    {
        float solution = -new Neuron(w, 0).Sum(x);
        return Quiz.ForNumber($"The inputs and weights stay. With which bias instead of {Num.Of(b)} would the neuron be exactly undecided, a = 0.5?", solution,
            $"The sigmoid is 0.5 where z = 0, so the bias must cancel the rest: {Num.Sum(x, w)} = {Num.Of(-solution)}, and {Num.Of(-solution)} + {Num.In(solution)} = 0.");
    }
}
