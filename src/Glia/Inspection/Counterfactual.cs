namespace Glia;

/// <summary>
/// The smallest change of the inputs that changes the answer (Wachter, Mittelstadt and Russell 2017): what would have to be different for this 4 to be a 9? First up the slope of the margin
/// between the classes until the answer changes, in short steps; then back along the border of the class to where it comes nearest to the start, as if the margin were a plane, again and again
/// (as Moosavi-Dezfooli, Fawzi and Frossard 2016 do); all of that from several places of the border, of which the best counts. No network gives a proof that nothing smaller would do: what is found is
/// small, and does change the answer.
/// </summary>
public sealed record Counterfactual
{
    /// <summary>How sure the network must be of the other class, 0 … 1, by its encoding's <see cref="TargetEncoding.Probabilities"/>.</summary>
    public float MinimumProbability { get; init; } = 0.5f;

    /// <summary>
    /// Part of the steepest slope, 0 … below 1, under which an input is left alone: 0 finds the change of least squares, which touches every input a little; the nearer to 1, the fewer
    /// inputs change and the more each does.
    /// </summary>
    public float Sparsity { get; init; } = 0.3f;

    /// <summary>The most steps up to the border, and again along it.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Whether inputs must remain whole numbers, as the bytes of pictures are.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Looks for the smallest change of <paramref name="features"/> that makes the network answer <paramref name="label"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="features">The raw inputs to change, shape <c>(in)</c>.</param>
    /// <param name="label">The class to reach.</param>
    /// <param name="bounds">Range of the raw inputs; that of <see cref="InputBounds.For"/> unless given. An input that lies outside from the start may stay there.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <returns>The change; <see cref="CounterfactualResult.IsFound"/> is false, and the inputs are those tried last, where none was found.</returns>
    /// <exception cref="ArgumentException">The network has no such class, or another number of inputs, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public CounterfactualResult Find(Network network, ReadOnlySpan<float> features, int label, InputBounds? bounds = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckOptions();
        TargetEncoding encoding = ClassTarget.Checked(network, label);
        if (features.Length != network.Inputs) throw new ArgumentException($"The network takes {network.Inputs} inputs, but the sample has {features.Length}.", nameof(features));
        return new CounterfactualSearch(network, encoding, label, features.ToArray(), InputBounds.Checked(bounds, network), this).Run(cancellationToken);
    }

    private void CheckOptions()
    {
        if (!(MinimumProbability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(MinimumProbability), MinimumProbability, "A probability must be from 0 to 1.");
        if (!(Sparsity is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Sparsity), Sparsity, "The sparsity must be at least 0 and less than 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1, nameof(Steps));
    }
}
