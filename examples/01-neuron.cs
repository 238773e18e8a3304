#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// One neuron: each input times its weight, all added up, plus the bias, is the sum z. The activation f makes the output a = f(z) of it.
// Look at the second neuron: with weights as large as the first one's, a sigmoid says 1.0000 whatever comes in.
//     dotnet run -c Release examples/01-neuron.cs
using Glia;

float[] inputs = [12, 24];
var neuron = new Neuron([19, 23], bias: 7);
Console.WriteLine("A neuron with the weights 19 and 23 and the bias 7, and the inputs 12 and 24:");
Console.WriteLine($"  z = 12 · 19 + 24 · 23 + 7 = {neuron.Sum(inputs)}");
Console.WriteLine($"  a = sigmoid({neuron.Sum(inputs)}) = {neuron.FeedForward(inputs):F4}");

Console.WriteLine();
Console.WriteLine("  inputs   large weights 19, 23, 7    small weights 0.1, -0.05, 0.3");
var small = new Neuron([0.1f, -0.05f], bias: 0.3f);
foreach (float[] x in new float[][] { [12, 24], [24, 12], [0, 0], [0, 30] })
    Console.WriteLine($"  {x[0],2}, {x[1],2}   {neuron.FeedForward(x),15:F4}            {small.FeedForward(x),15:F4}");
