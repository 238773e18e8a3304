namespace Glia.Pages;

/// <summary>Matrices with signs between them, side by side, as textbooks set them.</summary>
internal static class MatrixText
{
    /// <summary>Each part is a <see cref="Matrix"/>, or a string that stands in the middle.</summary>
    public static Preformatted Of(params IReadOnlyList<object> parts)
    {
        int height = parts.OfType<Matrix>().Max(m => m.Rows);
        string[][] columns = [.. parts.Select(part => part is Matrix matrix ? Lines(matrix, height) : Lines((string)part, height))];
        return new(string.Join('\n', Enumerable.Range(0, height).Select(row => string.Join(' ', columns.Select(c => c[row])).TrimEnd())));
    }

    private static string[] Lines(string sign, int height) => [.. Enumerable.Range(0, height).Select(row => row == (height - 1) / 2 ? sign : new string(' ', sign.Length))];

    private static string[] Lines(Matrix matrix, int height)
    {
        int[] widths = [.. Enumerable.Range(0, matrix.Columns).Select(c => Enumerable.Range(0, matrix.Rows).Max(r => Num.Of(matrix[r, c]).Length))];
        int above = (height - matrix.Rows) / 2;
        return [.. Enumerable.Range(0, height).Select(row => row - above).Select(row => row < 0 || row >= matrix.Rows ? new string(' ', widths.Sum() + (2 * widths.Length) + 2)
            : Bracket(row, matrix.Rows, "⎡⎢⎣[") + " " + string.Join("  ", widths.Select((width, c) => Num.Of(matrix[row, c]).PadLeft(width))) + " " + Bracket(row, matrix.Rows, "⎤⎥⎦]"))];
    }

    private static char Bracket(int row, int rows, string forms) => rows == 1 ? forms[3] : row == 0 ? forms[0] : row == rows - 1 ? forms[2] : forms[1];
}
