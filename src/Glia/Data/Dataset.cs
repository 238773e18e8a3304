using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Glia;

/// <summary>
/// Samples to learn from or to be tested on: features of shape <c>(count, features)</c> and, for each sample, a class label or a row of target values.
/// Features are kept raw, as bytes (pictures) or floats, and are scaled on their way into a network. They lie in arrays, in a mapped file (<c>Idx.MapDataset</c> of Glia.Datasets), or nowhere: drawn
/// when they are wanted (<see cref="Drawn"/>). Immutable and safe to share between threads.
/// </summary>
public sealed partial class Dataset
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;
    private readonly int[]? _labels;
    private readonly float[]? _targets;
    private readonly SampleSource? _source; // of samples in no array
    private readonly int _start; // a view's first row in what is above,
    private readonly int[]? _rows; // or its rows, where they do not follow one another
    private readonly Dataset? _origin; // the samples that were drawn ahead into the arrays, in the same order

    private Dataset(in Storage storage, in View view, FeatureShape shape, int targetCount, IReadOnlyList<string> classNames, Scaler scaler, Dataset? origin = null)
    {
        (_bytes, _floats, _labels, _targets, _source) = storage;
        (_start, Count, _rows) = view;
        _origin = origin;
        Shape = shape;
        FeatureCount = shape.Length;
        TargetCount = targetCount;
        ClassNames = classNames;
        Scaler = scaler;
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Number of features of one sample.</summary>
    public int FeatureCount { get; }

    /// <summary>How the features of one sample are arranged.</summary>
    public FeatureShape Shape { get; }

    /// <summary>Names of the classes, in the order of the labels; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of classes; 0 for regression.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>Number of target values per sample; 0 for classification.</summary>
    public int TargetCount { get; }

    /// <summary>True where samples carry a class label, false where they carry target values.</summary>
    public bool IsClassification => _targets is null;

    /// <summary>How these raw features are best scaled. A network that was given no scaler takes this one at its first training.</summary>
    public Scaler Scaler { get; }

    /// <summary>Classification data from bytes, one byte a feature (grey pictures): <paramref name="features"/> has shape <c>(count, features)</c>, row after row. The arrays are kept, not copied.</summary>
    /// <param name="features">Row-major features, <c>count × shape.Length</c> bytes.</param>
    /// <param name="labels">Class index of each sample, 0 … <c>classNames.Count − 1</c>.</param>
    /// <param name="shape">Arrangement of one sample.</param>
    /// <param name="classNames">One name per class.</param>
    /// <param name="scaler">Suggested scaling; bytes default to <c>x / 255</c>.</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or a label is out of range.</exception>
    public static Dataset FromBytes(byte[] features, int[] labels, FeatureShape shape, IReadOnlyList<string> classNames, Scaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckClassification(features.Length, labels, shape, classNames);
        return new(new Storage(Bytes: features, Labels: labels), new View(0, labels.Length), shape, 0, OwnNames(classNames), scaler ?? Scaler.Divide(255));
    }

    /// <summary>Classification data from floats: <paramref name="features"/> has shape <c>(count, features)</c>, row after row. The arrays are kept, not copied.</summary>
    /// <exception cref="ArgumentException">Lengths do not agree, or a label is out of range.</exception>
    public static Dataset FromFloats(float[] features, int[] labels, FeatureShape shape, IReadOnlyList<string> classNames, Scaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckClassification(features.Length, labels, shape, classNames);
        return new(new Storage(Floats: features, Labels: labels), new View(0, labels.Length), shape, 0, OwnNames(classNames), scaler ?? Scaler.None);
    }

    /// <summary>Regression data: <paramref name="features"/> has shape <c>(count, features)</c> and <paramref name="targets"/> <c>(count, targets)</c>, both row after row. The arrays are kept, not copied.</summary>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    public static Dataset ForRegression(float[] features, int featureCount, float[] targets, int targetCount, Scaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (features.Length % featureCount != 0 || targets.Length % targetCount != 0 || features.Length / featureCount != targets.Length / targetCount)
            throw new ArgumentException($"{features.Length} feature values of {featureCount} per sample do not go with {targets.Length} target values of {targetCount} per sample.", nameof(targets));
        return new(new Storage(Floats: features, Targets: targets), new View(0, targets.Length / targetCount), FeatureShape.Row(featureCount), targetCount, [], scaler ?? Scaler.None);
    }

    // Of the caller's own list, which may change.
    private static IReadOnlyList<string> OwnNames(IReadOnlyList<string> classNames) => Array.AsReadOnly([.. classNames]);

    private static void CheckClassification(int values, int[] labels, FeatureShape shape, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        if ((long)labels.Length * shape.Length != values)
            throw new ArgumentException($"{labels.Length} samples of {shape} features need {(long)labels.Length * shape.Length} values, but there are {values}.", nameof(labels));
        for (int i = 0; i < labels.Length; i++)
            if ((uint)labels[i] >= (uint)classNames.Count)
                throw new ArgumentException($"Sample {i} has label {labels[i]}, but there are {classNames.Count} classes (0 … {classNames.Count - 1}).", nameof(labels));
    }

    /// <summary>Class label of sample <paramref name="index"/>.</summary>
    /// <exception cref="InvalidOperationException">The data set holds target values, not classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Label(int index)
    {
        if (_labels is null) return LabelElsewhere(index);
        return _labels[Row(index)];
    }

    /// <summary>Target values of sample <paramref name="index"/>, shape <c>(targets)</c>.</summary>
    /// <exception cref="InvalidOperationException">The data set holds classes, not target values.</exception>
    public ReadOnlySpan<float> Targets(int index) => _targets is null ? throw new InvalidOperationException("This data set holds class labels, not target values.") : _targets.AsSpan(Row(index) * TargetCount, TargetCount);

    /// <summary>Writes the raw features of sample <paramref name="index"/>, shape <c>(features)</c>, to <paramref name="destination"/>.</summary>
    public void CopyFeatures(int index, Span<float> destination)
    {
        int row = Row(index);
        if (_floats is not null)
        {
            _floats.AsSpan(row * FeatureCount, FeatureCount).CopyTo(destination);
            return;
        }

        ReadOnlySpan<byte> source = _bytes is null ? _source!.Bytes(row) : _bytes.AsSpan(row * FeatureCount, FeatureCount);
        for (int i = 0; i < source.Length; i++) destination[i] = source[i];
        GC.KeepAlive(this);
    }

    /// <summary>The raw features of sample <paramref name="index"/>, shape <c>(features)</c>, in an array of their own.</summary>
    public float[] Features(int index)
    {
        var features = new float[FeatureCount];
        CopyFeatures(index, features);
        return features;
    }

    /// <summary>Whether features are kept as bytes.</summary>
    internal bool IsBytes => _floats is null;

    /// <summary>
    /// The features of sample <paramref name="index"/> where they are kept as bytes; empty where they are kept as floats. Of samples that lie in no array, a copy.
    /// </summary>
    public ReadOnlySpan<byte> ByteFeatures(int index)
    {
        ReadOnlySpan<byte> bytes = RawBytes(index);
        if (_source is null or { IsDrawn: true }) return bytes;
        byte[] copy = bytes.ToArray(); // a span over mapped memory must not be left to somebody who may let go of this object
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>As <see cref="ByteFeatures"/>, but never a copy of what is mapped: for those who hold on to this object as long as they read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> RawBytes(int index) => _bytes is null ? BytesElsewhere(index) : _bytes.AsSpan(Row(index) * FeatureCount, FeatureCount);

    /// <summary>The features of sample <paramref name="index"/> where they are kept as floats; empty where they are kept as bytes.</summary>
    public ReadOnlySpan<float> FloatFeatures(int index) => _floats is null ? [] : _floats.AsSpan(Row(index) * FeatureCount, FeatureCount);

    /// <summary>Asks the processor to fetch the features of sample <paramref name="index"/>: samples in random order lie in no cache, and waiting for them took a fifth of a training step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Prefetch(int index)
    {
        if (IsDrawn) return;
        _source?.Announce(Row(index));
        if (!Sse.IsSupported) return;
        ReadOnlySpan<byte> row = _floats is null ? RawBytes(index) : MemoryMarshal.AsBytes(FloatFeatures(index));
        ref byte first = ref MemoryMarshal.GetReference(row);
        if (_labels is not null) Sse.Prefetch1(Unsafe.AsPointer(ref _labels[Row(index)]));
        for (int i = 0; i < row.Length; i += 64) Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, i))); // a hint: the address need not stay valid
    }

    /// <summary>A view of the samples at <paramref name="indices"/>, in that order; nothing is copied but the indices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of such an index.</exception>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        var rows = new int[indices.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = Row(indices[i]);
        return new(Stored, new View(0, rows.Length, rows), Shape, TargetCount, ClassNames, Scaler, _origin?.Subset(indices));
    }

    /// <summary>A view of <paramref name="count"/> samples from <paramref name="start"/> on; nothing is copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are not that many samples.</exception>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (long)count, Count, nameof(count));
        View view = _rows is null ? new View(_start + start, count) : new View(0, count, _rows[start..(start + count)]);
        return new(Stored, view, Shape, TargetCount, ClassNames, Scaler, _origin?.Slice(start, count));
    }

    /// <summary>The same samples with another suggested scaler.</summary>
    /// <exception cref="ArgumentException">The scaler has a factor for each feature, but for another number of them.</exception>
    public Dataset WithScaler(Scaler scaler)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        scaler.CheckLength(FeatureCount);
        return new(Stored, new View(_start, Count, _rows), Shape, TargetCount, ClassNames, scaler, _origin);
    }

    /// <summary>The length of an array of <paramref name="each"/> values for every sample.</summary>
    /// <exception cref="ArgumentException">They are more than an array holds.</exception>
    internal int LengthOf(int each)
    {
        long length = (long)Count * each;
        return length <= Array.MaxLength ? (int)length : throw new ArgumentException($"{Count} samples with {each} values each are more than the {Array.MaxLength} that an array holds. Use parts of them (Slice).");
    }

    private Storage Stored => new(_bytes, _floats, _labels, _targets, _source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Row(int index)
    {
        if ((uint)index >= (uint)Count) ThrowOutOfRange(index);
        return _rows is null ? _start + index : _rows[index];
    }

    [DoesNotReturn]
    private void ThrowOutOfRange(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, $"The data set has samples 0 … {Count - 1}.");

    /// <inheritdoc/>
    public override string ToString() => IsClassification ? $"{Count} samples of {Shape} features in {ClassCount} classes" : $"{Count} samples of {Shape} features with {TargetCount} target values";

    /// <summary>Where samples are: bytes or floats, labels or targets, or elsewhere.</summary>
    private readonly record struct Storage(byte[]? Bytes = null, float[]? Floats = null, int[]? Labels = null, float[]? Targets = null, SampleSource? Source = null);

    /// <summary>Which of them.</summary>
    private readonly record struct View(int Start, int Count, int[]? Rows = null);
}
