namespace Glia;

/// <summary>Where samples of classes are that lie in no array: one byte a feature, in a mapped file or drawn when they are wanted. Immutable and safe to share between threads.</summary>
internal abstract class SampleSource
{
    /// <summary>Whether samples are made each time they are read, so that reading twice costs twice, and what is read is a copy.</summary>
    public abstract bool IsDrawn { get; }

    /// <summary>Features of sample <paramref name="row"/>; where they are mapped, valid only as long as this source is held on to.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int row);

    /// <summary>Writes the features of sample <paramref name="row"/>.</summary>
    public abstract void CopyTo(int row, Span<byte> destination);

    /// <summary>Class of sample <paramref name="row"/>.</summary>
    public abstract int Label(int row);

    /// <summary>Makes sure, now and then, that what is about to be read is still there.</summary>
    /// <exception cref="InvalidFileException">It is not.</exception>
    public virtual void Check()
    {
    }

    /// <summary>Says that sample <paramref name="row"/> will be wanted soon.</summary>
    public virtual void Announce(int row)
    {
    }
}
