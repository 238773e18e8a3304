namespace Glia;

/// <summary>
/// What Weka and Wekinator leave out of a printed network: they map the smallest and largest value of each input and of each numeric output in the examples onto −1 … 1, and print
/// the network between the two, <c>x′ = (x − base) / range</c> and <c>y = f(x′) · range + base</c> with base (high + low) / 2 and range (high − low) / 2. With these given, a network
/// that is read takes real inputs and gives real outputs.
/// </summary>
/// <param name="Inputs">Smallest and largest value of the inputs in the examples: one for all, or one for each; null to leave the inputs as they are.</param>
/// <param name="Outputs">Smallest and largest value of the numeric outputs in the examples: one for all, or one for each; null to leave the outputs as they are.</param>
public sealed record WekaRanges(IReadOnlyList<ValueRange>? Inputs = null, IReadOnlyList<ValueRange>? Outputs = null)
{
    /// <summary>Nothing known: the network between the normalisations, as it was printed.</summary>
    internal static WekaRanges Unknown { get; } = new();

    /// <summary>Refuses what does not go with so many inputs and outputs.</summary>
    /// <exception cref="ArgumentException">The message says what is wrong.</exception>
    internal void Check(int inputs, int outputs)
    {
        Check(Inputs, inputs, "input");
        Check(Outputs, outputs, "output");
    }

    /// <summary>The scaler that does Weka's normalisation of the inputs; null where their ranges are unknown.</summary>
    internal Scaler? InputScaler()
    {
        if (Inputs is null) return null;
        if (Inputs.Count == 1) return Scaler.Range(Inputs[0].Low, Inputs[0].High, -1, 1);
        (float[] scale, float[] shift) = (new float[Inputs.Count], new float[Inputs.Count]);
        for (int i = 0; i < scale.Length; i++)
        {
            (double middle, double half) = Middle(Inputs[i]);
            (scale[i], shift[i]) = ((float)(1 / half), (float)(-middle / half));
        }

        return Scaler.FromNumbers("each input's range to -1…1", scale, shift);
    }

    /// <summary>Base and range of an output: what is added after, and multiplied with before.</summary>
    internal (double Base, double Range) Output(int output) => Middle(Outputs![Outputs.Count == 1 ? 0 : output]);

    private static (double Middle, double Half) Middle(ValueRange range) => (((double)range.High + range.Low) / 2, ((double)range.High - range.Low) / 2);

    private static void Check(IReadOnlyList<ValueRange>? ranges, int count, string what)
    {
        if (ranges is null) return;
        if (ranges.Count != 1 && ranges.Count != count)
            throw new ArgumentException($"There are {ranges.Count} {what} ranges, but the network has {count} {what}s. Give one range for all, or one for each.");
        foreach (ValueRange range in ranges)
            if (!(range.High > range.Low) || !float.IsFinite(range.High - range.Low)) throw new ArgumentException($"The {what} range {range.Low} … {range.High} does not go from a smaller number to a larger one.");
    }
}
