#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// Why ReLU took the place of the sigmoid in deep networks: on its way back, the error is multiplied by the slope of each layer, and that of a
// sigmoid is 0.25 at most. Look at the first layers of the sigmoid network: next to nothing arrives, so they hardly learn.
//     dotnet run -c Release examples/14-vanishing-gradients.cs
using Glia;
using Glia.Datasets;

const int deep = 8;
Dataset circle = ToyData.Circle.Create(200);
double[] sigmoid = Norms(Deep(Activation.Sigmoid)), relu = Norms(Deep(Activation.ReLU));
Console.WriteLine("Length of the gradient of each layer's weights, before the first step:");
Console.WriteLine("  layer      sigmoid         relu");
for (int layer = 0; layer <= deep; layer++) Console.WriteLine($"  {layer + 1,5}{sigmoid[layer],13:0.00E+0}{relu[layer],13:0.00E+0}");
Console.WriteLine($"  Last layer to first: {sigmoid[deep] / sigmoid[0]:N0} times smaller with sigmoid, {relu[deep] / relu[0]:F1} times with ReLU.");

Console.WriteLine();
foreach (Activation activation in new[] { Activation.Sigmoid, Activation.ReLU })
{
    Network net = Deep(activation);
    net.Fit(circle, new Sgd(0.05f), new CrossEntropy(), epochs: 100, batchSize: 10, threads: 1);
    Console.WriteLine($"After 100 epochs with {activation}: {net.Evaluate(circle, threads: 1).Accuracy:P1} right");
}

static Network Deep(Activation activation) =>
    new(2, seed: 1, [.. Enumerable.Range(0, deep).Select(_ => new Dense(16, activation)), new Dense(2, Activation.Softmax)]);

double[] Norms(Network net)
{
    IReadOnlyList<CheckedGradient> gradients = GradientCheck.Run(net, circle, new CrossEntropy(), samples: 8);
    IEnumerable<CheckedGradient> weights = gradients.Where(g => g.Input >= 0); // the biases left out
    return [.. weights.GroupBy(g => g.Layer).Select(layer => Math.Sqrt(layer.Sum(g => g.Backward * g.Backward)))];
}
