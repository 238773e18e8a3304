#:property PublishAot=false
// No library in this one: going downhill is a loop of three lines, at the end of this file.
// Gradient descent: look at the slope where you stand, and take a step against it, the larger the steeper: x ← x − rate · slope.
// The curve f(x) = x⁴ − 3x² + x has its lowest point at x = −1.30 and another, higher valley at x = 1.13, with a hill between the two.
// Look at the steps, which get smaller by themselves; at what a rate that is too small or too large does; and at what lets the ball out of the trap.
//     dotnet run -c Release examples/13-gradient-descent.cs
Console.WriteLine("From x = −2 with rate 0.02:");
double x = -2;
for (int step = 1; step <= 8; step++)
{
    double move = -0.02 * Slope(x);
    Console.WriteLine($"  step {step}: x = {x,7:F4}   f = {F(x),7:F4}   slope {Slope(x),9:F4}   move {move,7:F4}");
    x += move;
}

Console.WriteLine();
Console.WriteLine("  start     rate   decay   momentum   x after 100 steps        f   last move");
Show(-2, 0.0005); // too small: it has hardly begun
Show(-2, 0.02);
Show(-1.5, 0.15); // too large: it jumps from side to side for ever
Show(-1.5, 0.15, decay: 0.95); // the same with a rate that gets smaller: it settles
Show(2, 0.02); // the other valley: a local minimum, and the slope leads nowhere else
Show(2, 0.02, momentum: 0.9); // momentum carries it over the hill

static double F(double x) => Math.Pow(x, 4) - (3 * x * x) + x;
static double Slope(double x) => (4 * x * x * x) - (6 * x) + 1;

static void Show(double start, double rate, double decay = 1, double momentum = 0)
{
    double x = start, speed = 0;
    for (int step = 0; step < 100; step++)
    {
        speed = (momentum * speed) - (rate * Math.Pow(decay, step) * Slope(x));
        x += speed;
    }

    Console.WriteLine($"{start,7}{rate,9}{decay,8}{momentum,11}{x,20:F4}{F(x),9:F4}{Math.Abs(speed),12:F4}");
}
