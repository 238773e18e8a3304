namespace Glia.Datasets;

/// <summary>One connected piece of ink: its box, the sum of its ink, its strongest pixel and the number of its pixels.</summary>
internal readonly record struct InkPiece(PixelBox Box, double Mass, float Peak, int Pixels);

/// <summary>The connected pieces of ink in a picture, by filling one after the other.</summary>
internal sealed class InkPieces
{
    private readonly GreyPlane _ink;
    private readonly List<InkPiece> _all = [];

    /// <summary>Finds the pieces of <paramref name="ink"/> above <paramref name="level"/>; pixels that share a corner are connected.</summary>
    public InkPieces(GreyPlane ink, float level)
    {
        _ink = ink;
        Labels = new int[ink.Values.Length];
        var stack = new Stack<int>();
        for (int i = 0; i < Labels.Length; i++)
            if (Labels[i] == 0 && ink.Values[i] > level) Flood(i, level, stack);
    }

    /// <summary>The pieces, in the order of their first pixels.</summary>
    public IReadOnlyList<InkPiece> All => _all;

    /// <summary>For every pixel, 0 where there is no ink, otherwise the index of its piece + 1.</summary>
    public int[] Labels { get; }

    private void Flood(int start, float level, Stack<int> stack)
    {
        int width = _ink.Width, height = _ink.Height, label = _all.Count + 1;
        int left = width, right = 0, top = height, bottom = 0, pixels = 0;
        double mass = 0;
        float peak = 0;
        Labels[start] = label;
        stack.Push(start);
        while (stack.TryPop(out int at))
        {
            int column = at % width, row = at / width;
            (left, right, top, bottom) = (Math.Min(left, column), Math.Max(right, column), Math.Min(top, row), Math.Max(bottom, row));
            mass += _ink.Values[at];
            peak = Math.Max(peak, _ink.Values[at]);
            pixels++;
            for (int y = Math.Max(0, row - 1); y <= Math.Min(height - 1, row + 1); y++)
            {
                for (int x = Math.Max(0, column - 1); x <= Math.Min(width - 1, column + 1); x++)
                {
                    int next = (y * width) + x;
                    if (Labels[next] != 0 || _ink.Values[next] <= level) continue;
                    Labels[next] = label;
                    stack.Push(next);
                }
            }
        }

        _all.Add(new(new(left, top, right - left + 1, bottom - top + 1), mass, peak, pixels));
    }
}
