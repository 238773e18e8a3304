using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>Writes one digit: picks a prototype, lets the hand stray, draws the ink and frames it as MNIST does. Keeps buffers: one writer per thread.</summary>
internal sealed class DigitWriter(HandVariation variation)
{
    private const double Step = 0.07; // length of a straight piece, in digit heights: 1.4 pixels

    private readonly PenTrace _trace = new();
    private readonly WarpGrid _warp = new();
    private readonly StrokeRaster _raster = new(DigitFrame.Box, DigitFrame.Box);
    private readonly byte[] _box = new byte[DigitFrame.Box * DigitFrame.Box];
    private double[] _x = new double[32], _y = new double[32], _radius = new double[32];

    /// <summary>Writes <paramref name="digit"/> into <paramref name="pixels"/>, shape <c>(28, 28)</c>, 255 for ink.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int digit, ref Xoshiro256 random, Span<byte> pixels) => Write(DigitPrototypes.Choose(digit, ref random), ref random, pixels);

    /// <summary>Writes <paramref name="prototype"/> into <paramref name="pixels"/>, shape <c>(28, 28)</c>, 255 for ink.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(DigitPrototype prototype, ref Xoshiro256 random, Span<byte> pixels)
    {
        double width = random.NextDouble();
        double radius = 0.5 * (variation.PenThin + ((variation.PenThick - variation.PenThin) * width * (0.35 + (0.65 * width))));
        if (random.NextDouble() < variation.BroadShare) radius += 0.5 * variation.BroadExtra * random.NextDouble();
        double edge = random.NextDouble(variation.EdgeMin, variation.EdgeMax);
        _trace.Clear();
        foreach (int[] stroke in prototype.Strokes) TraceStroke(stroke, radius, ref random);
        Bend(ref random);
        Fit(radius);
        _raster.Draw(_trace, edge, _box);
        DigitFrame.Centre(_box, pixels);
    }

    // The stroke's points, each moved a little, and the curve through them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TraceStroke(int[] stroke, double radius, ref Xoshiro256 random)
    {
        int points = stroke.Length / 2;
        if (_x.Length < points) (_x, _y, _radius) = (new double[points], new double[points], new double[points]);
        for (int i = 0; i < points; i++)
        {
            bool corner = i > 0 && stroke[2 * i] == stroke[(2 * i) - 2] && stroke[(2 * i) + 1] == stroke[(2 * i) - 1];
            double jitter = variation.PointJitter * (i == 0 || i == points - 1 ? variation.EndJitter : 1);
            _x[i] = corner ? _x[i - 1] : (stroke[2 * i] * 0.01) + (jitter * random.NextBell());
            _y[i] = corner ? _y[i - 1] : (stroke[(2 * i) + 1] * 0.01) + (jitter * random.NextBell());
            _radius[i] = corner ? _radius[i - 1] : radius * Math.Max(0.4, 1 + (variation.Pressure * random.NextBell()));
        }

        PenSpline.Trace(_x.AsSpan(0, points), _y.AsSpan(0, points), _radius.AsSpan(0, points), Step, _trace);
    }

    // Warp, then slant, width and rotation in one linear map; rotation by the map (1, −a; a, 1), which also scales: fitting takes that out again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bend(ref Xoshiro256 random)
    {
        _warp.Draw(variation.Warp, ref random);
        double slant = variation.SlantMean + (variation.Slant * random.NextBell());
        double aspect = Math.Max(0.4, 1 + (variation.Aspect * random.NextBell()));
        double turn = variation.Rotation * random.NextBell();
        Span<double> x = _trace.X, y = _trace.Y;
        for (int i = 0; i < x.Length; i++)
        {
            double px = x[i], py = y[i];
            _warp.Apply(ref px, ref py);
            px = (px * aspect) - (slant * py);
            x[i] = px - (turn * py);
            y[i] = py + (turn * px);
        }
    }

    // Scales and moves the trace so that its ink fills the 20 × 20 box. The pen's width is already in pixels, hence the second round.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fit(double radius)
    {
        (double left, double top, double right, double bottom) = Bounds(1, withPen: false);
        double scale = (DigitFrame.Box - (2 * radius)) / Math.Max(right - left, bottom - top);
        (left, top, right, bottom) = Bounds(scale, withPen: true);
        double size = Math.Max(right - left, bottom - top);
        scale *= 1 + ((DigitFrame.Box - size) / (size - (2 * radius)));
        (left, top, right, bottom) = Bounds(scale, withPen: true);
        double moveX = 0.5 * (DigitFrame.Box - left - right), moveY = 0.5 * (DigitFrame.Box - top - bottom);
        Span<double> x = _trace.X, y = _trace.Y;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (x[i] * scale) + moveX;
            y[i] = (y[i] * scale) + moveY;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Left, double Top, double Right, double Bottom) Bounds(double scale, bool withPen)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        ReadOnlySpan<double> x = _trace.X, y = _trace.Y, radius = _trace.Radius;
        for (int i = 0; i < x.Length; i++)
        {
            double r = withPen ? radius[i] : 0, px = x[i] * scale, py = y[i] * scale;
            left = Math.Min(left, px - r);
            right = Math.Max(right, px + r);
            top = Math.Min(top, py - r);
            bottom = Math.Max(bottom, py + r);
        }

        return (left, top, right, bottom);
    }
}
