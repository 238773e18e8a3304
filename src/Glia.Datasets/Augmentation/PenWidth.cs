namespace Glia.Datasets;

/// <summary>Makes bright strokes thicker or thinner: a mixture of the picture with what its brightest, or darkest, neighbours would make of it.</summary>
/// <param name="Amount">The most, 0 … 1: at 1 each edge moves by a whole pixel.</param>
public sealed record PenWidth(float Amount) : PictureChange
{
    /// <summary>The most, 0 … 1, in pixels by which each edge moves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Amount { get; } = Check(Amount, 0, 1, nameof(Amount));

    /// <inheritdoc/>
    public override string Description => Words("pen", Amount);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random) => canvas.Thicken((float)Draw(ref random, Amount));
}
