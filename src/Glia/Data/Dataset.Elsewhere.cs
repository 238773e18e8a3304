using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Glia;

// Samples that lie in no array: drawn when they are wanted, or in a mapped file.
public sealed partial class Dataset
{
    private const int RowsPerTurn = 512; // that a thread draws before it looks for more

    /// <summary>
    /// Classification data that are drawn when they are wanted, one byte a feature: as many as there are numbers, in no memory. Training draws each step's samples by all threads just before it, and with
    /// them has the same bits as with the same samples in arrays (<see cref="InMemory"/>).
    /// </summary>
    /// <param name="generator">What draws them.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="shape">Arrangement of one sample.</param>
    /// <param name="classNames">One name per class.</param>
    /// <param name="scaler">Suggested scaling; bytes default to <c>x / 255</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    [Experimental(ExperimentalFeatures.DrawnData)]
    public static Dataset Drawn(SampleGenerator generator, int count, FeatureShape shape, IReadOnlyList<string> classNames, Scaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(classNames);
        return Of(new DrawnSamples(generator, shape.Length), count, shape, classNames, scaler);
    }

    /// <summary>Classification data from any source of bytes; its labels are good.</summary>
    internal static Dataset Of(SampleSource source, int count, FeatureShape shape, IReadOnlyList<string> classNames, Scaler? scaler = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(new Storage(Source: source), new View(0, count), shape, 0, OwnNames(classNames), scaler ?? Scaler.Divide(255));
    }

    /// <summary>
    /// The most bytes of features that are better kept in an array than read anew each time: a quarter of what this process may have, and at most what an array holds. What is trained does not depend on it.
    /// </summary>
    internal static long MostInMemory => Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Whether the samples are made each time they are read.</summary>
    internal bool IsDrawn => _source is { IsDrawn: true };

    /// <summary>Whether the samples lie in a mapped file.</summary>
    internal bool IsMapped => _source is { IsDrawn: false };

    /// <summary>The samples as they are drawn, where these are drawn or were drawn ahead; null for all others. What follows from how they are drawn is the same for both.</summary>
    internal Dataset? Origin => IsDrawn ? this : _origin;

    /// <summary>How the samples are drawn, in words; null where they are not.</summary>
    internal string? Description => (_source as DrawnSamples)?.Generator.Description;

    /// <summary>The first row of samples that follow one another; null where they do not.</summary>
    internal int? FirstRow => _rows is null ? _start : null;

    /// <summary>
    /// The same samples in arrays: drawn ahead or read by several threads. Where they lie in arrays already, this data set itself.
    /// </summary>
    /// <param name="threads">Number of threads; 0 for one per processor. The samples do not depend on it.</param>
    /// <param name="progress">Told the number of samples done so far, from the working threads, never two at a time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">They are more than an array holds.</exception>
    /// <exception cref="ArgumentException">A label has no class.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was triggered.</exception>
    [Experimental(ExperimentalFeatures.DrawnData)]
    public Dataset InMemory(int threads = 0, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (_source is null) return this;
        if ((long)Count * FeatureCount > Array.MaxLength) throw new InvalidOperationException($"{Count} samples of {Shape} features are more than the {Array.MaxLength} bytes that an array holds. Use them as they are, or fewer.");
        byte[] bytes = new byte[Count * FeatureCount];
        int[] labels = new int[Count];
        var gate = new Lock();
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, (int)((Count + (RowsPerTurn - 1L)) / RowsPerTurn), options, Turn);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]); // what went wrong, not that it went wrong on a thread
        }

        CheckClassification(bytes.Length, labels, Shape, ClassNames);
        return new(new Storage(Bytes: bytes, Labels: labels), new View(0, Count), Shape, 0, ClassNames, Scaler, Origin);

        void Turn(int turn)
        {
            int start = turn * RowsPerTurn, end = (int)Math.Min(Count, start + (long)RowsPerTurn);
            for (int i = start; i < end; i++)
            {
                CopyBytes(i, bytes.AsSpan(i * FeatureCount, FeatureCount));
                labels[i] = Label(i);
            }

            if (progress is null) return;
            lock (gate) progress.Report(done += end - start);
        }
    }

    /// <summary>Writes the features of sample <paramref name="index"/>, kept as bytes, to <paramref name="destination"/>: the way to read that allocates nothing, wherever they are.</summary>
    internal void CopyBytes(int index, Span<byte> destination)
    {
        if (_source is null) RawBytes(index).CopyTo(destination);
        else _source.CopyTo(Row(index), destination);
    }

    /// <summary>Makes sure, before some samples are read, that they are still there.</summary>
    /// <exception cref="InvalidFileException">Their file has become shorter.</exception>
    internal void Check() => _source?.Check();

    /// <summary><paramref name="count"/> samples that are spread evenly over all, the first and the last among them; all where there are no more.</summary>
    internal Dataset Spread(int count)
    {
        if (count >= Count) return this;
        var indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = (int)(i * (Count - 1L) / Math.Max(1, count - 1));
        return Subset(indices);
    }

    private ReadOnlySpan<byte> BytesElsewhere(int index) => _source is null ? [] : _source.Bytes(Row(index));

    private int LabelElsewhere(int index) => _source is null ? throw new InvalidOperationException("This data set holds target values, not class labels.") : _source.Label(Row(index));
}
