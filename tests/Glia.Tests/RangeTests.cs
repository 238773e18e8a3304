namespace Glia.Tests;

/// <summary>Every range that the documentation names is enforced, in constructors and in <c>with</c>.</summary>
public sealed class RangeTests
{
    public static TheoryData<string> Cases => [.. Makes.Keys];

    private static readonly Dictionary<string, Action> Makes = new(StringComparer.Ordinal)
    {
        ["sgd: rate"] = () => _ = new Sgd(0),
        ["sgd: momentum"] = () => _ = new Sgd(1, 1),
        ["rmsprop: decay"] = () => _ = new RmsProp(decay: 1),
        ["rmsprop: epsilon"] = () => _ = new RmsProp(epsilon: 0),
        ["adam: beta1"] = () => _ = new Adam(beta1: 1),
        ["adam: beta2"] = () => _ = new Adam(beta2: float.NaN),
        ["adamw: beta1"] = () => _ = new AdamW(beta1: -1),
        ["adamw: epsilon"] = () => _ = new AdamW(epsilon: 0),
        ["adamw: decay"] = () => _ = new AdamW(weightDecay: -1),
        ["optimiser: l1"] = () => _ = new Sgd(1) { L1 = -1 },
        ["optimiser: l2"] = () => _ = new Adam() with { L2 = float.NaN },
        ["optimiser: clip norm"] = () => _ = new Sgd(1) { ClipNorm = -1 },
        ["optimiser: clip value"] = () => _ = new Sgd(1) { ClipValue = float.NaN },
        ["optimiser: largest norm"] = () => _ = new Sgd(1) { MaxNorm = -1 },
        ["huber"] = () => _ = new Huber(-1),
        ["huber, with"] = () => _ = new Huber() with { Delta = 0 },
        ["class weights"] = () => _ = new CrossEntropy { ClassWeights = [1, -1] },
        ["label smoothing"] = () => _ = new CrossEntropy { LabelSmoothing = 1 },
        ["step decay: epochs"] = () => _ = new StepDecay(0),
        ["step decay: factor"] = () => _ = new StepDecay(1, 0),
        ["exponential decay"] = () => _ = new ExponentialDecay(double.PositiveInfinity),
        ["cosine decay"] = () => _ = new CosineDecay(1.5),
        ["one cycle: part"] = () => _ = new OneCycle(-0.1),
        ["one cycle: start"] = () => _ = new OneCycle(StartDivisor: 0),
        ["one cycle: end"] = () => _ = new OneCycle() with { FinalDivisor = -1 },
        ["linear"] = () => _ = new WarmupLinear(2),
        ["plateau: patience"] = () => _ = new ReduceOnPlateau(0),
        ["plateau: factor"] = () => _ = new ReduceOnPlateau(Decay: double.NaN),
        ["plateau: improvement"] = () => _ = new ReduceOnPlateau(MinimumRelativeImprovement: -1),
        ["shape: height"] = () => _ = new FeatureShape(-2, -3),
        ["shape: width"] = () => _ = new FeatureShape(2, 3) with { Width = 0 },
        ["one-hot: class"] = () => new OneHot().Encode(2, new float[2]),
        ["binary code: class"] = () => new BinaryCode().Encode(4, new float[2]),
        ["binary code: no class"] = () => new BinaryCode().Encode(-1, new float[2]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatIsOutOfRangeIsRefused(string name) => Assert.Throws<ArgumentOutOfRangeException>(Makes[name]);

    [Fact]
    public void WhatIsMissingOrDoesNotGoTogetherIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new Sgd(1) { Schedule = null! });
        Assert.Contains("momentum", Assert.Throws<ArgumentException>(() => new Sgd(1, nesterov: true)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Samples.And.WithScaler(null!));
        Assert.Throws<ArgumentException>(() => Scaler.None.Apply(new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => Scaler.None.Invert(new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => new Neuron([1], 0, Activation.Softmax));
        Assert.Throws<ArgumentException>(() => new Perceptron(2, 1).CountCorrect(Samples.Values(4, 2, 1, 1)));
        var network = new Network(2, 1, new Dense(2, Activation.Softmax));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(network, Samples.And, new CrossEntropy(), samples: 0));
        Assert.Contains("3 targets", Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Samples.Values(4, 2, 3, 1), new MeanSquaredError())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEdgesOfTheRangesAreAllowed()
    {
        _ = new Sgd(1) { ClipNorm = float.PositiveInfinity, L1 = 0 };
        Assert.All(new[] { 0.0, 0.5, 1 }, part => Assert.All(new[] { 0L, 50, 99, 100, 200 }, step =>
        {
            var position = new SchedulePosition(step, 100, 0);
            Assert.InRange(new OneCycle(part).Factor(position), 0, 1);
            Assert.InRange(new WarmupLinear(part).Factor(position), 0, 1);
        }));
    }

    [Fact]
    public void AGeneratorThatWasNeverSeededIsThatOfSeedZero()
    {
        Xoshiro256 seeded = new(0), made = new(), never = default;
        for (int i = 0; i < 100; i++)
        {
            ulong bits = seeded.NextUInt64();
            Assert.Equal((bits, bits), (made.NextUInt64(), never.NextUInt64()));
        }

        never = default;
        Assert.True(double.IsFinite(never.NextNormal()));
    }

    [Fact]
    public void AMatrixEqualsItself()
    {
        var matrix = new Matrix(new[,] { { double.NaN, 0.0 } });
        Assert.Equal(matrix, new Matrix(new[,] { { double.NaN, -0.0 } }));
        Assert.Equal(matrix.GetHashCode(), new Matrix(new[,] { { double.NaN, -0.0 } }).GetHashCode());
    }
}
