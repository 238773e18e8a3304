namespace Glia;

/// <summary>An augmentation of which only its words are known: what a checkpoint keeps of it.</summary>
internal sealed record NamedAugmentation(string Words) : Augmentation
{
    /// <inheritdoc/>
    public override string Description => Words;

    /// <inheritdoc/>
    public override SampleChanger CreateChanger(FeatureShape shape, float full) =>
        throw new InvalidOperationException($"Only the words of this augmentation are known ({Words}). Give the augmentation itself.");
}
