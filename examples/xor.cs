#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// XOR cannot be separated by one line: a perceptron stays at three of four. Two lines can, and a network with three hidden units finds them.
// One lucky seed proves nothing, so this trains from 100 different starts and counts.
//     dotnet run examples/xor.cs
using Glia;
using static Glia.Activation;

Dataset gate = Dataset.FromFloats([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], FeatureShape.Row(2), ["0", "1"]);

var perceptron = new Perceptron(2, seed: 1);
perceptron.Train(gate);
Console.WriteLine($"one perceptron, {perceptron}: {perceptron.CountCorrect(gate)} of 4 right");

// Inputs at −1 and 1, since at 0 a weight learns nothing; squared error, one sample at a time, momentum to roll out of flat places.
Dataset xor = gate.WithScaler(Scaler.Range(0, 1, -1, 1));
int solved = 0;
Network? last = null;
for (ulong seed = 1; seed <= 100; seed++)
{
    var net = new Network(2, seed, new Dense(3, Sigmoid), new Dense(1, Sigmoid));
    net.Fit(xor, new Sgd(0.5f, momentum: 0.9f), new MeanSquaredError(), epochs: 2000, batchSize: 1, seed: seed, threads: 1);
    if (net.Evaluate(xor).Accuracy < 1) continue;
    solved++;
    last = net;
}

Console.WriteLine($"2-3-1 sigmoid network: {solved} of 100 seeds get 4 of 4 right");
if (last is null) return 1;
foreach ((float a, float b) in new[] { (0f, 0f), (0f, 1f), (1f, 0f), (1f, 1f) })
    Console.WriteLine($"  {a} xor {b} = {last.Query([a, b])[0]:F3}");
return 0;
