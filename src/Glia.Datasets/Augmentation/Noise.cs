namespace Glia.Datasets;

/// <summary>Adds normal noise to every pixel.</summary>
/// <param name="Deviation">Its deviation as a share of full ink, 0 … 1.</param>
public sealed record Noise(float Deviation) : PictureChange
{
    /// <summary>Deviation as a share of full ink.</summary>
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
