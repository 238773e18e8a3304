namespace Glia;

/// <summary>Samples that are drawn each time they are read.</summary>
internal sealed class DrawnSamples(SampleGenerator generator, int features) : SampleSource
{
    public SampleGenerator Generator { get; } = generator;

    /// <inheritdoc/>
    public override bool IsDrawn => true;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int row)
    {
        byte[] drawn = new byte[features]; // nothing beside the drawing; training, which allocates nothing, draws into memory of its own
        Generator.Draw(row, drawn);
        return drawn;
    }

    /// <inheritdoc/>
    public override void CopyTo(int row, Span<byte> destination) => Generator.Draw(row, destination);

    /// <inheritdoc/>
    public override int Label(int row) => Generator.Label(row);
}
