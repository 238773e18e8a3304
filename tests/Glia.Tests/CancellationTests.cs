namespace Glia.Tests;

/// <summary>Whatever may take long can be stopped.</summary>
public sealed class CancellationTests
{
    public static TheoryData<string> Cases => [.. Works.Keys];

    private static readonly Dataset Data = Samples.Classes(40, 4, 2, 1);

    private static readonly Dictionary<string, Action<Network, CancellationToken>> Works = new(StringComparer.Ordinal)
    {
        ["fit"] = (network, stop) => network.Fit(Data, new Adam(), new CrossEntropy(), cancellationToken: stop),
        ["predict"] = (network, stop) => network.Predict(Data, cancellationToken: stop),
        ["evaluate"] = (network, stop) => network.Evaluate(Data, cancellationToken: stop),
        ["evaluate values"] = (network, stop) => network.EvaluateRegression(Samples.Values(4, 4, 2, 1), cancellationToken: stop),
        ["measure"] = (network, stop) => new Trainer(network, Data, new Adam(), new CrossEntropy()).Measure(Data, stop),
        ["calibrate"] = (network, stop) => network.Calibrate(Data, cancellationToken: stop),
        ["temperature"] = (network, stop) => Calibration.FitTemperature(network.Logits(Data, 1), 2, Data, stop),
        ["statistics"] = (network, stop) => LayerStatistics.Of(network, Data, cancellationToken: stop),
        ["counterfactual"] = (network, stop) => new Counterfactual().Find(network, new float[4], 1, InputBounds.Uniform(4, 0, 1), stop),
        ["what excites a unit"] = (network, stop) => new ActivationMaximization().OfUnit(network, 0, 1, InputBounds.Uniform(4, 0, 1), stop),
        ["what excites a class"] = (network, stop) => new ActivationMaximization().OfClass(network, 1, InputBounds.Uniform(4, 0, 1), stop),
        ["occlusion"] = (network, stop) => Sensitivity.Occlusion(network, new float[4], 1, cancellationToken: stop),
        ["gradient check"] = (network, stop) => GradientCheck.Run(network, Data, new CrossEntropy(), cancellationToken: stop),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void WorkThatIsCancelledStops(string name) =>
        Assert.ThrowsAny<OperationCanceledException>(() => Works[name](new Network(4, 1, new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax)), new CancellationToken(canceled: true)));
}
