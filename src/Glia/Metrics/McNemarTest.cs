namespace Glia;

/// <summary>
/// Does it mean anything that one of two classifiers scored better on the same samples? Samples that both have right or both have wrong say nothing. Of those that one alone has right, each would be the
/// first's or the second's with probability ½, if both were equally good (McNemar 1947).
/// </summary>
/// <remarks>The samples are the chance that is tested: it says how the two trained networks compare, not whether another seed or other training data would have turned the result (Dietterich 1998).</remarks>
/// <param name="OnlyFirst">Samples that the first alone has right: b, not negative.</param>
/// <param name="OnlySecond">Samples that the second alone has right: c, not negative.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond)
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>Samples that count: b + c.</summary>
    public int Discordant => OnlyFirst + OnlySecond;

    /// <summary>
    /// How probable so uneven a split or a more uneven one is among equally good classifiers, 0 … 1, exact and on both sides: <c>min(1, 2 P(X ≤ min(b, c)))</c> for X of the binomial distribution of b + c and ½.
    /// 1 where none counts.
    /// </summary>
    public double PValue
    {
        get
        {
            int n = Discordant, k = Math.Min(OnlyFirst, OnlySecond);
            if (2 * k >= n) return 1;

            // The largest term of the tail by its logarithm, since 2^-n is 0 as a number from n = 1075 on; the others by their ratios to it.
            double logarithm = -n * Ln2;
            for (int i = 1; i <= k; i++) logarithm += StableMath.Log((double)(n - k + i) / i);
            double ratio = 1, sum = 1;
            for (int i = k; i > 0; i--) sum += ratio *= (double)i / (n - i + 1);
            return Math.Min(1, 2 * StableMath.Exp(logarithm) * sum);
        }
    }
}
