#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// A layer of neurons is a matrix: row i holds the weights of neuron i, and all sums at once are X = W · I. So a network is a product, an
// activation, a product, an activation. Look at the last line: the library's network gives the same numbers.
//     dotnet run -c Release examples/06-feed-forward.cs
using Glia;

static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
static string Row(Matrix column) => string.Join("  ", Enumerable.Range(0, column.Rows).Select(i => $"{column[i, 0]:F4}"));

Console.WriteLine("Two inputs, 1 and 0.5, into two neurons:");
Matrix sums = new Matrix(new[,] { { 0.9, 0.3 }, { 0.2, 0.8 } }) * Matrix.Column(1, 0.5);
Console.WriteLine($"  sums     {Row(sums)}      (1 · 0.9 + 0.5 · 0.3, and 1 · 0.2 + 0.5 · 0.8)");
Console.WriteLine($"  outputs  {Row(sums.Map(Sigmoid))}");

Console.WriteLine("Three inputs, three hidden neurons, three outputs:");
double[,] toHidden = { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } }, toOutput = { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } };
Matrix inputs = Matrix.Column(0.9, 0.1, 0.8);
Matrix hiddenSums = new Matrix(toHidden) * inputs, hidden = hiddenSums.Map(Sigmoid);
Matrix outputSums = new Matrix(toOutput) * hidden, outputs = outputSums.Map(Sigmoid);
Console.WriteLine($"  I   = {Row(inputs)}");
Console.WriteLine($"  X_h = {Row(hiddenSums)}   W_ih · I");
Console.WriteLine($"  O_h = {Row(hidden)}   sigmoid(X_h)");
Console.WriteLine($"  X_o = {Row(outputSums)}   W_ho · O_h");
Console.WriteLine($"  O_o = {Row(outputs)}   sigmoid(X_o)");

var net = new Network(3, seed: 1, new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(3, Activation.Sigmoid) { Bias = false });
for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) (net.Weights(0)[i, j], net.Weights(1)[i, j]) = ((float)toHidden[i, j], (float)toOutput[i, j]);
Console.WriteLine($"  Network.Predict: {string.Join("  ", net.Predict([0.9f, 0.1f, 0.8f]).Select(o => $"{o:F4}"))}");
