namespace Glia;

/// <summary>
/// Between which bounds a proportion lies when <c>k</c> of <c>n</c> samples had it, with 95 % confidence (Wilson 1927):
/// <c>(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)</c>, p = k/n, z = 1.96. It keeps within 0 … 1 and holds for small n and for p near 1, where p ± z √(p(1 − p)/n) does not.
/// </summary>
/// <param name="Low">The lower bound, 0 … 1.</param>
/// <param name="High">The upper bound, 0 … 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    private const double Z = 1.959963984540054; // the normal distribution's 97.5 % quantile

    /// <summary>The bounds for <paramref name="correct"/> of <paramref name="count"/> samples; 0 and 1 where there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More are right than there are, or a number is negative.</exception>
    public static WilsonInterval Of(int correct, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, count);
        if (count == 0) return new(0, 1);
        double p = (double)correct / count, z2 = Z * Z / count;
        double middle = p + (z2 / 2), reach = Z * Math.Sqrt((p * (1 - p) / count) + (z2 / (4 * count)));
        return new(Math.Max(0, (middle - reach) / (1 + z2)), Math.Min(1, (middle + reach) / (1 + z2)));
    }
}
