using System.Globalization;
using Glia.Kernels;

namespace Glia;

/// <summary>One parameter's gradient, computed in two ways.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Input">Its input, or −1 for the bias.</param>
/// <param name="Backward">By back-propagation.</param>
/// <param name="Difference">By a central difference of the loss, <c>(L(w + ε) − L(w − ε)) / 2ε</c>.</param>
public readonly record struct CheckedGradient(int Layer, int Unit, int Input, double Backward, double Difference)
{
    /// <summary><c>|b − d| / max(|b| + |d|, 1e-3)</c>: relative for slopes that matter, absolute near 0, where rounding in the loss is all that a difference shows.</summary>
    public double RelativeError => Math.Abs(Backward - Difference) / Math.Max(Math.Abs(Backward) + Math.Abs(Difference), 1e-3);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"layer {Layer}, unit {Unit}, {(Input < 0 ? "bias" : $"input {Input}")}: back-propagation {Backward:G9}, difference {Difference:G9}");
}

/// <summary>
/// Compares back-propagation with finite differences of the loss, in double precision, parameter by parameter. The passes are the plain ones of the reference,
/// whose float form the fast kernels equal to the bit.
/// </summary>
public static class GradientCheck
{
    private const double Step = 1e-5; // the error of the difference falls with ε², that of its rounding grows with 1/ε

    /// <summary>Checks every weight and bias of <paramref name="network"/> on the first <paramref name="samples"/> samples of <paramref name="data"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="loss">The loss whose slopes are compared.</param>
    /// <param name="samples">How many samples to take, at least 1; all where there are fewer.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <returns>All gradients, in the order of layers, units and inputs, the bias last.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, by their features, classes or targets, or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<CheckedGradient> Run(Network network, Dataset data, Loss loss, int samples = 4, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        network.CheckTargets(data);
        if (data.Count == 0) throw new ArgumentException("There are no samples to check the gradients on.", nameof(data));
        int rows = Math.Min(samples, data.Count);
        F64[] targets = Targets(network, data, rows);
        var pass = new ReferencePass<F64>(network, Inputs(network, data, rows), rows);

        pass.Forward();
        pass.Slope(loss, targets, out bool isDz);
        pass.Backward(isDz);
        var results = new List<CheckedGradient>();
        foreach (LayerLayout at in network.Layout)
        {
            if (network.Layers[at.Index] is not Dense dense) continue;
            for (int unit = 0; unit < at.Out; unit++)
            {
                for (int input = 0; input < at.In; input++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    results.Add(Check(pass, loss, targets, at.WeightAt + (input * at.Stride) + unit, at.Index, unit, input));
                }

                if (dense.Bias) results.Add(Check(pass, loss, targets, at.BiasAt + unit, at.Index, unit, -1));
            }
        }

        return results;
    }

    private static CheckedGradient Check(ReferencePass<F64> pass, Loss loss, F64[] targets, int place, int layer, int unit, int input) =>
        new(layer, unit, input, pass.Gradients[place].Value, Difference(pass, loss, targets, place));

    /// <summary>The central difference of the loss over the parameter at <paramref name="place"/>; the pass keeps its parameters and gradients, but not its sums.</summary>
    internal static double Difference(ReferencePass<F64> pass, Loss loss, F64[] targets, int place)
    {
        F64 kept = pass.Parameters[place];
        double above = Loss(kept.Value + Step), below = Loss(kept.Value - Step);
        pass.Parameters[place] = kept;
        return (above - below) / (2 * Step);

        double Loss(double value)
        {
            pass.Parameters[place] = new F64(value);
            pass.Forward();
            return pass.Slope(loss, targets, out _).Value;
        }
    }

    private static F64[] Inputs(Network network, Dataset data, int rows)
    {
        var x = new F64[rows * network.Inputs];
        var row = new float[network.Inputs];
        for (int r = 0; r < rows; r++)
        {
            data.CopyFeatures(r, row);
            (network.Scaler ?? data.Scaler).Apply(row, row);
            for (int i = 0; i < row.Length; i++) x[(r * row.Length) + i] = new F64(row[i]);
        }

        return x;
    }

    private static F64[] Targets(Network network, Dataset data, int rows)
    {
        var targets = new F64[rows * network.Outputs];
        var row = new float[network.Outputs];
        for (int r = 0; r < rows; r++)
        {
            if (data.IsClassification) (network.Encoding ?? TargetEncoding.For(data.ClassCount, network.Outputs)).Encode(data.Label(r), row);
            else data.Targets(r).CopyTo(row);
            for (int i = 0; i < row.Length; i++) targets[(r * row.Length) + i] = new F64(row[i]);
        }

        return targets;
    }
}
