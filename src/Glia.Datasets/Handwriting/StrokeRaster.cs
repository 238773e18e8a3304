using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>Draws a <see cref="PenTrace"/> as pixels: each pixel's ink follows from its distance to the nearest piece of the path.</summary>
internal sealed class StrokeRaster
{
    private const int Lanes = 16; // rows are padded to a multiple of this, so that registers of any width fill them

    private readonly float[] _depth; // how far a pixel's centre lies inside the ink; negative outside
    private readonly int _width, _height, _stride;

    /// <summary>A canvas of <paramref name="width"/> × <paramref name="height"/> pixels.</summary>
    public StrokeRaster(int width, int height)
    {
        _width = width;
        _height = height;
        _stride = (width + Lanes - 1) / Lanes * Lanes;
        _depth = new float[height * _stride];
    }

    /// <summary>Draws <paramref name="trace"/>, given in pixels, into <paramref name="ink"/> (shape <c>(height, width)</c>, 0 … 255) with an edge that fades over <paramref name="edge"/> pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        for (int row = 0; row < _height; row++)
            for (int column = 0; column < _width; column++)
                ink[(row * _width) + column] = (byte)(Math.Min(255f, (_depth[(row * _stride) + column] + half) * scale) + 0.5f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Piece(float ax, float ay, float ar, float bx, float by, float br, float half)
    {
        float reach = Math.Max(ar, br) + half;
        int left = Math.Max(0, (int)(Math.Min(ax, bx) - reach)), right = Math.Min(_width - 1, (int)(Math.Max(ax, bx) + reach));
        int top = Math.Max(0, (int)(Math.Min(ay, by) - reach)), bottom = Math.Min(_height - 1, (int)(Math.Max(ay, by) + reach));
        float dx = bx - ax, dy = by - ay, square = (dx * dx) + (dy * dy);
        float inverse = square > 0 ? 1 / square : 0, grow = br - ar;
        left = Math.Min(left, _stride - Vector<float>.Count);
        for (int row = top; row <= bottom; row++)
        {
            Vector<float> py = new(row + 0.5f - ay);

            // A register's worth of pixels at a time: those beyond the stroke's reach come out less deep than anything, and change nothing.
            for (int column = left; column <= right; column += Vector<float>.Count)
            {
                column = Math.Min(column, _stride - Vector<float>.Count);
                Vector<float> px = Vector<float>.Indices + new Vector<float>(column) + new Vector<float>(0.5f) - new Vector<float>(ax);
                Vector<float> t = Vector.Min(Vector.Max(((px * dx) + (py * dy)) * inverse, Vector<float>.Zero), Vector<float>.One);
                Vector<float> ex = px - (t * dx), ey = py - (t * dy);
                Vector<float> depth = new Vector<float>(ar) + (t * grow) - Vector.SquareRoot((ex * ex) + (ey * ey));
                ref float deepest = ref _depth[(row * _stride) + column];
                Vector.Max(depth, Vector.LoadUnsafe(ref deepest)).StoreUnsafe(ref deepest);
            }
        }
    }
}
