namespace Glia.Live;

/// <summary>Learns values as a polynomial of each input, without products of different inputs, as Wekinator does: <c>y = b + Σ wᵢₚ xᵢᵖ</c>, by least squares (Gergonne, 1815). Powers that say nothing new get weight 0.</summary>
public sealed record PolynomialRegression : Learner
{
    private const int MostDegree = 5;

    private static readonly LearnerSettings<PolynomialRegression> Named = new(
        new LearnerSetting<PolynomialRegression>("degree", "a whole number from 1 to 5", learner => SettingText.Of(learner.Degree), (learner, text) => SettingText.Whole(text, 1, MostDegree) is { } degree ? learner with { Degree = degree } : null));

    /// <summary>The highest power, 1 … 5. Default: 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int Degree
    {
        get;
        init => field = value is >= 1 and <= MostDegree ? value : throw new ArgumentOutOfRangeException(nameof(Degree), value, "The degree of a polynomial can be 1 to 5.");
    }

    = 2;

    /// <inheritdoc/>
    public override string Name => "polynomial";

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
        return PolynomialModel.Fit(task, Degree, progress, cancellationToken);
    }
}
