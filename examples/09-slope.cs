#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// A slope says how fast one number changes when another does: the derivative. Take two points near each other, divide the difference of the
// results by that of the inputs, and let the points come nearer. Look at how the quotient settles on one number.
//     dotnet run -c Release examples/09-slope.cs
using Glia;

static double Car(double t) => t * t; // speed after t minutes
Console.WriteLine("speed s = t², at t = 3; the rule says 2t = 6");
foreach (double h in new[] { 1, 0.1, 0.01, 0.001 })
    Console.WriteLine($"  from {3} to {3 + h,-6} ({Car(3 + h) - Car(3):F6}) / {h,-5} = {(Car(3 + h) - Car(3)) / h:F4}");

Console.WriteLine();
Console.WriteLine("   t   constant s = 30   line s = 30 + 10t   square s = t²");
foreach (double t in new double[] { 0, 1, 2, 4, 8 })
    Console.WriteLine($"{t,4}{Slope(_ => 30, t),18:F2}{Slope(x => 30 + (10 * x), t),20:F2}{Slope(Car, t),16:F2}");

Console.WriteLine();
Console.WriteLine("sigmoid: its slope is a(1 − a), which needs no more than the output a");
Console.WriteLine("   z       a   a(1 − a)   by differences   the library");
foreach (float z in new[] { -4f, -1f, 0f, 1f, 4f })
{
    float a = Activation.Sigmoid.F(z);
    Console.WriteLine($"{z,4}{a,8:F4}{a * (1 - a),11:F4}{Slope(x => 1 / (1 + Math.Exp(-x)), z),17:F4}{Activation.Sigmoid.Derivative(z),14:F4}");
}

static double Slope(Func<double, double> f, double x) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5; // both sides: the errors of the two halves cancel
