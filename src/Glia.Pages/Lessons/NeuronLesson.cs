namespace Glia.Pages;

/// <summary>A weighted sum, a bias, an activation (row A1).</summary>
internal sealed class NeuronLesson : Lesson
{
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
                new Equations(
                    new("z = x₁·w₁ + x₂·w₂ + … + b", "the weighted sum"),
                    new($"z = {Num.Sum(x, w, b)} = {Num.Of(z)}")),
                new Paragraph("The sum can be any number. An **activation function** turns it into the neuron's output; the **sigmoid** squeezes it between 0 and 1."),
                new Equations(
                    new("a = sigmoid(z) = 1 / (1 + e^(-z))"),
                    new($"a = sigmoid({Num.Of(z)}) = {Num.Of(a)}", a > 0.999 ? "practically 1: the neuron fires" : a < 0.001 ? "practically 0: the neuron is silent" : "")),
                new Plot("The sigmoid, and where this neuron stands on it", new("z", -8, 8), new("a", 0, 1),
                    [Curve.Of("sigmoid", -8, 8, v => Activation.Sigmoid.F((float)v)), new Dots("this neuron", [(Math.Clamp(z, -8, 8), a)])]),
            ],
            Ask(x, w, b))
        {
            Tries = [new("glia learn neuron --x 1,0.5 --w 0.9,0.3 --b 0", "Small numbers: the sum is 1.05, and the sigmoid is not at its end."), new("glia learn neuron --x 1 --w -4 --b 2", "One input that speaks against.")],
        };
    }

    private static Quiz Ask(float[] x, float[] w, float b)
    {
        float z = new Neuron(w, b + 1).Sum(x);
        return Quiz.ForNumber($"With a bias of {Num.Of(b + 1)} instead of {Num.Of(b)} and all else the same, what is z?", z, $"The bias is just added: {Num.Sum(x, w, b + 1)} = {Num.Of(z)}.");
    }
}
