namespace Glia.Formats;

/// <summary>Samples in two mapped files: features one sample after the other, and labels of one byte each. The system brings in what is read and lets go what is not; no size is too large.</summary>
/// <param name="features">The file of features.</param>
/// <param name="firstFeature">Where in it the first sample is.</param>
/// <param name="length">Bytes of one sample.</param>
/// <param name="labels">The file of labels, which were checked.</param>
/// <param name="firstLabel">Where in it the first label is.</param>
internal sealed class MappedSamples(MappedFile features, int firstFeature, int length, MappedFile labels, int firstLabel) : SampleSource
{
    /// <inheritdoc/>
    public override bool IsDrawn => false;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int row) => features.Span(firstFeature + ((long)row * length), length);

    /// <inheritdoc/>
    public override void CopyTo(int row, Span<byte> destination)
    {
        Bytes(row).CopyTo(destination);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public override int Label(int row)
    {
        int label = labels.Span(firstLabel + (long)row, 1)[0];
        GC.KeepAlive(this);
        return label;
    }

    /// <inheritdoc/>
    public override void Check()
    {
        features.Check();
        labels.Check();
    }

    /// <inheritdoc/>
    public override void Announce(int row) => features.Announce(firstFeature + ((long)row * length), length);
}
