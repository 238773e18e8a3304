namespace Glia.Datasets;

/// <summary>Draws a <see cref="PenTrace"/> as pixels: each pixel's ink follows from its distance to the nearest piece of the path.</summary>
internal sealed class StrokeRaster
{
    private readonly float[] _depth; // how far a pixel's centre lies inside the ink; negative outside
    private readonly int _width, _height;

    /// <summary>A canvas of <paramref name="width"/> × <paramref name="height"/> pixels.</summary>
    public StrokeRaster(int width, int height)
    {
        _width = width;
        _height = height;
        _depth = new float[width * height];
    }

    /// <summary>Draws <paramref name="trace"/>, given in pixels, into <paramref name="ink"/> (shape <c>(height, width)</c>, 0 … 255) with an edge that fades over <paramref name="edge"/> pixels.</summary>
    public void Draw(PenTrace trace, double edge, Span<byte> ink)
    {
        float half = (float)(edge * 0.5);
        _depth.AsSpan().Fill(-half);
        ReadOnlySpan<double> x = trace.X, y = trace.Y, radius = trace.Radius;
        for (int i = 0; i < x.Length; i++)
        {
            int from = trace.Begins[i] ? i : i - 1;
            if (from == i && i + 1 < x.Length && !trace.Begins[i + 1]) continue; // the piece to the next point covers it
            Piece((float)x[from], (float)y[from], (float)radius[from], (float)x[i], (float)y[i], (float)radius[i], half);
        }

        float scale = 255f / (2 * half);
        for (int i = 0; i < _depth.Length; i++)
            ink[i] = (byte)(Math.Min(255f, (_depth[i] + half) * scale) + 0.5f);
    }

    private void Piece(float ax, float ay, float ar, float bx, float by, float br, float half)
    {
        float reach = Math.Max(ar, br) + half;
        int left = Math.Max(0, (int)(Math.Min(ax, bx) - reach)), right = Math.Min(_width - 1, (int)(Math.Max(ax, bx) + reach));
        int top = Math.Max(0, (int)(Math.Min(ay, by) - reach)), bottom = Math.Min(_height - 1, (int)(Math.Max(ay, by) + reach));
        float dx = bx - ax, dy = by - ay, square = (dx * dx) + (dy * dy);
        float inverse = square > 0 ? 1 / square : 0, grow = br - ar;
        for (int row = top; row <= bottom; row++)
        {
            float py = row + 0.5f - ay;
            for (int column = left; column <= right; column++)
            {
                float px = column + 0.5f - ax;
                float t = Math.Clamp(((px * dx) + (py * dy)) * inverse, 0f, 1f);
                float ex = px - (t * dx), ey = py - (t * dy);
                float depth = ar + (t * grow) - MathF.Sqrt((ex * ex) + (ey * ey));
                ref float deepest = ref _depth[(row * _width) + column];
                if (depth > deepest) deepest = depth;
            }
        }
    }
}
