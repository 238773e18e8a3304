namespace Glia.Datasets.Tests.Inspection;

/// <summary>
/// Row E8: the ten pictures that a network of Rashid's recipe (2016) gives for 0 … 9, judged by another network, which was trained on other digits. Both smaller than in the book, to be quick; real digits where
/// MNIST is at hand, else generated ones. No test digit is involved.
/// </summary>
public sealed class BackqueryDigitsTests
{
    [Fact]
    public void E8_AnotherNetworkReadsTheTenPictures()
    {
        (Dataset forNetwork, Dataset forJudge) = Digits();
        Network network = Rashid(forNetwork), judge = Judge(forJudge);
        Write($"network {network.Evaluate(forJudge.Slice(0, 2000)).Accuracy:P1}, judge {judge.Evaluate(forNetwork.Slice(0, 2000)).Accuracy:P1}, each on the other's digits");

        float[][] backwards = [.. Enumerable.Range(0, 10).Select(label => network.Backquery(label))];
        float[][] ink = [.. backwards.Select(picture => Backquery.Ink(picture))];
        float[][] excited = [.. Enumerable.Range(0, 10).Select(label => new ActivationMaximization().OfClass(network, label))];
        Tell("run backwards", backwards, network, judge);
        int inkRead = Tell("its ink", ink, network, judge), excitedRead = Tell("gradient ascent", excited, network, judge);

        Assert.All(backwards, picture => Assert.Equal((0f, 255f), (picture.Min(), picture.Max())));
        Assert.InRange(inkRead, 6, 10);
        Assert.InRange(excitedRead, 8, 10);
        for (int label = 0; label < 10; label++) Assert.Equal(label, network.Classify(excited[label]));
    }

    private static (Dataset ForNetwork, Dataset ForJudge) Digits()
    {
        if (Mnist.Find() is { } folder && Mnist.LoadTrain(folder) is { } train) return (train.Slice(0, 12_000), train.Slice(30_000, 20_000));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        return (HandwrittenDigits.Generate(8_000, 1, cancellationToken: cancellation), HandwrittenDigits.Generate(12_000, 2, cancellationToken: cancellation));
    }

    private static Network Rashid(Dataset digits)
    {
        var network = new Network(784, seed: 1, Layer(100), Layer(10)) { Scaler = Scaler.Range(0, 255, 0.01f, 1), Encoding = new OneHot(0.01f, 0.99f) };
        network.Fit(digits, new Sgd(0.1f), new HalfSquaredError(), epochs: 3, batchSize: 1, threads: 1);
        return network;

        static Dense Layer(int units) => new(units, Activation.Sigmoid) { Weights = Initializer.NormalFanOut, Bias = false };
    }

    private static Network Judge(Dataset digits)
    {
        var network = new Network(784, seed: 77, new Dense(200, Activation.SiLU), new Dense(100, Activation.SiLU), new Dense(10, Activation.Softmax)) { Scaler = Scaler.DivideByDeviation(digits) };
        network.Fit(digits, new Sgd(0.15f, momentum: 0.9f, nesterov: true) { Schedule = new WarmupLinear(0.3), L2 = 5e-4f }, new CrossEntropy(), epochs: 3, batchSize: 128, seed: 77);
        return network;
    }

    private static int Tell(string way, float[][] pictures, Network network, Network judge)
    {
        int[] judged = [.. pictures.Select(p => judge.Classify(p))], itself = [.. pictures.Select(p => network.Classify(p))];
        int right = judged.Where((answer, label) => answer == label).Count();
        Write($"{way,-16} the judge reads {string.Join(' ', judged)}: {right} of 10; the network itself {string.Join(' ', itself)}: {itself.Where((answer, label) => answer == label).Count()}");
        return right;
    }

    private static void Write(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));
}
