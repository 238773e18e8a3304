namespace Glia.Datasets;

/// <summary>
/// From colours and transparency to one grey value per pixel in which the ink stands out: by the transparency itself where strokes lie on a transparent
/// canvas, otherwise along the line through the colours on which neighbouring pixels differ most. Red ink on green of the same brightness stays visible.
/// </summary>
internal static class GrayConversion
{
    private const float Opaque = 250, Visible = 128;
    private const float ManyColours = 40; // the range of a channel from which on opaque pixels must be both paper and ink

    /// <summary>Grey values 0 … 255 of <paramref name="picture"/>; <paramref name="fromAlpha"/> tells whether they are its opacity.</summary>
    public static GreyPlane Convert(PictureReduction picture, out bool fromAlpha)
    {
        float[] alpha = picture.Alpha.Values;
        int visible = alpha.Count(a => a >= Visible), transparent = alpha.Count(a => a < Opaque);
        fromAlpha = transparent > 0.005 * alpha.Length && (visible < 0.4 * alpha.Length || Range(picture) < ManyColours);
        if (fromAlpha) return picture.Alpha;
        if (transparent > 0) FillTransparent(picture);
        return IsGray(picture) ? picture.Green : Project(picture, Axis(picture));
    }

    // The widest range of a channel over visible pixels, without the outermost hundredth on both sides.
    private static float Range(PictureReduction picture)
    {
        float widest = 0;
        foreach (float[] channel in new[] { picture.Red.Values, picture.Green.Values, picture.Blue.Values })
        {
            float[] seen = [.. channel.Where((_, i) => picture.Alpha.Values[i] >= Visible)];
            if (seen.Length == 0) return 0;
            Array.Sort(seen);
            widest = Math.Max(widest, seen[(int)((seen.Length - 1) * 0.99)] - seen[(int)((seen.Length - 1) * 0.01)]);
        }

        return widest;
    }

    // A transparent margin around paper takes the paper's colour, so that its edge is not taken for ink.
    private static void FillTransparent(PictureReduction picture)
    {
        float[] alpha = picture.Alpha.Values;
        foreach (float[] channel in new[] { picture.Red.Values, picture.Green.Values, picture.Blue.Values })
        {
            float[] seen = [.. channel.Where((_, i) => alpha[i] >= Visible)];
            if (seen.Length == 0) continue;
            Array.Sort(seen);
            float paper = seen[seen.Length / 2];
            for (int i = 0; i < channel.Length; i++) channel[i] = paper + ((channel[i] - paper) * (alpha[i] / 255));
        }
    }

    private static bool IsGray(PictureReduction picture)
    {
        float[] red = picture.Red.Values, green = picture.Green.Values, blue = picture.Blue.Values;
        for (int i = 0; i < green.Length; i++)
            if (Math.Abs(red[i] - green[i]) > 2 || Math.Abs(blue[i] - green[i]) > 2) return false;
        return true;
    }

    // The first principal axis of the differences between neighbours (Pearson 1901), by power iteration.
    private static (double R, double G, double B) Axis(PictureReduction picture)
    {
        double rr = 0, gg = 0, bb = 0, rg = 0, rb = 0, gb = 0;
        int width = picture.Red.Width;
        for (int i = width; i < picture.Red.Values.Length; i++)
        {
            foreach (int j in (ReadOnlySpan<int>)[i % width == 0 ? i : i - 1, i - width])
            {
                double r = picture.Red.Values[i] - picture.Red.Values[j], g = picture.Green.Values[i] - picture.Green.Values[j], b = picture.Blue.Values[i] - picture.Blue.Values[j];
                (rr, gg, bb, rg, rb, gb) = (rr + (r * r), gg + (g * g), bb + (b * b), rg + (r * g), rb + (r * b), gb + (g * b));
            }
        }

        (double x, double y, double z) = (0.6, 0.62, 0.5); // the eye's brightness, roughly; not at right angles to any likely axis
        for (int k = 0; k < 60; k++)
        {
            (double nx, double ny, double nz) = ((rr * x) + (rg * y) + (rb * z), (rg * x) + (gg * y) + (gb * z), (rb * x) + (gb * y) + (bb * z));
            double length = Math.Sqrt((nx * nx) + (ny * ny) + (nz * nz));
            if (length < 1e-9) break;
            (x, y, z) = (nx / length, ny / length, nz / length);
        }

        return x + y + z < 0 ? (-x, -y, -z) : (x, y, z);
    }

    // Scaled and moved so that the axis' ends are 0 and 255.
    private static GreyPlane Project(PictureReduction picture, (double R, double G, double B) axis)
    {
        double length = Math.Abs(axis.R) + Math.Abs(axis.G) + Math.Abs(axis.B);
        double shift = -255 * (Math.Min(axis.R, 0) + Math.Min(axis.G, 0) + Math.Min(axis.B, 0));
        var gray = new GreyPlane(picture.Red.Width, picture.Red.Height);
        for (int i = 0; i < gray.Values.Length; i++)
            gray.Values[i] = (float)(((axis.R * picture.Red.Values[i]) + (axis.G * picture.Green.Values[i]) + (axis.B * picture.Blue.Values[i]) + shift) / length);
        return gray;
    }
}
