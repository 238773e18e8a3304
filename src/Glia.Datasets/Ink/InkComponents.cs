namespace Glia.Datasets;

/// <summary>The connected pieces of ink in a picture, and which of them make up the digit: specks, far dots and a frame around the picture do not.</summary>
internal sealed class InkComponents
{
    private readonly GreyPlane _ink;
    private readonly int[] _labels; // 0: no ink, otherwise index of the component + 1
    private readonly List<Component> _components = [];

    /// <summary>One connected piece: its box, the sum of its ink, its strongest pixel and how many of its pixels lie at the picture's border.</summary>
    private readonly record struct Component(PixelBox Box, double Mass, float Peak, int Pixels, int BorderPixels);

    /// <summary>Finds the pieces of <paramref name="ink"/> above <paramref name="level"/>; pixels that share a corner are connected.</summary>
    public InkComponents(GreyPlane ink, float level)
    {
        _ink = ink;
        _labels = new int[ink.Values.Length];
        var stack = new Stack<int>();
        for (int i = 0; i < _labels.Length; i++)
            if (_labels[i] == 0 && ink.Values[i] > level) Flood(i, level, stack);
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
        Component first = _components[main];
        var taken = new bool[_components.Count + 1];
        Box = Main = first.Box;
        for (int i = 0; i < _components.Count; i++)
        {
            Component part = _components[i];
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
    private static bool Belongs(Component part, Component main, float strength)
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
    private bool IsFrame(Component part) =>
        part.Box.Width > 0.9 * _ink.Width && part.Box.Height > 0.9 * _ink.Height && part.BorderPixels > 0.6 * part.Pixels;

    private void Flood(int start, float level, Stack<int> stack)
    {
        int width = _ink.Width, height = _ink.Height, label = _components.Count + 1, rim = Math.Max(1, Math.Min(width, height) / 25);
        int left = width, right = 0, top = height, bottom = 0, pixels = 0, border = 0;
        double mass = 0;
        float peak = 0;
        _labels[start] = label;
        stack.Push(start);
        while (stack.TryPop(out int at))
        {
            int column = at % width, row = at / width;
            (left, right, top, bottom) = (Math.Min(left, column), Math.Max(right, column), Math.Min(top, row), Math.Max(bottom, row));
            mass += _ink.Values[at];
            peak = Math.Max(peak, _ink.Values[at]);
            pixels++;
            if (column < rim || row < rim || column >= width - rim || row >= height - rim) border++;
            for (int y = Math.Max(0, row - 1); y <= Math.Min(height - 1, row + 1); y++)
            {
                for (int x = Math.Max(0, column - 1); x <= Math.Min(width - 1, column + 1); x++)
                {
                    int next = (y * width) + x;
                    if (_labels[next] != 0 || _ink.Values[next] <= level) continue;
                    _labels[next] = label;
                    stack.Push(next);
                }
            }
        }

        _components.Add(new(new(left, top, right - left + 1, bottom - top + 1), mass, peak, pixels, border));
    }
}
