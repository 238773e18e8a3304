using System.Text;
using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>A digit of a page and what a network says to it.</summary>
/// <param name="Digit">Where it stands, and its pixels.</param>
/// <param name="Opinion">What the network says.</param>
/// <param name="Name">The name of its answer; a question mark where there is none.</param>
public sealed record PageReading(PageDigit Digit, Opinion Opinion, string Name)
{
    /// <summary>Whether the answer is better not relied on.</summary>
    public bool IsUnsure => Opinion.Sureness == Sureness.Unsure;

    /// <summary>Finds the digits of a page and reads them, in reading order; none where there is no ink.</summary>
    /// <param name="network">A network that tells classes of 28 × 28 pixels apart.</param>
    /// <param name="page">The page.</param>
    public static IReadOnlyList<PageReading> All(Network network, RasterImage page)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. InkPage.Cut(page).Select(digit => Of(network, digit))];
    }

    /// <summary>A row as text, with a blank where more than a digit's height is free.</summary>
    /// <param name="row">The digits of one row, from left to right.</param>
    /// <param name="show">How one of them is written; its name unless given.</param>
    public static string Line(IReadOnlyList<PageReading> row, Func<PageReading, string>? show = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var line = new StringBuilder();
        bool areLong = row.Any(r => r.Name.Length > 1);
        for (int i = 0; i < row.Count; i++)
        {
            if (i > 0 && (areLong || IsApart(row[i - 1].Digit.Box, row[i].Digit.Box))) line.Append(' ');
            line.Append(show is null ? row[i].Name : show(row[i]));
        }

        return line.ToString();
    }

    private static PageReading Of(Network network, PageDigit digit)
    {
        Opinion opinion = Opinion.Of(network, digit.Pixels);
        return new(digit, opinion, opinion.Name(network));
    }

    private static bool IsApart(PixelBox left, PixelBox right) => right.Left - (left.Left + left.Width) > Math.Max(left.Height, right.Height);
}
