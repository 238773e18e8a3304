#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// A perceptron (Rosenblatt 1958) is one neuron with a step at its output, and a rule to learn by: after each wrong answer,
// w ← w + rate · (target − answer) · input. Look at how few moves it takes until the truth tables of AND and OR are right,
// and at the line w0 + w1·x + w2·y = 0: all points answered 1 lie on one side of it.
//     dotnet run -c Release examples/03-gates.cs
using Glia;
using Glia.Datasets;

foreach (ToyGate gate in new[] { ToyData.And, ToyData.Or })
{
    Dataset table = gate.Create(); // four points, with the classes 0 and 1
    var perceptron = new Perceptron(inputs: 2, seed: 1);
    Console.WriteLine($"{gate.Name.ToUpperInvariant()}  before: {perceptron.CountCorrect(table)} of 4 right, {perceptron}");

    int moves = perceptron.Train(table, rate: 0.1f);
    Console.WriteLine($"     after {moves} moves: {perceptron.CountCorrect(table)} of 4 right, {perceptron}");
    for (int i = 0; i < table.Count; i++)
    {
        float[] point = table.Features(i);
        Console.WriteLine($"     {point[0]} {gate} {point[1]} = {perceptron.Query(point)}, wanted {table.Label(i)}");
    }

    Console.WriteLine();
}

int learned = Enumerable.Range(1, 100).Count(seed =>
{
    var perceptron = new Perceptron(2, (ulong)seed);
    perceptron.Train(ToyData.And.Create());
    return perceptron.CountCorrect(ToyData.And.Create()) == 4;
});
Console.WriteLine($"From 100 different starts, {learned} perceptrons learn AND.");
