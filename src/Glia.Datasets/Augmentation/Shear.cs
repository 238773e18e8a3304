namespace Glia.Datasets;

/// <summary>Slants the picture: rows slide sideways, the more the farther they are from the middle.</summary>
/// <param name="Amount">The most, in pixels to the side per row; 0 … 2. Handwriting leans by about 0.2.</param>
public sealed record Shear(float Amount) : PictureChange
{
    /// <summary>The most, 0 … 2 pixels to the side per row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Amount { get; } = Check(Amount, 0, 2, nameof(Amount));

    /// <inheritdoc/>
    public override string Description => Words("shear", Amount);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random) => canvas.Map(1, Draw(ref random, Amount), 0, 1);
}
