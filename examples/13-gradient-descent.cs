#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// Gradient descent: look at the slope where you stand, and take a step against it, the larger the steeper: x ← x − rate · slope.
// The curve f(x) = x⁴ − 3x² + x has its lowest point at x = −1.30 and another, higher valley at x = 1.13, with a hill between the two.
// Look at the steps, which get smaller by themselves; at what a rate that is too small or too large does; and at what lets the ball out of
// the trap.
//     dotnet run -c Release examples/13-gradient-descent.cs
using Glia;

static double F(double x) => (x * x * x * x) - (3 * x * x) + x;
static double Slope(double x) => (4 * x * x * x) - (6 * x) + 1;

Console.WriteLine("From x = −2 with rate 0.02:");
foreach (DescentPoint point in Descent.Run(Slope, start: -2, new Sgd(0.02f), steps: 7))
{
    (float x, float slope) = (point.Place, point.Slope);
    Console.WriteLine($"  step {point.Step}: x = {x,7:F4}   f = {F(x),7:F4}   slope {slope,9:F4}   next move {-0.02 * slope,7:F4}");
}

Console.WriteLine();
Console.WriteLine("                                    start   x after 100 steps        f   last move");
Show("rate 0.0005: it has hardly begun", -2, new Sgd(0.0005f));
Show("rate 0.02", -2, new Sgd(0.02f));
Show("rate 0.15: jumps from side to side", -1.5, new Sgd(0.15f));
Show("the same, times 0.95 each step", -1.5, new Sgd(0.15f) { Schedule = new ExponentialDecay(0.95) });
Show("rate 0.02, from the other side", 2, new Sgd(0.02f)); // a local minimum: the slope leads nowhere else
Show("the same with momentum 0.9", 2, new Sgd(0.02f, momentum: 0.9f)); // it rolls over the hill

static void Show(string how, double start, Optimizer optimizer)
{
    IReadOnlyList<DescentPoint> way = Descent.Run(Slope, start, optimizer, steps: 100);
    double x = way[^1].Place;
    Console.WriteLine($"{how,-36}{start,5}{x,20:F4}{F(x),9:F4}{Math.Abs(x - way[^2].Place),12:F4}");
}
