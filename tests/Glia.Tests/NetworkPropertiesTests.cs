namespace Glia.Tests;

/// <summary>What is set on a network, or made from it, fits it.</summary>
public sealed class NetworkPropertiesTests
{
    private static Network Net() => new(4, seed: 3, new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax));

    [Fact]
    public void WhatDoesNotFitIsRefusedWhenItIsSet()
    {
        Network network = Net();
        Assert.Contains("2 features, but the network has 4", Assert.Throws<ArgumentException>(() => network.Scaler = Scaler.FromNumbers("two", [1, 2], [0, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("3 × 2 features", Assert.Throws<ArgumentException>(() => network.InputShape = new FeatureShape(3, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => network.ClassNames = null!);
        Assert.Throws<ArgumentNullException>(() => network.TrainingSummary = null!);
        Assert.Null(network.Scaler);

        (network.Scaler, network.InputShape) = (Scaler.FromNumbers("four", [1, 2, 3, 4], [0, 0, 0, 0]), new FeatureShape(2, 2));
        (network.Scaler, network.InputShape) = (null, default);
    }

    [Fact]
    public void ListsOfTheCallerAreCopiedAndTheNetworksOwnCannotBeWrittenTo()
    {
        string[] names = ["a", "b"];
        Network network = Net();
        network.ClassNames = names;
        Dataset data = Dataset.FromFloats(new float[4], new int[1], FeatureShape.Row(4), names);
        names[0] = "changed";
        Assert.Equal(["a", "b"], network.ClassNames);
        Assert.Equal(["a", "b"], data.ClassNames);
        Assert.IsNotType<Layer[]>(network.Layers, exactMatch: false);
        Assert.IsNotType<Answer[]>(network.Evaluate(data).Answers, exactMatch: false);
    }

    [Fact]
    public void InitializeNotesItsSeed()
    {
        Network network = Net();
        network.Initialize(99);
        Assert.Equal(99ul, network.Seed);
        Assert.Equal(Samples.Bits(new Network(4, 99, [.. network.Layers])), Samples.Bits(network));
    }

    /// <summary>Three classes in two bits: the code 11 is none of them.</summary>
    [Fact]
    public void OutputsThatSpeakForNoClassAreClassMinusOne()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Identity)) { Encoding = new BinaryCode(), ClassNames = ["a", "b", "c"] };
        network.Weights(0).Set(new float[,] { { 1, 0 }, { 0, 1 } });
        Assert.Equal((2, -1, -1), (network.Classify([1, 0]), network.Classify([1, 1]), network.Classify([float.NaN, 0])));
        Assert.False(network.TryClassify([1, 1], out int label));
        Assert.Equal(-1, label);
        Assert.True(network.TryClassify([0, 1], out label));
        Assert.Equal(1, label);
        Assert.Equal([-1, 1], network.Evaluate(Dataset.FromFloats([1, 1, 0, 1], [0, 1], FeatureShape.Row(2), network.ClassNames)).Answers.Select(a => a.Predicted));
    }

    [Fact]
    public void ThreadsAreNotNegative()
    {
        Dataset data = Dataset.FromFloats(new float[8], new int[2], FeatureShape.Row(4), ["a", "b"]), values = Dataset.ForRegression(new float[8], 4, new float[4], 2);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => Net().Predict(data, threads: -1)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Net().Evaluate(data, threads: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Net().EvaluateRegression(values, threads: -1));
    }

    [Fact]
    public void MoreOutputsThanAnArrayHoldsAreRefused()
    {
        Dataset many = Dataset.Drawn(new Nothing(), int.MaxValue, FeatureShape.Row(4), ["a", "b"]);
        Assert.Contains("Slice", Assert.Throws<ArgumentException>(() => Net().Predict(many)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Net().Evaluate(many));
    }

    [Fact]
    public void AnActivationIsTheSameObjectEachTime()
    {
        Assert.Same(Activation.Of<OwnStep>(), Activation.Of<OwnStep>());
        Assert.Same(Activation.ReLU, Activation.Of<Glia.Activations.ReLU>());
        Assert.False(Activation.Of<OwnStep>().HasSlope);
        Assert.Contains("slope 0", Assert.Throws<ArgumentException>(() => new Network(2, 1, new Dense(2, Activation.Of<OwnStep>())).Fit(Samples.And, new Sgd(0.1f), new MeanSquaredError())).Message, StringComparison.Ordinal);
    }

    private readonly struct OwnStep : IActivation
    {
        public static string Name => "own-step";

        public static bool HasSlope => false;

        public static T F<T>(T z)
            where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(0), T.Of(1));

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(0);
    }

    private sealed class Nothing : SampleGenerator
    {
        public override string Description => "nothing";

        public override int Label(int index) => 0;

        public override void Draw(int index, Span<byte> features) => features.Clear();
    }
}
