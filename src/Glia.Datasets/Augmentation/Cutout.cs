namespace Glia.Datasets;

/// <summary>Blots out a square anywhere in the picture, so that the network learns not to hang on one detail (DeVries and Taylor 2017).</summary>
/// <param name="Side">Side of the square, 1 … 1000 pixels; part of it may lie outside.</param>
public sealed record Cutout(int Side) : PictureChange
{
    /// <summary>Side of the square, 1 … 1000 pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public int Side { get; } = Side is >= 1 and <= 1000 ? Side : throw new ArgumentOutOfRangeException(nameof(Side), Side, "The side must lie between 1 and 1000 pixels.");

    /// <inheritdoc/>
    public override string Description => Words("cutout", Side);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random)
    {
        FeatureShape shape = canvas.Shape;
        Span<float> pixels = canvas.Settle();
        float paper = pixels[0];
        int top = random.NextInt32(shape.Height) - (Side / 2), left = random.NextInt32(shape.Width) - (Side / 2);
        for (int row = Math.Max(0, top); row < Math.Min(shape.Height, top + Side); row++)
            for (int column = Math.Max(0, left); column < Math.Min(shape.Width, left + Side); column++)
                pixels[(row * shape.Width) + column] = paper;
    }
}
