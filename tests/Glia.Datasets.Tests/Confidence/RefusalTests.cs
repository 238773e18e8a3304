namespace Glia.Datasets.Tests.Confidence;

/// <summary>
/// What a calibrated network does with pictures that are no digits: trained on MNIST's first 50,000 training digits and calibrated on the last 10,000 where MNIST is at hand, else on fewer generated digits.
/// The table that is printed is the one of docs/confidence.md.
/// </summary>
public sealed class RefusalTests
{
    private const int OfEachKind = 500;

    /// <summary>Kinds that have far more or less ink or edges than a digit, all of which must go; of the others a part is taken for digits, which the bound for all of them together allows for.</summary>
    private static readonly string[] Plain = ["uniform noise", "Gaussian noise", "one grey, gradients", "checkerboards", "stripes"];

    [Fact]
    public void Of_pictures_that_are_no_digits_most_are_refused_and_of_digits_few()
    {
        (Dataset train, Dataset heldOut) = Digits();
        Network network = Train(train);
        Calibration calibration = network.Calibrate(heldOut);
        Write($"{train.Count} to train, {heldOut.Count} held out: {calibration}, accuracy {calibration.After.Accuracy:P2}, {calibration.After.AnsweredAccuracy:P2} of the answered");
        Assert.InRange(calibration.After.AnsweredCount / (double)heldOut.Count, 0.99, 0.991);
        Assert.InRange(calibration.After.ExpectedCalibrationError, 0, 0.02);

        double taken = 0;
        int kinds = 0;
        foreach ((string kind, Dataset pictures) in NotDigits.All(OfEachKind, seed: 7, heldOut))
        {
            double part = network.Evaluate(pictures).AnsweredCount / (double)OfEachKind;
            Write($"{kind,-22}{part,8:P1}");
            if (Plain.Contains(kind)) Assert.InRange(part, 0, 0.05);
            taken += part;
            kinds++;
        }

        Write($"{"all",-22}{taken / kinds,8:P1}");
        Assert.InRange(taken / kinds, 0, 0.55);
    }

    private static (Dataset Train, Dataset HeldOut) Digits()
    {
        if (Mnist.Find() is { } folder) return Split.HoldOutLast(Mnist.LoadTrain(folder), 10_000);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        return (HandwrittenDigits.Generate(10_000, 1, cancellationToken: cancellation), HandwrittenDigits.Generate(3_000, 2, cancellationToken: cancellation));
    }

    /// <summary>The recipe of <c>glia train</c>.</summary>
    private static Network Train(Dataset train)
    {
        var network = new Network(784, seed: 1, new Dense(128, Activation.SiLU), new Dense(10, Activation.Softmax)) { Scaler = Scaler.Standardize(train, perFeature: false) };
        var optimizer = new Sgd(0.15f, momentum: 0.9f, nesterov: true) { Schedule = new WarmupLinear(0.3), L2 = 5e-4f };
        network.Fit(train, optimizer, new CrossEntropy { LabelSmoothing = 0.1f }, epochs: 3, batchSize: 128);
        return network;
    }

    private static void Write(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));
}
