using Glia.OwnHandwriting;

namespace Glia.Datasets.Tests;

/// <summary>Pictures as people make them, of strokes that the training has not seen, read by the network that <c>glia train</c> makes by default.</summary>
public class OwnHandwritingTests(OwnHandwritingTests.Readings readings, ITestOutputHelper output) : IClassFixture<OwnHandwritingTests.Readings>
{
    [Fact]
    public void NearlyAllAreReadRight()
    {
        foreach ((OwnPicture picture, int answer) in readings.All)
            if (answer != picture.Digit) output.WriteLine($"{picture.Situation}: {picture.Digit} (way {picture.Way}) read as {answer}");
        int right = readings.All.Count(r => r.Answer == r.Picture.Digit);
        Assert.True(right >= 0.97 * readings.All.Count, $"{right} of {readings.All.Count} read right");
    }

    [Fact]
    public void NoSituationIsHopeless()
    {
        Assert.Equal(10 * OwnPictures.Situations.Count, readings.All.Count);
        foreach (string situation in OwnPictures.Situations)
        {
            int right = readings.All.Count(r => r.Picture.Situation == situation && r.Answer == r.Picture.Digit);
            Assert.True(right >= 7, $"{situation}: {right} of 10 read right");
        }
    }

    [Fact]
    public void NoneIsTakenForEmpty() => Assert.All(readings.All, r => Assert.NotEqual(-1, r.Answer));

    /// <summary>What the default recipe, trained on generated digits, reads in every picture; −1 where no ink was found.</summary>
    public sealed class Readings
    {
        private const int TrainingDigits = 40_000;

        public IReadOnlyList<(OwnPicture Picture, int Answer)> All { get; } = Read(Train());

        private static Network Train()
        {
            Dataset digits = HandwrittenDigits.Generate(TrainingDigits, seed: 1);
            var network = new Network(digits.FeatureCount, seed: 1, new Dense(128, Activation.SiLU), new Dense(10, Activation.Softmax)) { Scaler = Scaler.Standardize(digits, perFeature: false) };
            Optimizer optimizer = new Sgd(0.15f, momentum: 0.9f, nesterov: true) { Schedule = new WarmupLinear(0.3), L2 = 5e-4f };
            new Trainer(network, digits, optimizer, new CrossEntropy { LabelSmoothing = 0.1f }, new TrainingOptions { Epochs = 3, BatchSize = 128 }).Fit();
            return network;
        }

        private static IReadOnlyList<(OwnPicture, int)> Read(Network network)
        {
            IReadOnlyList<OwnPicture> pictures = OwnPictures.Draw(seed: 1);
            InkPreparationResult[] prepared = [.. pictures.AsParallel().AsOrdered().Select(p => InkPreparation.Prepare(p.Picture))];
            return [.. pictures.Zip(prepared, (picture, ink) => (picture, ink.IsEmpty ? -1 : Answer(network, ink.Pixels)))];
        }

        private static int Answer(Network network, byte[] pixels)
        {
            float[] outputs = network.Predict([.. pixels.Select(value => (float)value)]);
            return Array.IndexOf(outputs, outputs.Max());
        }
    }
}
