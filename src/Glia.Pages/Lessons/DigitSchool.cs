using Glia.Datasets;

namespace Glia.Pages;

/// <summary>Generated digits to learn from, others to be tested on, and a network of sigmoids that learns them as the lessons before say: half the squared error, one sample at a time.</summary>
/// <param name="Train">What is learnt from.</param>
/// <param name="Test">What is never learnt from.</param>
internal sealed record DigitSchool(Dataset Train, Dataset Test)
{
    private const int FirstTest = 1_000_000; // beyond all that are learnt from

    public static TargetEncoding Targets { get; } = new OneHot(0.01f, 0.99f);

    public static DigitSchool Of(ulong seed, int train, int test) =>
        new(HandwrittenDigits.Generate(train, seed, threads: 1), HandwrittenDigits.Generate(test, seed, FirstTest, threads: 1));

    /// <summary>784 pixels, one hidden layer, ten digits.</summary>
    public static Network NewNetwork(int hidden, ulong seed, Scaler scaler, Initializer? weights = null)
    {
        Dense Layer(int units) => new(units, Activation.Sigmoid) { Weights = weights ?? Initializer.Xavier };
        return new Network(HandwrittenDigits.Shape.Length, seed, Layer(hidden), Layer(10)) { Scaler = scaler, Encoding = Targets, InputShape = HandwrittenDigits.Shape };
    }

    /// <summary>Trains by plain steps; what each epoch came to, and how many test digits were right after it.</summary>
    public IReadOnlyList<EpochReport> Teach(Network network, Sgd steps, int epochs, ulong seed) =>
        network.Fit(Train, steps, new HalfSquaredError(), epochs, batchSize: 1, Test, seed, threads: 1).Epochs;

    /// <summary>How the test digits are read.</summary>
    public Evaluation Examine(Network network) => network.Evaluate(Test, threads: 1);

    /// <summary>a 7, an 8.</summary>
    public static string A(int digit) => digit == 8 ? "an 8" : $"a {digit}";

    /// <summary>A digit as a picture.</summary>
    public static Picture Show(Dataset digits, int index, string caption = "", Tone tone = Tone.Plain) =>
        new(digits.Features(index), HandwrittenDigits.Shape, Palette.Ink, caption) { Tone = tone, Description = caption.Length > 0 ? caption : $"{A(digits.Label(index))}, handwritten" };
}
