namespace Glia.Live.Tests.Gestures;

/// <summary>A hand that draws in the plane, not twice alike.</summary>
internal sealed class Hand(ulong seed)
{
    public const int Circle = 1, Zigzag = 2, Line = 3;

    public static readonly GestureSpec Spec = new(["circle", "zigzag", "line"]);

    private Xoshiro256 _random = new(seed);

    /// <summary>A gesture in so many frames: a little larger or smaller, elsewhere, uneven in speed, and trembling.</summary>
    public float[] Draw(int gesture, int frames)
    {
        double size = _random.NextDouble(0.9, 1.1), x0 = 0.05 * _random.NextNormal(), y0 = 0.05 * _random.NextNormal(), uneven = _random.NextDouble(-0.08, 0.08);
        var path = new float[frames * 2];
        for (int f = 0; f < frames; f++)
        {
            double t = (double)f / (frames - 1);
            (double x, double y) = At(gesture, t + (uneven * StableMath.Sin(2 * Math.PI * t)));
            path[f * 2] = Tremble((x * size) + x0);
            path[(f * 2) + 1] = Tremble((y * size) + y0);
        }

        return path;
    }

    /// <summary>A hand that stays where it is.</summary>
    public float[] Rest(float x, float y, int frames) => [.. Enumerable.Range(0, frames).SelectMany(_ => new[] { Tremble(x), Tremble(y) })];

    public GestureExample Example(long id, int gesture, int frames) => new(id, DateTime.UnixEpoch, gesture, 2, Draw(gesture, frames));

    /// <summary>Three examples of each gesture, some 30 frames long.</summary>
    public GestureExample[] Examples() => [.. Enumerable.Range(0, 9).Select(n => Example(n + 1, (n % 3) + 1, 26 + n))];

    public int Between(int low, int high) => low + _random.NextInt32(high - low + 1);

    private float Tremble(double value) => (float)(value + (0.03 * _random.NextNormal()));

    private static (double X, double Y) At(int gesture, double t)
    {
        if (gesture == Circle) return (StableMath.Cos(2 * Math.PI * t), StableMath.Sin(2 * Math.PI * t));
        if (gesture == Line) return (-1 + (2 * t), 0);
        double stroke = Math.Clamp(t, 0, 1) * 4, part = stroke - Math.Floor(stroke); // four strokes up and down
        return (-1 + (2 * t), Math.Floor(stroke) % 2 == 0 ? -0.8 + (1.6 * part) : 0.8 - (1.6 * part));
    }
}
