namespace Glia.Datasets;

/// <summary>The connected pieces of ink in a picture, and which of them make up the digit: specks, far dots and a frame around the picture do not.</summary>
internal sealed class InkComponents
{
    private readonly GreyPlane _ink;
    private readonly int[] _labels;
    private readonly IReadOnlyList<InkPiece> _components;
    private readonly bool[] _isFrame;

    /// <summary>Finds the pieces of <paramref name="ink"/> above <paramref name="level"/>; pixels that share a corner are connected.</summary>
    public InkComponents(GreyPlane ink, float level)
    {
        _ink = ink;
        var pieces = new InkPieces(ink, level);
        (_labels, _components) = (pieces.Labels, pieces.All);
        int[] rims = CountRims();
        _isFrame = [.. rims.Select((rim, i) => IsFrame(_components[i], rim))];
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

    /// <summary>Chooses the pieces of the digit, whose ink has the given <paramref name="strength"/>, with the ink above <paramref name="fringe"/> around them: for every pixel, whether it belongs; null where there is no ink.</summary>
    public bool[]? Choose(float strength, float fringe)
    {
        int main = Heaviest();
        if (main < 0) return null;
        InkPiece first = _components[main];
        var taken = new bool[_components.Count + 1];
        Box = Main = first.Box;
        taken[main + 1] = true;
        while (TakeMore(taken, first, strength))
        {
            // What was taken brings others within reach.
        }

        HasNeighbour = _components.Any(part => part.Peak >= 0.5f * strength && part.Box.LongSide > 0.6 * first.Box.LongSide && Beside(part.Box, first.Box));
        var mask = new bool[_labels.Length];
        for (int i = 0; i < mask.Length; i++) mask[i] = taken[_labels[i]];
        Box = InkFringe.Grow(mask, _ink, fringe, 1 + (Box.LongSide / 40), Box);
        return mask;
    }

    private bool TakeMore(bool[] taken, InkPiece main, float strength)
    {
        bool any = false;
        for (int i = 0; i < _components.Count; i++)
        {
            if (taken[i + 1] || _isFrame[i] || !Belongs(_components[i], main, strength)) continue;
            Box = Box.Union(_components[i].Box);
            any = taken[i + 1] = true;
        }

        return any;
    }

    private static bool Beside(PixelBox a, PixelBox b) => Math.Max(a.Left - (b.Left + b.Width), b.Left - (a.Left + a.Width)) > 0.05 * b.LongSide;

    // The larger a piece, the further from the others it may lie; a piece of weak ink is a stain.
    private bool Belongs(InkPiece part, InkPiece main, float strength)
    {
        if (part.Peak < 0.5f * strength) return false;
        double share = part.Mass / main.Mass, reach = share >= 0.25 ? 0.5 : share >= 0.03 ? 0.2 : share >= 0.004 ? 0.04 : 0;
        return part.Box.Gap(Box) < reach * Box.LongSide;
    }

    private int Heaviest()
    {
        int best = -1;
        for (int i = 0; i < _components.Count; i++)
            if (!_isFrame[i] && (best < 0 || _components[i].Mass > _components[best].Mass)) best = i;
        return best;
    }

    // Lines along the sides of their own box with something inside, such as a box on a form.
    private bool IsFrame(InkPiece frame, int rimPixels)
    {
        if (frame.Box.LongSide < 0.2 * _ink.LongSide || rimPixels < 0.8 * frame.Pixels) return false;
        return _components.Any(part => part.Mass > 0.1 * frame.Mass && frame.Box.Surrounds(part.Box));
    }

    // For every piece, how many of its pixels lie near its box's sides.
    private int[] CountRims()
    {
        var rims = new int[_components.Count];
        for (int i = 0; i < _labels.Length; i++)
        {
            if (_labels[i] == 0) continue;
            PixelBox box = _components[_labels[i] - 1].Box;
            int column = (i % _ink.Width) - box.Left, row = (i / _ink.Width) - box.Top, rim = Math.Max(1, Math.Min(box.Width, box.Height) / 12);
            if (column < rim || row < rim || column >= box.Width - rim || row >= box.Height - rim) rims[_labels[i] - 1]++;
        }

        return rims;
    }
}
