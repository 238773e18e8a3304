#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// One step of training by hand: forward, the error, backward, and ΔW = α · E · O(1 − O) · O_prevᵀ for each layer. Look at the three columns:
// the formula, finite differences of the loss, and what the library's Trainer really did to the weight are the same number.
//     dotnet run -c Release examples/12-one-training-step.cs
using Glia;

const float rate = 0.3f;
var wIH = new Matrix(new[,] { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } });
var wHO = new Matrix(new[,] { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } });
Matrix input = Matrix.Column(0.9, 0.1, 0.8), target = Matrix.Column(0.99, 0.01, 0.01);

Matrix hidden = (wIH * input).Map(Sigmoid), output = (wHO * hidden).Map(Sigmoid); // forward
Matrix error = target - output, outputSlope = error.Times(output.Map(o => o * (1 - o))); // backward
Matrix hiddenSlope = (wHO.Transpose() * outputSlope).Times(hidden.Map(o => o * (1 - o)));
Matrix[] changes = [rate * (hiddenSlope * input.Transpose()), rate * (outputSlope * hidden.Transpose())];
Console.WriteLine($"output {Row(output)}\ntarget {Row(target)}\nerror  {Row(error)}\n");

var net = new Network(3, seed: 1, new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(3, Activation.Sigmoid) { Bias = false });
for (int i = 0; i < 9; i++) (net.Weights(0)[i / 3, i % 3], net.Weights(1)[i / 3, i % 3]) = ((float)wIH[i / 3, i % 3], (float)wHO[i / 3, i % 3]);
Dataset sample = Dataset.ForRegression([0.9f, 0.1f, 0.8f], 3, [0.99f, 0.01f, 0.01f], 3);
IReadOnlyList<CheckedGradient> checks = GradientCheck.Run(net, sample, new HalfSquaredError());
Network before = net.Clone();
double loss = new Trainer(net, sample, new Sgd(rate), new HalfSquaredError(), new TrainingOptions { BatchSize = 1 }).Step();
Console.WriteLine($"layer  weight    by the formula  by differences  by the Trainer");
foreach (CheckedGradient c in checks)
{
    float done = net.Weights(c.Layer)[c.Unit, c.Input] - before.Weights(c.Layer)[c.Unit, c.Input];
    Console.WriteLine($"{c.Layer + 1,5}  {c.Input + 1} to {c.Unit + 1}{changes[c.Layer][c.Unit, c.Input],17:F6}{-rate * c.Difference,16:F6}{done,16:F6}");
}

Console.WriteLine($"loss before {loss:F6}, after {new HalfSquaredError().Value(net.Predict(sample.Features(0)), sample.Targets(0)):F6}");
static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
static string Row(Matrix column) => $"{column[0, 0],9:F4}{column[1, 0],9:F4}{column[2, 0],9:F4}";
