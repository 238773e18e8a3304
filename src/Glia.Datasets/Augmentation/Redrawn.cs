namespace Glia.Datasets;

/// <summary>
/// Draws a fresh handwritten digit of the same class instead of the sample: an endless training set, each of whose digits is seen once. For data like those of
/// <see cref="HandwrittenDigits"/>: pictures of 28 × 28 in ten classes.
/// </summary>
public sealed record Redrawn : PictureChange
{
    /// <inheritdoc/>
    public override string Description => "redrawn";

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random) => canvas.Redraw(ref random);
}
