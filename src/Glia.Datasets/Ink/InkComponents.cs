namespace Glia.Datasets;

/// <summary>The connected pieces of ink in a picture, and which of them make up the digit: specks, far dots and a frame around the picture do not.</summary>
internal sealed class InkComponents
{
    private readonly GreyPlane _ink;
    private readonly int[] _labels;
    private readonly IReadOnlyList<InkPiece> _components;

    /// <summary>Finds the pieces of <paramref name="ink"/> above <paramref name="level"/>; pixels that share a corner are connected.</summary>
    public InkComponents(GreyPlane ink, float level)
    {
        _ink = ink;
        var pieces = new InkPieces(ink, level);
        (_labels, _components) = (pieces.Labels, pieces.All);
    }

    /// <summary>Box of the pieces that <see cref="Choose"/> took.</summary>
    public PixelBox Box { get; private set; }

    /// <summary>Box of the heaviest piece.</summary>
    public PixelBox Main { get; private set; }

    /// <summary>True where a second piece stands beside the first and is nearly as large: perhaps two digits.</summary>
    public bool HasNeighbour { get; private set; }

    /// <summary>Ink that nine tenths of the strong pixels of the heaviest piece stay below: the strength of the ink; 0 where there is none.</summary>
    public float Strength()
    {
        int main = Heaviest();
        if (main < 0) return 0;
        float floor = _components[main].Peak * 0.35f;
        float[] strong = [.. _ink.Values.Where((value, i) => _labels[i] == main + 1 && value >= floor)];
        Array.Sort(strong);
        return strong[(int)((strong.Length - 1) * 0.9)];
    }

    /// <summary>Chooses the pieces of the digit, whose ink has the given <paramref name="strength"/>: for every pixel, whether it belongs; null where there is no ink.</summary>
    public bool[]? Choose(float strength)
    {
        int main = Heaviest();
        if (main < 0) return null;
        InkPiece first = _components[main];
        var taken = new bool[_components.Count + 1];
        Box = Main = first.Box;
        for (int i = 0; i < _components.Count; i++)
        {
            InkPiece part = _components[i];
            if (i != main && (IsFrame(part) || !Belongs(part, first, strength))) continue;
            taken[i + 1] = true;
            Box = Box.Union(part.Box);
            HasNeighbour |= i != main && part.Box.LongSide > 0.6 * first.Box.LongSide && Beside(part.Box, first.Box);
        }

        var mask = new bool[_labels.Length];
        for (int i = 0; i < mask.Length; i++) mask[i] = taken[_labels[i]];
        return mask;
    }

    private static bool Beside(PixelBox a, PixelBox b) => Math.Max(a.Left - (b.Left + b.Width), b.Left - (a.Left + a.Width)) > 0.05 * b.LongSide;

    // Large pieces belong wherever they are, small ones near the largest; a piece of weak ink is a stain.
    private static bool Belongs(InkPiece part, InkPiece main, float strength)
    {
        if (part.Peak < 0.4f * strength) return false;
        return part.Mass >= 0.25 * main.Mass || (part.Mass >= 0.03 * main.Mass && part.Box.Gap(main.Box) < 0.35 * main.Box.LongSide);
    }

    private int Heaviest()
    {
        int best = -1;
        for (int i = 0; i < _components.Count; i++)
            if (!(IsFrame(_components[i]) && _components.Count > 1) && (best < 0 || _components[i].Mass > _components[best].Mass)) best = i;
        return best;
    }

    // A line along the picture's sides, such as the rim of a box on a form.
    private bool IsFrame(InkPiece part) =>
        part.Box.Width > 0.9 * _ink.Width && part.Box.Height > 0.9 * _ink.Height && part.BorderPixels > 0.6 * part.Pixels;
}
