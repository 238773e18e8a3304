using System.Runtime.CompilerServices;

namespace Glia.Tests;

/// <summary>Memory of the wrong size is refused before a kernel writes past its end.</summary>
public sealed class WorkspaceTests
{
    [Fact]
    public void ABatchWhoseLengthWouldWrapAroundIsRefused()
    {
        const int wide = 1 << 16;
        Dataset data = Dataset.FromFloats(new float[wide], new int[wide], FeatureShape.Row(1), Samples.NoYes);
        var network = new Network(1, 1, new Dense(wide, Activation.ReLU), new Dense(2, Activation.Softmax));
        var error = Assert.Throws<ArgumentException>(() => network.Fit(data, new Sgd(0.1f), new CrossEntropy(), batchSize: 0));
        Assert.Contains("smaller batch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWorkspaceOfANetworkOfOtherLayersIsRefused()
    {
        var wide = new Network(2, 1, new Dense(300, Activation.ReLU), new Dense(2, Activation.Softmax));
        var narrow = new Network(2, 1, new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax));
        Assert.Throws<ArgumentException>(() => wide.Predict(new float[2], new float[2], narrow.CreateWorkspace()));
        wide.Predict(new float[2], new float[2], wide.Clone().CreateWorkspace());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // many zeros, as pictures have
    public void SamplesInTheCallersMemoryGetTheBitsOfOneByOne(bool sparse)
    {
        var network = new Network(60, 1, new Dense(70, Activation.ReLU), new Dense(5, Activation.Softmax)) { Scaler = Scaler.Divide(255) };
        var random = new Random(3);
        float[] features = [.. Enumerable.Range(0, 9 * 60).Select(_ => sparse && random.Next(10) > 0 ? 0 : 255 * random.NextSingle())];
        Workspace workspace = network.CreateWorkspace(batchSize: 9);
        foreach (int count in new[] { 1, 2, 9, 3, 1, 8 })
        {
            var outputs = new float[count * 5];
            network.Predict(features.AsSpan(0, count * 60), outputs, workspace);
            Assert.Equal(Enumerable.Range(0, count).SelectMany(i => network.Predict(features.AsSpan(i * 60, 60))), outputs);
        }
    }

    [Fact]
    public void SamplesThatDoNotFitTheWorkspaceAreRefused()
    {
        var network = new Network(2, 1, new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax));
        Assert.Contains("room for 2", Assert.Throws<ArgumentException>(() => network.Predict(new float[6], new float[6], network.CreateWorkspace(2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Predict(new float[4], new float[2], network.CreateWorkspace(2)));
        Assert.Throws<ArgumentException>(() => network.Predict(new float[3], new float[2], network.CreateWorkspace(2)));
        Assert.Throws<ArgumentException>(() => network.Predict([], [], network.CreateWorkspace(2)));
        Assert.Contains("one thread", Assert.Throws<ArgumentException>(() => network.Predict(new float[4], new float[4], network.CreateWorkspace(2, threads: 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MeasuringSamplesOfAnotherLengthIsRefused()
    {
        var trainer = new Trainer(new Network(2, 1, new Dense(2, Activation.Softmax)), Samples.And, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions());
        Assert.Throws<ArgumentException>(() => trainer.Measure(Samples.Classes(300, 90, 2, seed: 1)));
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(1, int.MaxValue)]
    [InlineData(int.MaxValue, 1)]
    public void ANetworkThatCannotBeCountedIsRefused(int inputs, int units)
    {
        var error = Assert.Throws<ArgumentException>(() => new Network(inputs, 1, new Dense(units, Activation.ReLU)));
        Assert.Contains("more weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_keeps_no_data_set_alive_that_it_has_predicted()
    {
        var net = new Network(4, 1, new Dense(3, Activation.Softmax));
        WeakReference data = Predicted(net);
        for (int i = 0; i < 10 && data.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(data.IsAlive);
        GC.KeepAlive(net);
    }

    // In a method of its own, whose locals are gone when it returns. More samples than one block, so that the memory is kept for the next time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Predicted(Network net)
    {
        Dataset data = Samples.Classes(500, 4, 3, seed: 1);
        net.Predict(data, threads: 1);
        return new WeakReference(data);
    }
}
