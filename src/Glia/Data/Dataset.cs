using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Glia;

/// <summary>
/// Samples to learn from or to be tested on: features of shape <c>(count, features)</c> and, for each sample, a class label or a row of target values.
/// Features are kept raw, as bytes (pictures) or floats, and are scaled on their way into a network. Immutable and safe to share between threads.
/// </summary>
public sealed class Dataset
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;
    private readonly int[]? _labels;
    private readonly float[]? _targets;
    private readonly int[]? _rows; // a view's rows in the arrays above; null for all of them

    private Dataset(byte[]? bytes, float[]? floats, int[]? labels, float[]? targets, int[]? rows, FeatureShape shape, int targetCount, IReadOnlyList<string> classNames, Scaler scaler)
    {
        _bytes = bytes;
        _floats = floats;
        _labels = labels;
        _targets = targets;
        _rows = rows;
        Shape = shape;
        FeatureCount = shape.Length;
        TargetCount = targetCount;
        ClassNames = classNames;
        Scaler = scaler;
        Count = rows?.Length ?? labels?.Length ?? (targets!.Length / targetCount);
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
    public bool IsClassification => _labels is not null;

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
        return new(features, null, labels, null, null, shape, 0, classNames, scaler ?? Scaler.Divide(255));
    }

    /// <summary>Classification data from floats: <paramref name="features"/> has shape <c>(count, features)</c>, row after row. The arrays are kept, not copied.</summary>
    /// <exception cref="ArgumentException">Lengths do not agree, or a label is out of range.</exception>
    public static Dataset FromFloats(float[] features, int[] labels, FeatureShape shape, IReadOnlyList<string> classNames, Scaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckClassification(features.Length, labels, shape, classNames);
        return new(null, features, labels, null, null, shape, 0, classNames, scaler ?? Scaler.None);
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
        return new(null, features, null, targets, null, FeatureShape.Row(featureCount), targetCount, [], scaler ?? Scaler.None);
    }

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
        if (_labels is null) ThrowNoLabels();
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

        ReadOnlySpan<byte> source = _bytes.AsSpan(row * FeatureCount, FeatureCount);
        for (int i = 0; i < source.Length; i++) destination[i] = source[i];
    }

    /// <summary>The raw features of sample <paramref name="index"/>, shape <c>(features)</c>, in an array of their own.</summary>
    public float[] Features(int index)
    {
        var features = new float[FeatureCount];
        CopyFeatures(index, features);
        return features;
    }

    /// <summary>Whether features are kept as bytes.</summary>
    internal bool IsBytes => _bytes is not null;

    /// <summary>The features of sample <paramref name="index"/> where they are kept as bytes; empty where they are kept as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ByteFeatures(int index) => _bytes is null ? [] : _bytes.AsSpan(Row(index) * FeatureCount, FeatureCount);

    /// <summary>The features of sample <paramref name="index"/> where they are kept as floats; empty where they are kept as bytes.</summary>
    public ReadOnlySpan<float> FloatFeatures(int index) => _floats is null ? [] : _floats.AsSpan(Row(index) * FeatureCount, FeatureCount);

    /// <summary>Asks the processor to fetch the features of sample <paramref name="index"/>: samples in random order lie in no cache, and waiting for them took a fifth of a training step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Prefetch(int index)
    {
        if (!Sse.IsSupported) return;
        ReadOnlySpan<byte> row = _bytes is null ? MemoryMarshal.AsBytes(FloatFeatures(index)) : ByteFeatures(index);
        ref byte first = ref MemoryMarshal.GetReference(row);
        if (_labels is not null) Sse.Prefetch1(Unsafe.AsPointer(ref _labels[Row(index)]));
        for (int i = 0; i < row.Length; i += 64) Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, i))); // a hint: the address need not stay valid
    }

    /// <summary>A view of the samples at <paramref name="indices"/>, in that order; nothing is copied but the indices.</summary>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        var rows = new int[indices.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = Row(indices[i]);
        return new(_bytes, _floats, _labels, _targets, rows, Shape, TargetCount, ClassNames, Scaler);
    }

    /// <summary>A view of <paramref name="count"/> samples from <paramref name="start"/> on.</summary>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (long)count, Count, nameof(count));
        var indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = start + i;
        return Subset(indices);
    }

    /// <summary>The same samples with another suggested scaler.</summary>
    public Dataset WithScaler(Scaler scaler) => new(_bytes, _floats, _labels, _targets, _rows, Shape, TargetCount, ClassNames, scaler);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Row(int index)
    {
        if ((uint)index >= (uint)Count) ThrowOutOfRange(index);
        return _rows is null ? index : _rows[index];
    }

    [DoesNotReturn]
    private void ThrowOutOfRange(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, $"The data set has samples 0 … {Count - 1}.");

    [DoesNotReturn]
    private static void ThrowNoLabels() => throw new InvalidOperationException("This data set holds target values, not class labels.");

    /// <inheritdoc/>
    public override string ToString() => IsClassification ? $"{Count} samples of {Shape} features in {ClassCount} classes" : $"{Count} samples of {Shape} features with {TargetCount} target values";
}
