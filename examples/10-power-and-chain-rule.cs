#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// Two rules give all the slopes that a network needs. Power rule: the slope of a·xⁿ is n·a·xⁿ⁻¹. Chain rule: the slope of f(g(x)) is f'(g) · g'.
// Look at the last column: what the rules say and what differences measure is the same.
//     dotnet run -c Release examples/10-power-and-chain-rule.cs
using Glia;

Compare("6t⁵ + 8t + 3", "30t⁴ + 8", t => (6 * Math.Pow(t, 5)) + (8 * t) + 3, t => (30 * Math.Pow(t, 4)) + 8);
Compare("(x³ + x)²", "2(x³ + x)(3x² + 1)", x => Math.Pow((x * x * x) + x, 2), x => 2 * ((x * x * x) + x) * ((3 * x * x) + 1));

// A neuron's loss is such a chain, L = (a − t)² with a = f(z) and z = w·x: dL/dw = 2(a − t) · f'(z) · x. This is back-propagation, in one line.
const float x0 = 0.8f, target = 1;
Compare("(sigmoid(0.8w) − 1)²", "2(a − 1) · a(1 − a) · 0.8", w => Math.Pow(Sigmoid(w * x0) - target, 2), w =>
{
    double a = Sigmoid(w * x0);
    return 2 * (a - target) * a * (1 - a) * x0;
});

var net = new Network(1, seed: 1, new Dense(1, Activation.Sigmoid) { Bias = false });
net.Weights(0)[0, 0] = 0.5f;
CheckedGradient check = GradientCheck.Run(net, Dataset.ForRegression([x0], 1, [target], 1), new SquaredError())[0];
Console.WriteLine($"The library's back-propagation at w = 0.5: {check.Backward:F6}; its differences: {check.Difference:F6}");

static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

static void Compare(string f, string slope, Func<double, double> function, Func<double, double> rule)
{
    Console.WriteLine($"d/dx {f} = {slope}");
    foreach (double x in new[] { -1, 0.5, 2 })
        Console.WriteLine($"  at {x,4}: the rule says {rule(x),12:F6}, differences say {(function(x + 1e-6) - function(x - 1e-6)) / 2e-6,12:F6}");
}
