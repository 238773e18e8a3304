#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// Numbers from 0 to 255 are too much for a neuron: its sums become so large that a sigmoid is flat there, and what is flat cannot be learned.
// So inputs are scaled first, and the scaler travels with the network. Targets are prepared, too: one output per class, or a binary code.
// Look at the accuracies: the same network, the same seed, the same steps; only the scaling differs.
//     dotnet run -c Release examples/15-preparing-data.cs
using Glia;
using Glia.Datasets;

Dataset train = HandwrittenDigits.Generate(3_000, seed: 1), test = HandwrittenDigits.Generate(1_000, seed: 2);
Console.WriteLine($"scaling           pixel 0    pixel 253   accuracy of 784-30-10 after 5 epochs");
foreach ((string name, Scaler scaler) in new[]
{
    ("raw 0 to 255", Scaler.None), ("x / 255", Scaler.Divide(255)), ("x / 256", Scaler.Divide(256)), ("0.01 to 1", Scaler.Range(0, 255, 0.01f, 1)),
    ("0.01 to 0.99", Scaler.Range(0, 255, 0.01f, 0.99f)), ("-1 to 1", Scaler.Range(0, 255, -1, 1)), ("standardised", Scaler.Standardize(train)),
})
{
    float[] pixels = [0, 253];
    scaler.Apply(pixels, pixels);
    var net = new Network(784, seed: 1, new Dense(30, Activation.Sigmoid), new Dense(10, Activation.Sigmoid)) { Scaler = scaler };
    net.Fit(train, new Sgd(0.5f), new HalfSquaredError(), epochs: 5, batchSize: 10);
    Console.WriteLine($"{name,-14}{(double)pixels[0],11:0.########}{(double)pixels[1],13:0.########}{net.Evaluate(test).Accuracy,10:P1}");
}

Console.WriteLine();
foreach (TargetEncoding encoding in new TargetEncoding[] { new OneHot(), new OneHot(0.01f, 0.99f), new BinaryCode() })
{
    var targets = new float[encoding.Outputs(10)];
    encoding.Encode(9, targets);
    Console.WriteLine($"a 9 as targets: {string.Join(' ', targets)}");
}
