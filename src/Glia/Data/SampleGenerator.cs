using System.Diagnostics.CodeAnalysis;

namespace Glia;

/// <summary>
/// Makes samples from nothing but their index, whenever they are wanted: a data set of a billion needs no more memory than one of a thousand (<see cref="Dataset.Drawn"/>).
/// A sample must have the same bits each time it is drawn, on every machine, and any number of threads draw at once.
/// </summary>
[Experimental(ExperimentalFeatures.DrawnData)]
public abstract class SampleGenerator
{
    /// <summary>
    /// Everything that decides what is drawn, seed and version of the generator included, in words that are the same on every machine: write numbers by
    /// <see cref="FormattableString.Invariant"/>, or a German machine writes 0,5. A checkpoint keeps a hash of them, and a training goes on only with
    /// the same words.
    /// </summary>
    public abstract string Description { get; }

    /// <summary>Class of sample <paramref name="index"/>, 0 or more. Asked for several times per sample, so it should cost little beside the drawing.</summary>
    public abstract int Label(int index);

    /// <summary>Draws sample <paramref name="index"/>.</summary>
    /// <param name="index">Which one, 0 … count − 1 of the data set.</param>
    /// <param name="features">Takes its raw features, shape <c>(features)</c>; holds anything before, and must be written in full.</param>
    public abstract void Draw(int index, Span<byte> features);
}
