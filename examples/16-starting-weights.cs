#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// Where to start: weights that are too large saturate the neurons, and weights that are all the same keep them all the same. The more links a
// neuron has, the smaller each weight should be, so that its sum keeps its size. Look at the deviation of the sums z, and at what is learned.
//     dotnet run -c Release examples/16-starting-weights.cs
using Glia;
using Glia.Datasets;

Console.WriteLine("uniform-fan-in draws from ±1/√links: 3 links give ±0.577, 100 links ±0.1");
foreach (int links in new[] { 3, 100 })
{
    float[] drawn = Weights(new Network(links, seed: 1, new Dense(1_000, Activation.Sigmoid) { Weights = Initializer.UniformFanIn }));
    Console.WriteLine($"  {links,3} links: from {drawn.Min():F3} to {drawn.Max():F3}, mean {drawn.Average():F4}, deviation {Deviation(drawn):F4}");
}

Dataset train = HandwrittenDigits.Generate(3_000, seed: 1), test = HandwrittenDigits.Generate(1_000, seed: 2);
Console.WriteLine();
Console.WriteLine("784-100-10, sigmoid   deviation of weights   of the sums z   accuracy after 3 epochs");
foreach (Initializer start in Initializer.All)
{
    var net = new Network(784, seed: 1, new Dense(100, Activation.Sigmoid) { Weights = start }, new Dense(10, Activation.Softmax) { Weights = start });
    net.Scaler = Scaler.Standardize(train);
    float[] weights = Weights(net), pixels = test.Features(0);
    net.Scaler.Apply(pixels, pixels);
    float[] sums = [.. Enumerable.Range(0, 100).Select(unit => new Neuron(net.Weights(0).Row(unit), 0).Sum(pixels))];
    net.Fit(train, new Sgd(0.1f), new CrossEntropy(), epochs: 3, batchSize: 10);
    Console.WriteLine($"{start.Name,-22}{Deviation(weights),20:F4}{Deviation(sums),16:F3}{net.Evaluate(test).Accuracy,26:P1}");
}

static float[] Weights(Network net) => [.. Enumerable.Range(0, net.Weights(0).Out).SelectMany(unit => net.Weights(0).Row(unit))];
static double Deviation(float[] values) => Math.Sqrt(values.Average(v => (double)v * v) - Math.Pow(values.Average(v => (double)v), 2));
