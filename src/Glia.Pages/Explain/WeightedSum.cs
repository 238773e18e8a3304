namespace Glia.Pages;

/// <summary>One product of a sum.</summary>
/// <param name="Index">Number of the input or neuron that it comes from, from 0.</param>
/// <param name="Left">What comes from there.</param>
/// <param name="Right">What it is multiplied with.</param>
internal readonly record struct Term(int Index, float Left, float Right)
{
    public double Product => (double)Left * Right;
}

/// <summary>A sum of products made ready to be read: all terms where they are few, else the largest and what the others come to together.</summary>
internal sealed class WeightedSum
{
    /// <summary>As many terms as there are.</summary>
    public const int All = int.MaxValue;

    private WeightedSum(IReadOnlyList<Term> shown, int restCount, int zeroCount, double rest, float? bias, float total)
    {
        (Shown, RestCount, ZeroCount, Rest, Bias, Total) = (shown, restCount, zeroCount, rest, bias, total);
    }

    /// <summary>The terms to show: in their order where all are shown, else the largest first.</summary>
    public IReadOnlyList<Term> Shown { get; }

    /// <summary>Terms that are summed up.</summary>
    public int RestCount { get; }

    /// <summary>How many of those are 0.</summary>
    public int ZeroCount { get; }

    /// <summary>What they come to together.</summary>
    public double Rest { get; }

    /// <summary>What is added at the end; null where there is nothing.</summary>
    public float? Bias { get; }

    /// <summary>The whole, as the network computed it.</summary>
    public float Total { get; }

    /// <summary>Whether every term is shown.</summary>
    public bool IsWhole => RestCount == 0;

    /// <summary>The sum of <paramref name="left"/> · <paramref name="right"/> and <paramref name="bias"/>, of which at most <paramref name="most"/> terms are shown; <see cref="All"/> for every one that is not 0.</summary>
    public static WeightedSum Of(IReadOnlyList<float> left, IReadOnlyList<float> right, float? bias, float total, int most)
    {
        Term[] terms = [.. left.Select((l, i) => new Term(i, l, right[i]))];
        if (terms.Length <= ExplainOptions.FewTerms || (terms.Length <= most && most != All)) return new(terms, 0, 0, 0, bias, total);
        Term[] shown = [.. terms.Where(t => t.Product != 0).OrderByDescending(t => Math.Abs(t.Product)).Take(most)];
        int zeros = terms.Count(t => t.Product == 0), rest = terms.Length - shown.Length;

        // What is left of the whole, not the others added up: so that the terms shown make the whole, to the last digit that is printed.
        return new(shown, rest, zeros, rest == zeros ? 0 : total - (bias ?? 0) - shown.Sum(t => t.Product), bias, total);
    }

    /// <summary><c>0.9·0.9 + 0.1·0.3 + 0.8·0.4 + 0</c>; of long sums <c>0.512 + 0.31 + … + 1.2 + 0.05</c> with the products worked out.</summary>
    public string Text(Digits digits)
    {
        if (!IsWhole) return Added([.. Shown.Select(t => t.Product), .. RestCount > ZeroCount ? [Rest] : Array.Empty<double>(), .. Bias is { } b ? [b] : Array.Empty<double>()], digits);
        IEnumerable<string> products = Shown.Select(t => $"{digits.In(t.Left)}·{digits.In(t.Right)}");
        return string.Join(" + ", Bias is { } bias ? products.Append(digits.In(bias)) : products);
    }

    // -0.5 + 0.31 - 0.2
    private static string Added(IReadOnlyList<double> numbers, Digits digits) => numbers.Count == 0
        ? "0" : digits.Of(numbers[0]) + string.Concat(numbers.Skip(1).Select(n => digits.Of(n) is var text && text.StartsWith('-') ? $" - {text[1..]}" : $" + {text}"));

    /// <summary>What the terms of <see cref="Text"/> are that have no name: the others together, the bias. Empty where there is nothing to say.</summary>
    public string Remark(Digits digits)
    {
        if (IsWhole) return "";
        string rest = RestCount == ZeroCount ? $"the other {Num.Count(RestCount)} are 0" : $"{digits.Of(Rest)}: the other {Num.Count(RestCount)} together";
        return Bias is { } bias ? $"{rest}; {digits.Of(bias)}: the bias" : rest;
    }
}
