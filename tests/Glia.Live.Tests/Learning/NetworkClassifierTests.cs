namespace Glia.Live.Tests.Learning;

/// <summary>Classes learnt by a network.</summary>
public sealed class NetworkClassifierTests
{
    /// <summary>F2: classifiers, with probabilities; the third class has no example, and never wins.</summary>
    [Fact]
    public void F2_moons_are_told_apart_and_a_class_without_examples_never_wins()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            LearnedModel model = Learn(new NetworkClassifier(), Tasks.Moons(200, 1) with { Seed = seed });
            Assert.InRange(Tasks.Accuracy(model, Tasks.Moons(1000, 2)), 0.95, 1);
            var p = new float[3];
            foreach (float[] x in new float[][] { [0, 1], [1, -0.5f], [50, -80], [-9, 3] })
            {
                model.Probabilities(x, p);
                Assert.Equal(1, p.Sum(), 1e-5f);
                Assert.Equal(0, p[2]);
                Assert.Equal(Array.IndexOf(p, p.Max()) + 1, model.Predict(x));
            }
        }
    }

    [Fact]
    public void Its_network_looks_as_asked_and_names_the_classes_that_are_there()
    {
        Network network = Learn(new NetworkClassifier { HiddenLayers = 2, HiddenUnits = 4, Epochs = 3 }, Tasks.Classes(2, 9, [0, 0, 1, 1, 2, 0], [2, 9, 5])).Network!;
        Assert.Equal(["Dense(4, sigmoid)", "Dense(4, sigmoid)", "Dense(3, softmax)"], network.Layers.Select(layer => layer.ToString()));
        Assert.Equal(["2", "5", "9"], network.ClassNames);
    }

    [Fact]
    public void One_class_alone_is_always_named()
    {
        LearnedModel model = Learn(new NetworkClassifier(), Tasks.Classes(2, 4, [0, 0, 1, 1], [3, 3]));
        var p = new float[4];
        model.Probabilities([5, 5], p);
        Assert.Equal(3, model.Predict([-100, 7]));
        Assert.Equal([0, 0, 1, 0], p);
        Assert.Null(model.Network);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void F2_the_same_task_gives_the_same_bits(int threads)
    {
        int[] once = Tasks.Bits(Learn(new NetworkClassifier { Epochs = 40 }, Tasks.Moons(100, 5)));
        var all = new int[threads][];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = TestContext.Current.CancellationToken }, at => all[at] = Tasks.Bits(Learn(new NetworkClassifier { Epochs = 40 }, Tasks.Moons(100, 5))));
        Assert.All(all, bits => Assert.Equal(once, bits));
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        LearnedModel model = Learn(new NetworkClassifier { Epochs = 5 }, Tasks.Moons(50, 1));
        (float[] x, float[] p) = ([0.1f, 0.2f], new float[3]);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                model.Predict(x);
                model.Probabilities(x, p);
            }
        }));
    }

    [Fact]
    public void Values_are_refused() =>
        Assert.StartsWith("The learner classifier learns classes, but the output is a value. Use network", Assert.Throws<LearningException>(() => Learn(new NetworkClassifier(), Tasks.Golden())).Message, StringComparison.Ordinal);

    private static LearnedModel Learn(Learner learner, LearningTask task) => learner.Learn(task, cancellationToken: TestContext.Current.CancellationToken);
}
