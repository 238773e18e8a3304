#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// What has it learned? Without a hidden layer, each output has one weight for each pixel, so its weights can be looked at as a picture:
// # and + where ink speaks for the digit, = and - where it speaks against it. Look for the strokes of the 0, and for the empty middle that
// it wants; a network with hidden layers is looked at in the same way, layer by layer.
//     dotnet run -c Release examples/18-looking-inside.cs
using Glia;
using Glia.Datasets;

Dataset train = HandwrittenDigits.Generate(10_000, seed: 1), test = HandwrittenDigits.Generate(1_000, seed: 2);
var net = new Network(784, seed: 1, new Dense(10, Activation.Softmax));
net.Fit(train, new Adam(0.002f) { L2 = 0.02f }, new CrossEntropy(), epochs: 3, batchSize: 50); // L2 keeps weights near 0 that do not matter
Console.WriteLine($"784-10: {net.Evaluate(test).Accuracy:P1} of {test.Count:N0} test digits right");

foreach (int[] digits in new int[][] { [0, 1, 3], [4, 7, 8] })
{
    Console.WriteLine();
    Console.WriteLine(string.Join("   ", digits.Select(d => $"the weights of the output {d}".PadRight(28))));
    float[][] pictures = [.. digits.Select(d => net.Weights(0).Row(d))];
    for (int row = 0; row < 28; row += 2) // two rows of pixels in one line: a character is twice as high as wide
        Console.WriteLine(string.Join("   ", pictures.Select(p => Line(p, row))));
}

static string Line(float[] weights, int row)
{
    float most = weights.Max(MathF.Abs);
    return string.Concat(Enumerable.Range(0, 28).Select(x => Sign((weights[(row * 28) + x] + weights[((row + 1) * 28) + x]) / (2 * most))));
}

static char Sign(float weight) => weight > 0.4f ? '#' : weight > 0.15f ? '+' : weight < -0.4f ? '=' : weight < -0.15f ? '-' : ' ';
