namespace Glia.Datasets;

/// <summary>
/// The five filters of PNG (section 9): each byte of a row is stored as its difference to a guess from the bytes to its left (a),
/// above it (b) and above left (c). Row and row above are of one length; outside the picture everything is 0.
/// </summary>
internal static class PngFilter
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>Turns a filtered row back into bytes of pixels, in place.</summary>
    /// <param name="filter">0 … 4.</param>
    /// <param name="row">The filtered row.</param>
    /// <param name="above">The row above, already turned back; zeros for the first.</param>
    /// <param name="distance">Bytes from a byte to the one called "left".</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case None:
                break;
            case Sub:
                for (int i = distance; i < row.Length; i++) row[i] += row[i - distance];
                break;
            case Up:
                for (int i = 0; i < row.Length; i++) row[i] += above[i];
                break;
            default:
                for (int i = 0; i < row.Length; i++) row[i] += Guess(filter, i, row, above, distance);
                break;
        }
    }

    /// <summary>Writes the filtered <paramref name="row"/> to <paramref name="filtered"/>.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++) filtered[i] = (byte)(row[i] - Guess(filter, i, row, above, distance));
    }

    private static byte Guess(int filter, int i, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        int a = i < distance ? 0 : row[i - distance];
        int b = above[i];
        return filter switch
        {
            None => 0,
            Sub => (byte)a,
            Up => (byte)b,
            Average => (byte)((a + b) / 2),
            _ => Nearest(a, b, i < distance ? 0 : above[i - distance]),
        };
    }

    /// <summary>Paeth's guess: whichever of left, above and above left lies nearest to <c>a + b − c</c>; ties go to the first.</summary>
    private static byte Nearest(int a, int b, int c)
    {
        int toA = Math.Abs(b - c);
        int toB = Math.Abs(a - c);
        int toC = Math.Abs(a + b - c - c);
        if (toA <= toB && toA <= toC) return (byte)a;
        return (byte)(toB <= toC ? b : c);
    }
}
