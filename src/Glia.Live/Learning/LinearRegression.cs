namespace Glia.Live;

/// <summary>Learns values as a straight line of each input, <c>y = b + Σ wᵢ xᵢ</c>, by least squares (Legendre, 1805). Inputs that say nothing new, because they never change or follow from others, get weight 0.</summary>
public sealed record LinearRegression : Learner
{
    private static readonly LearnerSettings<LinearRegression> Named = new();

    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override bool LearnsValues => true;

    /// <inheritdoc/>
    public override bool LearnsClasses => false;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => Named.Read(this);

    /// <inheritdoc/>
    public override Learner With(string setting, string value) => Named.Write(this, setting, value);

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TaskCheck.Values(this, task);
        return PolynomialModel.Fit(task, degree: 1, progress, cancellationToken);
    }
}
