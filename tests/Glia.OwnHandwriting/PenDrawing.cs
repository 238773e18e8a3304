namespace Glia.OwnHandwriting;

/// <summary>Draws chains of points with a round pen: a pixel's ink follows from how deep its centre lies inside the nearest cone between two points.</summary>
internal sealed class PenDrawing
{
    private readonly int _width, _height;
    private readonly double _edge;
    private readonly float[] _depth;

    public PenDrawing(int width, int height, double edge)
    {
        (_width, _height, _edge) = (width, height, edge);
        _depth = new float[width * height];
        Array.Fill(_depth, -1000);
    }

    /// <summary>Draws one stroke; a point's pressure is the pen's radius there, in pixels.</summary>
    public void Draw(PenPoint[] stroke)
    {
        for (int i = 1; i < stroke.Length; i++) Piece(stroke[i - 1], stroke[i]);
    }

    /// <summary>Ink 0 … 1, shape <c>(height, width)</c>.</summary>
    public float[] Ink() => [.. _depth.Select(d => _edge == 0 ? (d >= 0 ? 1f : 0f) : (float)Math.Clamp((d / _edge) + 0.5, 0, 1))];

    private void Piece(PenPoint a, PenPoint b)
    {
        double reach = Math.Max(a.Pressure, b.Pressure) + _edge + 1, dx = b.X - a.X, dy = b.Y - a.Y, square = Math.Max(1e-9, (dx * dx) + (dy * dy));
        int left = (int)Math.Max(0, Math.Min(a.X, b.X) - reach), right = (int)Math.Min(_width - 1, Math.Max(a.X, b.X) + reach);
        int top = (int)Math.Max(0, Math.Min(a.Y, b.Y) - reach), bottom = (int)Math.Min(_height - 1, Math.Max(a.Y, b.Y) + reach);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double px = x + 0.5 - a.X, py = y + 0.5 - a.Y, t = Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1), ex = px - (t * dx), ey = py - (t * dy);
                float depth = (float)(a.Pressure + (t * (b.Pressure - a.Pressure)) - Math.Sqrt((ex * ex) + (ey * ey)));
                ref float deepest = ref _depth[(y * _width) + x];
                deepest = Math.Max(deepest, depth);
            }
        }
    }
}
