namespace Glia.OwnHandwriting;

/// <summary>
/// Someone who writes one digit once: the strokes bent by slow waves, trembling a little, slanted and stretched, with a pressure of their own. Every draw comes from
/// one row of random numbers, so that a seed gives the same picture again.
/// </summary>
internal sealed class Scribe
{
    private readonly PenPoint[][] _strokes;
    private Xoshiro256 _random;

    public Scribe(string[] way, ulong seed, ulong stream)
    {
        _random = new(seed, stream);
        _strokes = [.. way.Select(PenPath.Parse)];
        Bend();
        Slant(0.05 + (0.13 * Bell()), 1 + (0.13 * Bell()));
        Tremble();
    }

    /// <summary>A number of that range, every one as likely.</summary>
    public double Between(double low, double high) => _random.NextDouble(low, high);

    /// <summary>About N(0, 1), never far out: the sum of four uniform numbers.</summary>
    public double Bell() => (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 2) * 1.7320508;

    public int Pick(int count) => _random.NextInt32(count);

    public uint NextSeed() => (uint)_random.NextUInt64();

    /// <summary>Turns the digit by <paramref name="degrees"/>, clockwise.</summary>
    public void Turn(double degrees)
    {
        (double sin, double cos) = StableMath.SinCos(degrees * (Math.PI / 180));
        Each(p => p with { X = (p.X * cos) - (p.Y * sin), Y = (p.X * sin) + (p.Y * cos) });
    }

    /// <summary>Sheets that are photographed from below: the top is narrower by <paramref name="amount"/>, and leans.</summary>
    public void Tilt(double amount, double lean)
    {
        Each(p =>
        {
            double depth = 1 / (1 + (amount * (100 - p.Y) * 0.01));
            return p with { X = ((p.X - 40) * depth) + (lean * p.Y), Y = 100 - ((100 - p.Y) * depth) };
        });
    }

    public void Stretch(double across) => Each(p => p with { X = p.X * across });

    /// <summary>Presses downward strokes and lifts upward ones by <paramref name="amount"/>, as a nib does.</summary>
    public void Press(double amount)
    {
        foreach (PenPoint[] stroke in _strokes)
        {
            for (int i = 1; i < stroke.Length; i++)
            {
                double dx = stroke[i].X - stroke[i - 1].X, dy = stroke[i].Y - stroke[i - 1].Y, length = Math.Sqrt((dx * dx) + (dy * dy)) + 1e-9;
                stroke[i] = stroke[i] with { Pressure = (0.8 * stroke[i - 1].Pressure) + (0.2 * (1 + (amount * dy / length))) };
            }
        }
    }

    /// <summary>The digit written into a picture: ink 0 … 1 of shape <c>(height, width)</c>.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="size">The digit's longer side without the pen, in pixels.</param>
    /// <param name="pen">Diameter of the pen in pixels.</param>
    /// <param name="x">Where the digit's middle is, as a part of the width.</param>
    /// <param name="y">Where the digit's middle is, as a part of the height.</param>
    /// <param name="edge">Over how many pixels the ink's edge fades; 0 for the hard edge of a paint program.</param>
    public float[] Write(int width, int height, double size, double pen, double x = 0.5, double y = 0.5, double edge = 1)
    {
        double left = Extent(p => p.X, Math.Min), right = Extent(p => p.X, Math.Max), top = Extent(p => p.Y, Math.Min), bottom = Extent(p => p.Y, Math.Max);
        double scale = size / Math.Max(right - left, bottom - top);
        double moveX = (x * width) - (scale * (left + right) / 2), moveY = (y * height) - (scale * (top + bottom) / 2);
        var drawing = new PenDrawing(width, height, edge);
        foreach (PenPoint[] stroke in _strokes)
            drawing.Draw([.. stroke.Select(p => new PenPoint(moveX + (scale * p.X), moveY + (scale * p.Y), 0.5 * pen * p.Pressure))]);
        return drawing.Ink();
    }

    private double Extent(Func<PenPoint, double> of, Func<double, double, double> choose) => _strokes.SelectMany(s => s).Select(of).Aggregate(choose);

    // Two slow waves across the digit: proportions differ from one writing to the next, and curves stay smooth.
    private void Bend()
    {
        double ax = 3.5 * Bell(), ay = 3.5 * Bell(), phaseX = Between(0, 6), phaseY = Between(0, 6), fx = Between(0.03, 0.07), fy = Between(0.03, 0.07);
        Each(p => p with { X = p.X + (ax * StableMath.Sin((fx * p.Y) + phaseX)), Y = p.Y + (ay * StableMath.Sin((fy * p.X) + phaseY)) });
    }

    private void Slant(double slant, double aspect) => Each(p => p with { X = (p.X * aspect) - (slant * (p.Y - 50)) });

    private void Tremble()
    {
        foreach (PenPoint[] stroke in _strokes)
        {
            double phase = Between(0, 6), quick = Between(0.35, 0.8), amount = Between(0.1, 0.6), swell = Between(0.03, 0.14), slow = Between(0.05, 0.15);
            for (int i = 0; i < stroke.Length; i++)
            {
                PenPoint p = stroke[i];
                stroke[i] = new(p.X + (amount * StableMath.Sin((quick * i) + phase)), p.Y + (amount * StableMath.Cos((quick * 0.83 * i) + phase)), 1 + (swell * StableMath.Sin((slow * i) + phase)));
            }
        }
    }

    private void Each(Func<PenPoint, PenPoint> move)
    {
        foreach (PenPoint[] stroke in _strokes)
            for (int i = 0; i < stroke.Length; i++) stroke[i] = move(stroke[i]);
    }
}
