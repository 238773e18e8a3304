#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// Above or below a line: a perceptron sees 1,000 random points with their answers, never the line itself, and draws its own.
// Look at how near its line comes to y = 0.5x + 0.1, and at its score on 10,000 points that it has never seen.
//     dotnet run -c Release examples/04-line.cs
using Glia;
using Glia.Datasets;

Console.WriteLine("seed  moves  its line              fresh points right");
foreach (ulong seed in new ulong[] { 1, 2, 3, 4, 5 })
{
    Dataset seen = ToyData.Line.Create(count: 1_000, seed: seed), fresh = ToyData.Line.Create(count: 10_000, seed: 100 + seed);
    var perceptron = new Perceptron(inputs: 2, seed);
    int moves = perceptron.Train(seen, rate: 0.1f, maxUpdates: 3_000);

    // w0 + w1·x + w2·y = 0 solved for y
    ReadOnlySpan<float> w = perceptron.Weights;
    float slope = -w[1] / w[2], intercept = -w[0] / w[2];
    Console.WriteLine($"{seed,4}{moves,7}  y = {slope:F3}x + {intercept:F3}    {perceptron.CountCorrect(fresh) / 10_000.0:P2}");
}

var one = new Perceptron(2, seed: 1);
one.Train(ToyData.Line.Create(1_000, seed: 1));
Console.WriteLine();
foreach ((float x, float y) in new[] { (0f, 0.5f), (0.8f, 0.2f), (-0.5f, 0f) })
    Console.WriteLine($"({x}, {y}) lies {(one.Query([x, y]) == 1 ? "above" : "below")} the line");
