namespace Glia.Datasets;

/// <summary>
/// Draws a fresh handwritten digit of the same class instead of the sample: an endless training set, each of whose digits is seen once. For data like those of
/// <see cref="HandwrittenDigits"/>: pictures of 28 × 28 in ten classes.
/// </summary>
public sealed record Redrawn : PictureChange
{
    /// <inheritdoc/>
    public override string Description => "redrawn";

    internal override void Check(FeatureShape shape)
    {
        if (shape != HandwrittenDigits.Shape) throw new ArgumentException($"Digits are drawn as pictures of {HandwrittenDigits.Shape}, but the samples have {shape}. Leave 'redrawn' out.", nameof(shape));
    }

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random)
    {
        if (canvas.Label is < 0 or > 9) throw new ArgumentException($"Digits are drawn for the classes 0 … 9, but a sample has {(canvas.Label < 0 ? "no class" : $"class {canvas.Label}")}. Leave 'redrawn' out.");
        Span<byte> drawn = stackalloc byte[DigitFrame.Length];
        HandwrittenDigits.Draw(canvas.Label, ref random, drawn);
        canvas.Replace(drawn);
    }
}
