namespace Glia.Datasets;

/// <summary>The weak ink around strokes: a pen's soft edge, or what a lens made of it. It belongs only so near to solid ink that a stain or a fold that touches a stroke does not come along.</summary>
internal static class InkFringe
{
    /// <summary>Adds to <paramref name="mask"/> the pixels of <paramref name="ink"/> above <paramref name="level"/> that hang together with it over no more than <paramref name="steps"/> pixels, and returns <paramref name="box"/> widened by them.</summary>
    public static PixelBox Grow(bool[] mask, GreyPlane ink, float level, int steps, PixelBox box)
    {
        var edge = new List<int>();
        for (int i = 0; i < mask.Length; i++)
            if (mask[i]) edge.Add(i);
        for (int step = 0; step < steps && edge.Count > 0; step++)
        {
            var next = new List<int>();
            foreach (int at in edge) Visit(mask, ink, level, at, next);
            foreach (int at in next) box = box.Union(new(at % ink.Width, at / ink.Width, 1, 1));
            edge = next;
        }

        return box;
    }

    private static void Visit(bool[] mask, GreyPlane ink, float level, int at, List<int> next)
    {
        int column = at % ink.Width, row = at / ink.Width;
        for (int y = Math.Max(0, row - 1); y <= Math.Min(ink.Height - 1, row + 1); y++)
        {
            for (int x = Math.Max(0, column - 1); x <= Math.Min(ink.Width - 1, column + 1); x++)
            {
                int beside = (y * ink.Width) + x;
                if (mask[beside] || ink.Values[beside] <= level) continue;
                mask[beside] = true;
                next.Add(beside);
            }
        }
    }
}
