#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// Activations: what a neuron makes of its sum z. Without one, layers of neurons would be no more than one layer.
// Look at the slopes: step and sign have none, so that gradient descent cannot use them; sigmoid and tanh lose theirs far from 0 (they
// saturate, see 14-vanishing-gradients.cs); ReLU keeps a slope of 1 however large z is.
//     dotnet run -c Release examples/02-activation.cs
using Glia;
using static Glia.Activation;

float[] sums = [-4, -1, 0, 1, 4];
Console.WriteLine($"{"f(z)",-14}{string.Concat(sums.Select(z => $"{$"z = {z}",9}"))}");
foreach (Activation f in All.Where(f => f != Softmax)) // softmax makes shares of all outputs of a layer: it has no f of one z
    Console.WriteLine($"{f.Name,-14}{string.Concat(sums.Select(z => $"{f.F(z),9:F4}"))}");

Console.WriteLine();
Console.WriteLine($"{"slope f'(z)",-14}{string.Concat(sums.Select(z => $"{$"z = {z}",9}"))}");
foreach (Activation f in All.Where(f => f.HasSlope && f != Softmax))
    Console.WriteLine($"{f.Name,-14}{string.Concat(sums.Select(z => $"{f.Derivative(z),9:F4}"))}");

Console.WriteLine();
Console.WriteLine($"sigmoid(0) = {Sigmoid.F(0)}, sigmoid(126) = {Sigmoid.F(126):F1}, sigmoid(-126) = {Sigmoid.F(-126):F1}");

var shares = new Network(3, seed: 1, new Dense(3, Softmax));
shares.Weights(0).Set(new float[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
Console.WriteLine($"softmax(1, 2, 3) = {string.Join(", ", shares.Predict([1, 2, 3]).Select(a => $"{a:F4}"))}: shares that add up to 1");
