using System.Globalization;
using System.Text;

namespace Glia;

/// <summary>How often class i was taken for class j: rows are the true classes, columns the answers. Made by an <see cref="Evaluation"/>; immutable, and safe to read from any number of threads.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;
    private readonly int[] _invalidOf; // answers that are no class, by true class

    /// <summary>An empty matrix.</summary>
    internal ConfusionMatrix(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ClassNames = classNames;
        _counts = new int[classNames.Count, classNames.Count];
        _invalidOf = new int[classNames.Count];
    }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Answers that are no class at all: NaN outputs, or a binary code above the last class. They count as wrong.</summary>
    public int Invalid { get; private set; }

    /// <summary>Number of samples of class <paramref name="actual"/> that were answered <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>Number of samples.</summary>
    public int Count => _counts.Cast<int>().Sum() + Invalid;

    /// <summary>Number of right answers.</summary>
    public int Correct => Enumerable.Range(0, ClassNames.Count).Sum(c => _counts[c, c]);

    /// <summary>Right answers over samples, 0 … 1.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;

    /// <summary>Counts one sample.</summary>
    /// <param name="actual">Its class, 0 … classes − 1.</param>
    /// <param name="predicted">The answer; any number that is no class counts as <see cref="Invalid"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="actual"/> is no class.</exception>
    internal void Add(int actual, int predicted)
    {
        if ((uint)actual >= (uint)ClassNames.Count) throw new ArgumentOutOfRangeException(nameof(actual), actual, $"The classes are 0 … {ClassNames.Count - 1}.");
        if ((uint)predicted < (uint)ClassNames.Count)
        {
            _counts[actual, predicted]++;
            return;
        }

        Invalid++;
        _invalidOf[actual]++;
    }

    /// <summary>Samples of a class.</summary>
    public int Support(int c) => Enumerable.Range(0, ClassNames.Count).Sum(j => _counts[c, j]) + _invalidOf[c];

    /// <summary>Of the answers <paramref name="c"/>, the part that was right, 0 … 1; 0 where there were none.</summary>
    public double Precision(int c) => Ratio(_counts[c, c], Enumerable.Range(0, ClassNames.Count).Sum(i => _counts[i, c]));

    /// <summary>Of the samples of class <paramref name="c"/>, the part that was found, 0 … 1; 0 where there were none.</summary>
    public double Recall(int c) => Ratio(_counts[c, c], Support(c));

    /// <summary>Harmonic mean of precision and recall, <c>2 P R / (P + R)</c> (van Rijsbergen 1979).</summary>
    public double F1(int c)
    {
        double p = Precision(c), r = Recall(c);
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }

    /// <summary>Mean of the classes' precisions, 0 … 1; 0 where there are no classes.</summary>
    public double MacroPrecision => Mean(Precision);

    /// <summary>Mean of the classes' recalls, 0 … 1; 0 where there are no classes.</summary>
    public double MacroRecall => Mean(Recall);

    /// <summary>Mean of the classes' F1, 0 … 1; 0 where there are no classes.</summary>
    public double MacroF1 => Mean(F1);

    /// <summary>The matrix as text, true classes down and answers across.</summary>
    public override string ToString()
    {
        int width = Math.Max(ClassNames.Select(n => n.Length).DefaultIfEmpty(0).Max(), Count.ToString(CultureInfo.InvariantCulture).Length) + 1;
        var text = new StringBuilder().Append(' ', width);
        foreach (string name in ClassNames) text.Append(name.PadLeft(width));
        for (int i = 0; i < ClassNames.Count; i++)
        {
            text.AppendLine().Append(ClassNames[i].PadLeft(width));
            for (int j = 0; j < ClassNames.Count; j++) text.Append((_counts[i, j] == 0 ? "·" : _counts[i, j].ToString(CultureInfo.InvariantCulture)).PadLeft(width));
        }

        return text.ToString();
    }

    private double Mean(Func<int, double> ofClass) => Enumerable.Range(0, ClassNames.Count).Select(ofClass).DefaultIfEmpty(0).Average();

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
