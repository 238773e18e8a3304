namespace Glia.Datasets;

/// <summary>
/// Bends the picture as muscles that tremble bend a line: every pixel is moved by a random amount, and these moves are smoothed by a Gaussian (Simard, Steinkraus and
/// Platt 2003).
/// </summary>
/// <param name="Alpha">Strength: uniform numbers from −1 to 1, smoothed, times this are the moves in pixels; 0 … 1000. Theirs is 34: moves of about 1.4 pixels.</param>
/// <param name="Sigma">Deviation of the Gaussian in pixels, 0.5 … 16. Theirs is 4.</param>
public sealed record Elastic(float Alpha = 34, float Sigma = 4) : PictureChange
{
    /// <summary>Strength, 0 … 1000: the moves before smoothing, in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Alpha { get; } = Check(Alpha, 0, 1000, nameof(Alpha));

    /// <summary>Deviation of the Gaussian, 0.5 … 16 pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Sigma { get; } = Check(Sigma, 0.5f, 16, nameof(Sigma));

    /// <inheritdoc/>
    public override string Description => Words("elastic", Alpha, Sigma);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random) => canvas.Bend(Alpha, Sigma, ref random);
}
