using System.Globalization;

namespace Glia.Cli;

/// <summary>Whole numbers as job arrays and people write them: <c>1-4,7</c>.</summary>
internal static class NumberRanges
{
    /// <param name="numbers">Numbers that rise.</param>
    public static string Of(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1) ranges[^1] = (ranges[^1].First, number);
            else ranges.Add((number, number));
        }

        return string.Join(',', ranges.Select(r => r.First == r.Last ? Text(r.First) : $"{Text(r.First)}-{Text(r.Last)}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
