namespace Glia;

/// <summary>What one neuron does over a data set.</summary>
public sealed record NeuronStatistics
{
    /// <summary>The layer, by its place among the network's layers.</summary>
    public required int Layer { get; init; }

    /// <summary>The unit, from 0.</summary>
    public required int Unit { get; init; }

    /// <summary>Mean of its outputs.</summary>
    public required double Mean { get; init; }

    /// <summary>Its smallest output.</summary>
    public required float Min { get; init; }

    /// <summary>Its largest output.</summary>
    public required float Max { get; init; }

    /// <summary>Part of the samples on which it is active: z &gt; 0 for ReLU and its kin (leaky ReLU, ELU, GELU, SiLU, softplus), |a| &gt; 0.01 for the others.</summary>
    public required double ActivePart { get; init; }

    /// <summary>Part of the samples on which it is saturated, |f′(z)| &lt; 0.01 (softmax: a (1 − a) &lt; 0.01): no gradient worth speaking of comes through it there. 0 for functions without a slope.</summary>
    public required double SaturatedPart { get; init; }

    /// <summary>Whether it is active on no sample: it says nothing, and where its slope is 0 too it will never learn to.</summary>
    public bool IsDead => ActivePart == 0;

    /// <summary>Whether it is saturated on at least 95 % of the samples, and not dead.</summary>
    public bool IsSaturated => !IsDead && SaturatedPart >= LayerStatistics.NearlyAll;

    /// <summary>Its mean output over each class, shape <c>(classes)</c>; NaN for a class without samples, empty for data without classes.</summary>
    public required IReadOnlyList<double> ClassMeans { get; init; }

    /// <summary>The samples that excite it most, by their number in the data, the most exciting first; of equals the one that comes first.</summary>
    public required IReadOnlyList<TopActivation> Top { get; init; }

    /// <summary>The classes by their mean output, the one it is tuned to first.</summary>
    public IEnumerable<int> TunedTo => Enumerable.Range(0, ClassMeans.Count).Where(c => !double.IsNaN(ClassMeans[c])).OrderByDescending(c => ClassMeans[c]);
}

/// <summary>A sample and the output of a neuron for it.</summary>
/// <param name="Index">The sample's number in the data.</param>
/// <param name="Output">a.</param>
public readonly record struct TopActivation(int Index, float Output);
