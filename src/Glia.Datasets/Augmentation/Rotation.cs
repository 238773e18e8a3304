namespace Glia.Datasets;

/// <summary>Turns the picture about its middle, one way or the other.</summary>
/// <param name="Degrees">The farthest, 0 … 180.</param>
public sealed record Rotation(float Degrees) : PictureChange
{
    /// <summary>The farthest, 0 … 180 degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Degrees { get; } = Check(Degrees, 0, 180, nameof(Degrees));

    /// <inheritdoc/>
    public override string Description => Words("rotation", Degrees);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random)
    {
        (double sin, double cos) = StableMath.SinCos(Draw(ref random, Degrees) * (Math.PI / 180));
        canvas.Map(cos, -sin, sin, cos);
    }
}
