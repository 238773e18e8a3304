namespace Glia.Datasets;

/// <summary>Makes the picture larger or smaller, about its middle.</summary>
/// <param name="Amount">The most: 0.1 for 0.9 to 1.1 times its size; 0 … 0.9.</param>
/// <param name="Aspect">The most by which width and height may differ from that, each for itself; 0 … 0.9.</param>
public sealed record Scale(float Amount, float Aspect = 0) : PictureChange
{
    /// <summary>The most for both sides together, as a share of their length: 0 … 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Amount { get; } = Check(Amount, 0, 0.9f, nameof(Amount));

    /// <summary>The most for each side by itself, as a share of its length: 0 … 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Aspect { get; } = Check(Aspect, 0, 0.9f, nameof(Aspect));

    /// <inheritdoc/>
    public override string Description => Aspect == 0 ? Words("scale", Amount) : Words("scale", Amount, Aspect);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random)
    {
        double both = 1 + Draw(ref random, Amount);
        canvas.Map(both * (1 + Draw(ref random, Aspect)), 0, 0, both * (1 + Draw(ref random, Aspect)));
    }
}
