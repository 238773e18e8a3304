namespace Glia.Datasets;

/// <summary>The ink of one digit, or of several that touch, without anything else that stands near it: a part of the page with its upper left corner.</summary>
/// <param name="Left">Column of the page where the part begins.</param>
/// <param name="Top">Row of the page where the part begins.</param>
/// <param name="Ink">The ink, 0 … 1, with some free pixels around it.</param>
internal sealed record InkPatch(int Left, int Top, GreyPlane Ink)
{
    private const float Edge = 0.25f; // ink from which on a pixel counts for the box
    private PixelBox? _inner;

    /// <summary>Box of the ink within the part.</summary>
    public PixelBox Inner => _inner ??= Ink.BoxAbove(Edge);

    /// <summary>Box of the ink on the page.</summary>
    public PixelBox Box => new(Left + Inner.Left, Top + Inner.Top, Inner.Width, Inner.Height);

    /// <summary>Cuts the pieces <paramref name="members"/> (indices) out of <paramref name="ink"/>, with the soft edge around them, at full strength.</summary>
    public static InkPatch Cut(GreyPlane ink, InkPieces pieces, IReadOnlySet<int> members, PixelBox box)
    {
        const int margin = 3, edge = 2;
        int left = box.Left - margin, top = box.Top - margin;
        var part = new GreyPlane(box.Width + (2 * margin), box.Height + (2 * margin));
        for (int row = Math.Max(0, box.Top); row < box.Bottom; row++)
        {
            for (int column = box.Left; column < box.Right; column++)
            {
                if (!members.Contains(pieces.Labels[(row * ink.Width) + column] - 1)) continue;
                for (int y = Math.Max(0, row - edge); y <= Math.Min(ink.Height - 1, row + edge); y++)
                {
                    for (int x = Math.Max(0, column - edge); x <= Math.Min(ink.Width - 1, column + edge); x++)
                    {
                        int label = pieces.Labels[(y * ink.Width) + x] - 1;
                        if (label < 0 || members.Contains(label)) part.Values[((y - top) * part.Width) + x - left] = ink.Values[(y * ink.Width) + x];
                    }
                }
            }
        }

        return new InkPatch(left, top, part).AtFullStrength();
    }

    // Nine tenths of the stroke's pixels stay below full ink.
    private InkPatch AtFullStrength()
    {
        float peak = Ink.Values.Max();
        float[] strong = [.. Ink.Values.Where(value => value > 0.35f * peak)];
        if (strong.Length == 0) return this;
        Array.Sort(strong);
        float strength = strong[(int)((strong.Length - 1) * 0.9)];
        for (int i = 0; i < Ink.Values.Length; i++) Ink.Values[i] = Math.Min(1, Ink.Values[i] / strength);
        return this;
    }
}
