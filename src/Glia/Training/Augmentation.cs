namespace Glia;

/// <summary>
/// Changes samples each time they are trained on, so that the network hardly ever sees the same one twice: pictures moved and turned a little, for instance. It says what
/// may happen; how a sample is changed follows from the training's seed, the step and the sample alone, so that the number of threads changes nothing.
/// </summary>
public abstract record Augmentation
{
    /// <summary>
    /// What it does, settings included, in words that are the same on every machine: write numbers by <see cref="FormattableString.Invariant"/>, or a German machine writes 0,5. A checkpoint keeps them, and a
    /// training goes on only with the same words.
    /// </summary>
    public abstract string Description { get; }

    /// <summary>Makes what does the work on one thread.</summary>
    /// <param name="shape">How the samples' features are arranged.</param>
    /// <param name="full">The value of full ink: 255 for features that are kept as bytes, 1 for others.</param>
    /// <exception cref="ArgumentException">Samples of this shape cannot be changed so.</exception>
    public abstract SampleChanger CreateChanger(FeatureShape shape, float full);
}

/// <summary>Changes one sample at a time; used by one thread at a time.</summary>
public abstract class SampleChanger
{
    /// <summary>Changes a sample in place.</summary>
    /// <param name="features">Its raw features, shape <c>(features)</c>.</param>
    /// <param name="label">Its class; −1 where samples have target values instead.</param>
    /// <param name="random">Where all chance must come from.</param>
    public abstract void Change(Span<float> features, int label, ref Xoshiro256 random);
}
