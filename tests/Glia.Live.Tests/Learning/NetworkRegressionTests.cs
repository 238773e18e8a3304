namespace Glia.Live.Tests.Learning;

/// <summary>Values learnt by a network.</summary>
public sealed class NetworkRegressionTests
{
    /// <summary>F2, the golden run: numeric outputs learnt from the four examples come back within 0.01, whatever the seed.</summary>
    [Fact]
    public void F2_the_golden_run_comes_back_from_every_seed()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            LearningTask task = Tasks.Golden(seed);
            LearnedModel model = new NetworkRegression().Learn(task, cancellationToken: TestContext.Current.CancellationToken);
            for (int e = 0; e < task.Count; e++) Assert.True(Math.Abs(model.Predict(task.Input(e)) - task.Targets[e]) <= 0.01, $"seed {seed}, example {e}: {model.Predict(task.Input(e))}");
        }
    }

    /// <summary>F1: 2 inputs → 3 sigmoid hidden nodes → 1 linear output.</summary>
    [Fact]
    public void F1_two_inputs_three_sigmoid_nodes_one_linear_output()
    {
        LearnedModel model = Learn(new NetworkRegression { HiddenUnits = 3 }, Tasks.Golden());
        Assert.Equal(["Dense(3, sigmoid)", "Dense(1, identity)"], model.Network!.Layers.Select(layer => layer.ToString()));
        Assert.Equal((2, 0), (model.InputCount, model.ClassCount));
        Assert.InRange(Tasks.Error(model, Tasks.Golden()), 0, 0.01);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public void Hidden_layers_are_as_wide_as_the_inputs(int hidden, int layers)
    {
        Network network = Learn(new NetworkRegression { HiddenLayers = hidden }, Tasks.Smooth(20, 1, 0)).Network!;
        Assert.Equal(layers, network.Layers.Count);
        Assert.All(network.Layers.Take(hidden), layer => Assert.Equal("Dense(5, sigmoid)", layer.ToString()));
    }

    /// <summary>F3: the network as Wekinator's console prints it, and that text read back into a working network.</summary>
    [Fact]
    public void F3_the_console_text_reads_back_into_a_working_network()
    {
        LearningTask task = Tasks.Smooth(60, 3, 0.02) with { InputNames = ["x", "y", "z", "pressure", "flat"] };
        for (int e = 0; e < task.Count; e++)
        {
            task.Inputs[(e * 5) + 4] = 7; // it never changes
            task.Inputs[e * 5] *= 100;
            task.Targets[e] = (task.Targets[e] * 40) + 60;
        }

        LearnedModel model = Learn(new NetworkRegression { HiddenUnits = 3 }, task);
        string[] lines = [.. model.ConsoleText!.Split('\n').Select(line => line.Trim())];
        Assert.Equal("Linear Node 0", lines[0]);
        Assert.StartsWith("Threshold ", lines[2], StringComparison.Ordinal);
        Assert.Equal(["Sigmoid Node 1", "Sigmoid Node 2", "Sigmoid Node 3"], lines.Where(line => line.StartsWith("Sigmoid", StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line.StartsWith("Attrib pressure ", StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line == "Attrib flat    0"));

        Network again = Network.FromWekaText(model.ConsoleText, model.Ranges), taken = Network.FromWekaText(model.Network!.ToWekaText(), model.Ranges! with { Outputs = null });
        for (int e = 0; e < task.Count; e++)
        {
            Assert.Equal(model.Predict(task.Input(e)), again.Predict(task.Input(e))[0], 1e-3f);
            Assert.Equal(model.Predict(task.Input(e)), taken.Predict(task.Input(e))[0], 1e-3f);
            Assert.Equal(model.Predict(task.Input(e)), model.Network.Predict(task.Input(e))[0]);
        }

        Network normalised = Network.FromWekaText(model.ConsoleText); // without ranges: −1 … 1 in, about −1 … 1 out
        Assert.InRange(normalised.Predict([0, 0, 0, 0, 0])[0], -1.5f, 1.5f);
    }

    /// <summary>F2: trained again on the same examples with the same seed, it answers the same to the bit, however many train beside it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void F2_the_same_task_gives_the_same_bits(int threads)
    {
        int[] once = Tasks.Bits(Learn(new NetworkRegression(), Tasks.Smooth(300, 5, 0.05)));
        var all = new int[threads][];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = TestContext.Current.CancellationToken }, at => all[at] = Tasks.Bits(Learn(new NetworkRegression(), Tasks.Smooth(300, 5, 0.05))));
        Assert.All(all, bits => Assert.Equal(once, bits));
        Assert.NotEqual(once, Tasks.Bits(Learn(new NetworkRegression(), Tasks.Smooth(300, 5, 0.05) with { Seed = 6 })));
    }

    /// <summary>No worse than Wekinator's way, 500 passes at a rate of 0.3 and a momentum of 0.2, in the mean over seeds.</summary>
    [Fact]
    public void It_fits_a_thousand_examples_no_worse_than_plain_descent()
    {
        LearningTask unseen = Tasks.Smooth(1000, 8, 0);
        (double ours, double plain) = (0, 0);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            LearningTask task = Tasks.Smooth(1000, 7, 0.05) with { Seed = seed };
            ours += Tasks.Error(Learn(new NetworkRegression(), task), unseen) / 4;
            var network = new Network(5, seed, new Dense(5, Activation.Sigmoid), new Dense(1, Activation.Identity));
            network.Fit(Dataset.ForRegression(task.Inputs, 5, task.Targets, 1), new Sgd(0.3f, 0.2f), new HalfSquaredError(), 500, 1, seed: seed, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
            for (int e = 0; e < unseen.Count; e++) plain += Math.Abs(network.Predict(unseen.Input(e))[0] - unseen.Targets[e]) / unseen.Count / 4; // a mean of magnitudes: never more than the root of the mean square
        }

        Assert.True(ours <= plain, $"ours {ours}, plain descent {plain}");
    }

    [Fact]
    public void What_never_changes_is_given_back_and_an_input_that_never_changes_does_nothing()
    {
        LearnedModel constant = Learn(new NetworkRegression(), Tasks.Values(2, [0, 0, 1, 5, 3, 2], [0.7f, 0.7f, 0.7f]));
        Assert.Equal([0.7f, 0.7f], [constant.Predict([0, 0]), constant.Predict([100, -100])]);
        Assert.Equal(0.7f, Network.FromWekaText(constant.ConsoleText!, constant.Ranges).Predict([3, 4])[0], 1e-6f);

        LearnedModel flat = Learn(new NetworkRegression(), Tasks.Values(2, [0, 4, 1, 4, 2, 4], [0, 1, 4]));
        Assert.Equal(flat.Predict([1, 4]), flat.Predict([1, -1000]));
        Assert.Equal(3, Learn(new NetworkRegression(), Tasks.Values(1, [5], [3])).Predict([5])); // one example
    }

    [Fact]
    public void Progress_grows_to_the_end()
    {
        var all = new List<LearningProgress>();
        new NetworkRegression { Epochs = 30 }.Learn(Tasks.Smooth(100, 1, 0), all.Add, TestContext.Current.CancellationToken);
        LearningProgress[] passes = [.. all.SkipLast(1)];
        Assert.Equal(Enumerable.Range(1, passes.Length), passes.Select(at => at.Epoch));
        Assert.All(passes.Zip(passes.Skip(1)), pair => Assert.True(pair.First.Part < pair.Second.Part));
        Assert.Equal((1, passes.Length), (all[^1].Part, all[^1].Epoch)); // the end tells of what is kept
        Assert.True(all[^1].Loss < all[0].Loss);
        all.Clear();
        new NetworkRegression().Learn(Tasks.Golden(), all.Add, TestContext.Current.CancellationToken); // a start fits so well that no other is needed
        Assert.Equal(1, all[^1].Part);
    }

    [Fact]
    public void A_start_that_is_behind_at_half_is_given_up_and_the_best_of_the_others_is_kept()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var all = new List<LearningProgress>();
            new NetworkRegression { Epochs = 40 }.Learn(Tasks.Smooth(300, seed, 0.05), all.Add, TestContext.Current.CancellationToken);
            float[][] starts = [.. Starts(all.SkipLast(1))];
            Assert.Equal(14, starts.Length);
            float least = float.PositiveInfinity;
            foreach (float[] start in starts)
            {
                Assert.Equal(start[19] <= least ? 40 : 20, start.Length);
                least = Math.Min(least, start[19]);
            }

            Assert.Contains(starts, start => start.Length == 20);
            Assert.Equal(starts.Where(start => start.Length == 40).Min(start => start[^1]), all[^1].Loss);
        }

        // The losses of each start: its part of the whole is where it begins.
        static IEnumerable<float[]> Starts(IEnumerable<LearningProgress> passes) =>
            passes.GroupBy(at => (int)Math.Ceiling((at.Part * 14) - 1e-3) - 1, at => at.Loss).Select(losses => losses.ToArray());
    }

    [Fact]
    public void It_heeds_cancellation()
    {
        using var source = new CancellationTokenSource();
        int passes = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new NetworkRegression().Learn(Tasks.Smooth(1000, 1, 0), at => { if (++passes == 3) source.Cancel(); }, source.Token));
        Assert.Equal(3, passes);
    }

    [Fact]
    public void Numbers_that_blow_up_are_tried_again_smaller()
    {
        LearnedModel model = Learn(new NetworkRegression { LearningRate = 100, HiddenLayers = 0, Epochs = 200 }, Tasks.Smooth(50, 1, 0));
        Assert.True(float.IsFinite(model.Predict([0.1f, 0.2f, 0.3f, 0.4f, 0.5f])));
        Assert.True(Tasks.Error(model, Tasks.Smooth(50, 1, 0)) < 1);
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        LearnedModel model = Learn(new NetworkRegression { Epochs = 5 }, Tasks.Smooth(50, 1, 0));
        float[] x = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
        model.Predict(x);
        Assert.Equal(0, Allocated.By(() => { for (int i = 0; i < 1000; i++) model.Predict(x); }));
    }

    [Fact]
    public void What_cannot_be_learnt_is_refused_with_a_reason()
    {
        Refused("There are no examples. Record some first.", Tasks.Values(2, [], []));
        Refused("The output looks at no input. Select one at least.", Tasks.Values(0, [], [1]));
        Refused("The learner network learns values, but the output has classes. Use ", Tasks.Moons(10, 1));
        Refused("An example has an input that is infinite or NaN. Delete that example.", Tasks.Values(1, [1, float.NaN], [1, 2]));
        Refused("The values of the examples are too large for a network of 32-bit floats. Record smaller ones.", Tasks.Values(1, [0, 1, 2, 3], [-3e38f, 3e38f, -3e38f, 3e38f]));
        Assert.Throws<InvalidOperationException>(() => Learn(new NetworkRegression(), Tasks.Golden()).Probabilities([0, 0], new float[2]));

        static void Refused(string reason, LearningTask task) => Assert.StartsWith(reason, Assert.Throws<LearningException>(() => Learn(new NetworkRegression(), task)).Message, StringComparison.Ordinal);
    }

    private static LearnedModel Learn(Learner learner, LearningTask task) => learner.Learn(task, cancellationToken: TestContext.Current.CancellationToken);
}
