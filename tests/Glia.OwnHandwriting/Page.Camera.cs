namespace Glia.OwnHandwriting;

/// <summary>What lens, sensor and file do to a page.</summary>
internal sealed partial class Page
{
    private static readonly double[,] Cosines = MakeCosines();

    /// <summary>Noise of that deviation: shared by the channels, and half as much in each of its own.</summary>
    public Page Noise(Scribe scribe, double deviation) => Each((colour, _, _) =>
    {
        double shared = deviation * scribe.Bell(), own = 0.5 * deviation;
        return new(colour.R + shared + (own * scribe.Bell()), colour.G + shared + (own * scribe.Bell()), colour.B + shared + (own * scribe.Bell()));
    });

    /// <summary>Salt and pepper: that part of the pixels is white or black.</summary>
    public Page Specks(Scribe scribe, double part) => Each((colour, _, _) => scribe.Between(0, 1) < part ? Rgb.Gray(255 * scribe.Pick(2)) : colour);

    /// <summary>Out of focus: the mean over squares, twice.</summary>
    public Page Blur(int radius)
    {
        for (int round = 0; round < 2; round++) Smear(radius, 1, 0).Smear(radius, 0, 1);
        return this;
    }

    /// <summary>Moved while taken: the mean along a line of 2 · <paramref name="radius"/> + 1 points that lie (<paramref name="dx"/>, <paramref name="dy"/>) apart.</summary>
    public Page Smear(int radius, double dx, double dy)
    {
        Rgb[] old = [.. _pixels];
        return Each((_, x, y) =>
        {
            Rgb sum = default;
            for (int k = -radius; k <= radius; k++)
            {
                int px = Math.Clamp(x + (int)Math.Round(k * dx), 0, Width - 1), py = Math.Clamp(y + (int)Math.Round(k * dy), 0, Height - 1);
                sum += old[(py * Width) + px];
            }

            return sum * (1.0 / ((2 * radius) + 1));
        });
    }

    /// <summary>Strong compression as JPEG has it: blocks of 8 × 8 by their cosine waves, rounded more coarsely the faster they are.</summary>
    public Page Compress(double step)
    {
        var block = new double[8, 8];
        for (int top = 0; top < Height; top += 8)
        {
            for (int left = 0; left < Width; left += 8)
            {
                double[,] r = Block(left, top, c => c.R, step, block), g = Block(left, top, c => c.G, step, block), b = Block(left, top, c => c.B, step, block);
                for (int y = top; y < Math.Min(Height, top + 8); y++)
                    for (int x = left; x < Math.Min(Width, left + 8); x++)
                        _pixels[(y * Width) + x] = new(r[y - top, x - left], g[y - top, x - left], b[y - top, x - left]);
            }
        }

        return this;
    }

    private double[,] Block(int left, int top, Func<Rgb, double> channel, double step, double[,] block)
    {
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 8; x++)
                block[y, x] = channel(_pixels[(Math.Min(Height - 1, top + y) * Width) + Math.Min(Width - 1, left + x)]);
        double[,] waves = Transform(block, back: false);
        for (int v = 0; v < 8; v++)
        {
            for (int u = 0; u < 8; u++)
            {
                double size = step * (1 + u + v);
                waves[v, u] = size * Math.Round(waves[v, u] / size);
            }
        }

        return Transform(waves, back: true);
    }

    private static double[,] Transform(double[,] values, bool back)
    {
        double[,] half = new double[8, 8], whole = new double[8, 8];
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
                for (int k = 0; k < 8; k++) half[i, j] += values[i, k] * (back ? Cosines[k, j] : Cosines[j, k]);
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
                for (int k = 0; k < 8; k++) whole[i, j] += half[k, j] * (back ? Cosines[k, i] : Cosines[i, k]);
        return whole;
    }

    private static double[,] MakeCosines()
    {
        var cosines = new double[8, 8];
        for (int u = 0; u < 8; u++)
            for (int x = 0; x < 8; x++) cosines[u, x] = (u == 0 ? Math.Sqrt(0.125) : 0.5) * StableMath.Cos(((2 * x) + 1) * u * Math.PI / 16);
        return cosines;
    }
}
