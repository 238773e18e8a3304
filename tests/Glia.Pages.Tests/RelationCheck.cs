using System.Text.RegularExpressions;

namespace Glia.Pages.Tests;

/// <summary>
/// Reads printed lines such as <c>z = 12·19 + 24·23 + 7 = 787</c> and works out whether what they say of numbers is true of the numbers as printed, each to half a unit of its last place. Parts with
/// names in them (<c>z</c>) are not worked out.
/// </summary>
internal static partial class RelationCheck
{
    /// <summary>Relations between numbers that the lines state, with whether each is true.</summary>
    public static IEnumerable<(string Relation, bool IsTrue)> Of(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string[] parts = Sign().Split(line);
            int decimals = Decimals().Matches(line).Select(m => m.Groups[1].Length).DefaultIfEmpty(0).Max();
            for (int i = 0; i + 2 < parts.Length; i += 2)
            {
                // A part without a value is stepped over: a = sigmoid(z) = 0.5 = … compares nothing with z.
                int right = i + 2;
                if (Formula.Evaluate(parts[i], decimals) is not { } left || Formula.Evaluate(parts[right], decimals) is not { } value) continue;
                yield return ($"{parts[i]}{parts[i + 1]}{parts[right]}", Holds(left, parts[i + 1].Trim(), value));
            }
        }
    }

    /// <summary>Every relation on the page holds, and there are at least <paramref name="least"/> of them.</summary>
    public static void AssertHolds(IEnumerable<Block> blocks, int least)
    {
        (string Relation, bool IsTrue)[] relations = [.. Of(Lines(blocks))];
        Assert.All(relations, r => Assert.True(r.IsTrue, $"not true as printed: {r.Relation}"));
        Assert.True(relations.Length >= least, $"only {relations.Length} relations between numbers are stated");
    }

    /// <summary>All lines of all equations, those in sections too.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Equations equations => equations.Lines.Select(l => l.Text),
        Section section => Lines(section.Blocks),
        _ => [],
    });

    private static bool Holds(Interval left, string sign, Interval right) => sign switch
    {
        "<" => left.Low < right.High,
        ">" => left.High > right.Low,
        "≤" => left.Low <= right.High,
        "≥" => left.High >= right.Low,
        "≈" => left.Meets(new(right.Low - (0.01 * Math.Abs(right.Low)), right.High + (0.01 * Math.Abs(right.High)))),
        _ => left.Meets(right),
    };

    [GeneratedRegex(@"(\s[=≈<>≤≥]\s)")]
    private static partial Regex Sign();

    // Of numbers that are neither percentages nor in powers of ten.
    [GeneratedRegex(@"\d\.(\d+)(?![\d.]|e[-\d]|\s*%)")]
    private static partial Regex Decimals();
}
