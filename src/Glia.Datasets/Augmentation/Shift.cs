namespace Glia.Datasets;

/// <summary>Moves the picture to the side and up or down, each by up to so much.</summary>
/// <param name="Pixels">The farthest, 0 … 1000 pixels, fractions included.</param>
public sealed record Shift(float Pixels) : PictureChange
{
    /// <summary>The farthest, 0 … 1000 pixels, fractions included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Pixels { get; } = Check(Pixels, 0, 1000, nameof(Pixels));

    /// <inheritdoc/>
    public override string Description => Words("shift", Pixels);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random) => canvas.Move(Draw(ref random, Pixels), Draw(ref random, Pixels));
}
