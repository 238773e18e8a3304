#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// What has it learned? Without a hidden layer, each output has one weight for each pixel, so its weights are a picture: # and + where ink
// speaks for the digit, = and - where it speaks against it. A network with a hidden layer can be run backwards instead, from an answer to
// the picture that speaks for it (Rashid 2016). Look for the strokes, and for the empty middle that the 0 wants.
//     dotnet run -c Release examples/18-looking-inside.cs
using Glia;
using Glia.Datasets;
using static Glia.Activation;

Dataset train = HandwrittenDigits.Generate(10_000, seed: 1), test = HandwrittenDigits.Generate(1_000, seed: 2);
int[] digits = [0, 3, 7];

var flat = new Network(784, seed: 1, new Dense(10, Softmax));
flat.Fit(train, new Adam(0.002f) { L2 = 0.02f }, new CrossEntropy(), epochs: 3, batchSize: 50); // L2 keeps weights small that do not matter
Console.WriteLine($"784-10: {flat.Evaluate(test).Accuracy:P1} of {test.Count:N0} test digits right. The weights of the outputs {string.Join(", ", digits)}:");
Write([.. digits.Select(d => flat.Weights(0).Row(d))]);

var deep = new Network(784, seed: 1, new Dense(100, Sigmoid) { Bias = false }, new Dense(10, Sigmoid) { Bias = false });
(deep.Scaler, deep.Encoding) = (Scaler.Range(0, 255, 0.01f, 1), new OneHot(0.01f, 0.99f));
deep.Fit(train, new Sgd(0.1f), new HalfSquaredError(), epochs: 5, batchSize: 1);
Console.WriteLine($"784-100-10: {deep.Evaluate(test).Accuracy:P1} right. Run backwards from {string.Join(", ", digits)}:");
Write([.. digits.Select(d => Array.ConvertAll(deep.Backquery(d), pixel => pixel - 128))]);

static void Write(float[][] pictures)
{
    for (int row = 0; row < 28; row += 2) // two rows of pixels in one line: a character is twice as high as wide
        Console.WriteLine(string.Join("   ", pictures.Select(p => Line(p, row * 28, p.Max(MathF.Abs)))));
}

static string Line(float[] p, int start, float most) => string.Concat(Enumerable.Range(start, 28).Select(i => Sign((p[i] + p[i + 28]) / (2 * most))));

static char Sign(float part) => part > 0.4f ? '#' : part > 0.15f ? '+' : part < -0.4f ? '=' : part < -0.15f ? '-' : ' ';
