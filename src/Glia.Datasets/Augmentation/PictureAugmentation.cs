namespace Glia.Datasets;

/// <summary>
/// Changes pictures while they are trained on: each time, each of the <see cref="Changes"/> in turn, by amounts drawn anew. Moves, turns and bends that follow one another
/// are put together and the picture is sampled once, bilinearly; what lies outside takes the value of the nearest border pixel.
/// </summary>
/// <example><code>var options = new TrainingOptions { Augmentation = new PictureAugmentation(new Shift(1.5f), new Rotation(10), new Scale(0.1f)) };</code></example>
public sealed partial record PictureAugmentation : Augmentation
{
    /// <summary>Pictures go through <paramref name="changes"/> in this order.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public PictureAugmentation(params PictureChange[] changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Length == 0) throw new ArgumentException("Name at least one change, for instance new Shift(1).", nameof(changes));
        foreach (PictureChange change in changes) ArgumentNullException.ThrowIfNull(change, nameof(changes));
        Changes = [.. changes];
    }

    /// <summary>What is done, in order.</summary>
    public IReadOnlyList<PictureChange> Changes { get; }

    /// <inheritdoc/>
    public override string Description => string.Join(", ", Changes.Select(change => change.Description));

    /// <inheritdoc/>
    public override SampleChanger CreateChanger(FeatureShape shape, float full)
    {
        if (!shape.IsImage) throw new ArgumentException($"Only pictures can be changed so, but the samples are rows of {shape.Length} values. Give the data set the shape of its pictures.", nameof(shape));
        foreach (PictureChange change in Changes) change.Check(shape);
        return new Changer(new PictureCanvas(shape, full), [.. Changes]);
    }

    /// <inheritdoc/>
    public bool Equals(PictureAugmentation? other) => other is not null && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => Description.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Description;

    private sealed class Changer(PictureCanvas canvas, PictureChange[] changes) : SampleChanger
    {
        public override void Change(Span<float> features, int label, ref Xoshiro256 random)
        {
            canvas.Begin(features, label);
            foreach (PictureChange change in changes) change.Apply(canvas, ref random);
            canvas.Settle();
            canvas.Pixels.CopyTo(features);
        }
    }
}
