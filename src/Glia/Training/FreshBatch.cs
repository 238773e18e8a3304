using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// The samples of a step that are not simply read: drawn, changed, or both. All threads of the training make them together just before they are used: none waits for another that does nothing else. What is
/// drawn follows from the sample, how it is changed from seed, step and sample, whoever does it.
/// </summary>
internal sealed class FreshBatch : IParallelWork
{
    private const int RowsPerPart = 4;

    private readonly Dataset _data;
    private readonly Elementwise _elementwise;
    private readonly WorkerPool _pool;
    private readonly ulong _seed;
    private readonly Augmentation? _augmentation;
    private readonly SampleChanger?[] _changers;
    private readonly float[]?[] _rows;
    private readonly byte[] _bytes;
    private readonly float[] _floats;
    private readonly int[] _samples, _places;

    private int _count;
    private ulong _key;

    private FreshBatch(Dataset data, TrainingOptions options, int batch, Elementwise elementwise, WorkerPool pool)
    {
        _elementwise = elementwise;
        (_augmentation, _data, _pool, _seed) = (options.Augmentation, data, pool, options.Seed);
        (_changers, _rows) = (new SampleChanger?[pool.Threads], new float[]?[pool.Threads]);
        int length = checked(batch * data.FeatureCount);
        _bytes = new byte[data.IsBytes ? length : 0];
        _floats = new float[data.IsBytes ? 0 : length];
        _samples = new int[batch];
        _places = [.. Enumerable.Range(0, batch)];
        string[] names = ["any"];
        Samples = data.IsBytes ? Dataset.FromBytes(_bytes, new int[batch], data.Shape, names) : Dataset.FromFloats(_floats, new int[batch], data.Shape, names);
        MakeReady(worker: 0);
    }

    /// <summary>What makes the samples of a training; null where its steps read them as they are.</summary>
    /// <exception cref="ArgumentException">The augmentation cannot change samples like these.</exception>
    public static FreshBatch? For(Dataset data, TrainingOptions options, int batch, Elementwise elementwise, WorkerPool pool) =>
        data.IsDrawn || options.Augmentation is not null ? new FreshBatch(data, options, batch, elementwise, pool) : null;

    /// <summary>The fresh samples as data, with their features alone.</summary>
    public Dataset Samples { get; }

    /// <summary>Makes <paramref name="samples"/> anew for step <paramref name="step"/>, and says where in <see cref="Samples"/> they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Draw(ReadOnlySpan<int> samples, long step)
    {
        samples.CopyTo(_samples);
        _count = samples.Length;
        _key = Xoshiro256.Mix(_seed ^ Xoshiro256.Mix((ulong)step));
        int parts = (_count + RowsPerPart - 1) / RowsPerPart;
        if (_pool.Threads > 1 && parts > 1) _pool.Run(this, parts);
        else for (int part = 0; part < parts; part++) Run(part, worker: 0);
        return _places.AsSpan(0, _count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part, int worker)
    {
        MakeReady(worker);
        for (int r = part * RowsPerPart; r < Math.Min(_count, (part + 1) * RowsPerPart); r++) Make(r, worker);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Make(int r, int worker)
    {
        int length = _data.FeatureCount;
        if (!_data.IsBytes)
        {
            Span<float> floats = _floats.AsSpan(r * length, length);
            _data.CopyFeatures(_samples[r], floats);
            Change(_samples[r], _changers[worker]!, floats);
            return;
        }

        Span<byte> bytes = _bytes.AsSpan(r * length, length);
        _data.CopyBytes(_samples[r], bytes);
        if (_changers[worker] is not { } changer) return;
        float[] row = _rows[worker]!;
        _elementwise.ScaleBytes(ref MemoryMarshal.GetReference(bytes), 1, 0, ref row[0], length);
        Change(_samples[r], changer, row);
        Round(row, bytes);
    }

    private void Change(int sample, SampleChanger changer, Span<float> row)
    {
        var random = new Xoshiro256(_key, (ulong)sample);
        changer.Change(row, _data.IsClassification ? _data.Label(sample) : -1, ref random);
    }

    /// <summary>The nearest bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(ReadOnlySpan<float> row, Span<byte> bytes)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            ReadOnlySpan<float> some = row[i..];
            Vector.Narrow(Vector.Narrow(Nearest(some, 0), Nearest(some, 1)), Vector.Narrow(Nearest(some, 2), Nearest(some, 3))).CopyTo(bytes[i..]);
        }

        for (; i < row.Length; i++) bytes[i] = (byte)Math.Min(Math.Max(row[i] + 0.5f, 0), 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Nearest(ReadOnlySpan<float> values, int place) =>
        Vector.ConvertToInt32(Vector.Min(Vector.Max(new Vector<float>(values[(place * Vector<float>.Count)..]) + new Vector<float>(0.5f), Vector<float>.Zero), new Vector<float>(255))).As<int, uint>();

    private void MakeReady(int worker)
    {
        if (_augmentation is null) return;
        _changers[worker] ??= _augmentation.CreateChanger(_data.Shape, _data.IsBytes ? 255 : 1);
        _rows[worker] ??= new float[_data.FeatureCount];
    }
}
