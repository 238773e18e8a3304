namespace Glia.Datasets;

/// <summary>Adds noise to every pixel, nearly normal (a sum of four uniform numbers), and keeps it between 0 and full ink.</summary>
/// <param name="Deviation">Its deviation as a share of full ink, 0 … 1.</param>
public sealed record Noise(float Deviation) : PictureChange
{
    /// <summary>Deviation as a share of full ink, 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Deviation { get; } = Check(Deviation, 0, 1, nameof(Deviation));

    /// <inheritdoc/>
    public override string Description => Words("noise", Deviation);

    internal override void Apply(PictureCanvas canvas, ref Xoshiro256 random)
    {
        Span<float> pixels = canvas.Settle();
        float deviation = Deviation * canvas.Full;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = Math.Clamp(pixels[i] + (deviation * (float)random.NextBell()), 0, canvas.Full);
    }
}
