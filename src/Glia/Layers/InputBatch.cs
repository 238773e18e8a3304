using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// A batch of inputs, scaled, shape <c>(rows, in)</c> with padded rows, and the marks of those that are not zero, or for a single sample their list. Where threads share the
/// first layer, each that takes part reads and scales the samples for itself.
/// </summary>
internal sealed class InputBatch : Copies, IParallelWork
{
    private const int Pause = 31; // batches that are not searched for zeros after one that had few

    private readonly SimdWidth _width;
    private readonly Elementwise _elementwise;
    private readonly WorkerPool _pool;
    private readonly int _features, _stride;
    private readonly Copy?[] _copies;
    private readonly int[] _samples;

    private Dataset? _data;
    private Scaler? _scaler;
    private int _rows, _unsearched;
    private bool _searches;
    private long _version;

    public InputBatch(SimdWidth width, Elementwise elementwise, WorkerPool pool, int rows, int features)
    {
        (_width, _elementwise, _pool, _features) = (width, elementwise, pool, features);
        _stride = FloatBuffer.Stride(features);
        _samples = new int[rows];
        _copies = new Copy?[pool.Threads];
        Listed = NonZeroList.Create(width, features);
        First = CreateCopy();
        _copies[0] = First;
    }

    /// <summary>The caller's values.</summary>
    public FloatBuffer Values => Of(0).Values;

    /// <summary>The values of a single sample that are not zero.</summary>
    public NonZeroList Listed { get; }

    /// <summary>The caller's marks.</summary>
    public NonZeros NonZeros => First.NonZeros;

    private Copy First { get; }

    /// <summary>Loads samples of a data set; at once for all threads where these are about to share the work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Scaler? scaler, Dataset data, ReadOnlySpan<int> samples, bool forAll)
    {
        (_scaler, _data, _rows) = (scaler, data, samples.Length);
        data.Check();
        samples.CopyTo(_samples);
        _searches = _unsearched == 0;
        _version++;
        Listed.Forget();
        if (!TryList())
        {
            if (forAll) _pool.Run(this, _pool.Threads);
            MakeCurrent(First);
            if (_rows == 1 && _searches) Listed.Take(First.Values);
        }

        Judge();
    }

    /// <summary>Lists a single sample from its bytes, where scaling leaves zeros as they are. The values themselves are made only if something asks for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryList()
    {
        if (_rows > 1 || !_searches || InputLoader.ScaleOfBytes(_data!, _scaler) is not { } scale) return false;
        ReadOnlySpan<byte> raw = _data!.RawBytes(_samples[0]);
        InputLoader.CheckLength(raw.Length, _features);
        First.NonZeros.Forget();
        Listed.Take(ref MemoryMarshal.GetReference(raw), scale);
        return true;
    }

    /// <summary>Loads samples <paramref name="start"/> … of a data set.</summary>
    public void Load(Scaler? scaler, Dataset data, int start, int count)
    {
        Span<int> samples = _samples.AsSpan(0, count);
        for (int i = 0; i < count; i++) samples[i] = start + i;
        Load(scaler, data, samples, forAll: false);
    }

    /// <summary>Loads one sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Scaler? scaler, ReadOnlySpan<float> features)
    {
        InputLoader.Load(_elementwise, scaler, features, First.Values.Slice(0, _features));
        (_rows, _searches, First.Version) = (1, _unsearched == 0, ++_version);
        First.NonZeros.Forget();
        if (_searches) Listed.Take(First.Values);
        else Listed.Forget();
        Judge();
    }

    /// <summary>Loads <paramref name="count"/> samples that lie one after another, shape <c>(count, in)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Scaler? scaler, ReadOnlySpan<float> features, int count)
    {
        for (int r = 0; r < count; r++) InputLoader.Load(_elementwise, scaler, features.Slice(r * _features, _features), First.Values.Slice(r * _stride, _features));
        (_data, _rows, _searches, First.Version) = (null, count, _unsearched == 0, ++_version);
        Listed.Forget();
        if (_searches) First.NonZeros.Mark(First.Values, count);
        else First.NonZeros.Forget();
        Judge();
    }

    /// <summary>Forgets the data set that was loaded from, so that memory which waits for its next use does not keep it alive.</summary>
    public void LetGo() => _data = null;

    /// <inheritdoc/>
    public override (FloatBuffer Values, NonZeros NonZeros) Of(int worker)
    {
        Copy copy = _copies[worker] ??= CreateCopy();
        MakeCurrent(copy);
        return (copy.Values, copy.NonZeros);
    }

    /// <inheritdoc/>
    void IParallelWork.Run(int part, int worker) => Of(worker);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeCurrent(Copy copy)
    {
        if (copy.Version == _version) return;
        copy.Version = _version;
        bool searches = _searches && _rows > 1, marksBytes = searches && InputLoader.ScaleOfBytes(_data!, _scaler) is not null;
        for (int r = 0; r < _rows; r++)
        {
            Span<float> row = copy.Values.Slice(r * _stride, _features);
            ReadOnlySpan<byte> bytes = _data!.RawBytes(_samples[r]);
            if (bytes.IsEmpty) InputLoader.Load(_elementwise, _scaler, _data.FloatFeatures(_samples[r]), row);
            else InputLoader.Load(_elementwise, _scaler, bytes, row);
            if (marksBytes) copy.NonZeros.MarkRow(r, ref MemoryMarshal.GetReference(bytes));
        }

        if (marksBytes) copy.NonZeros.Complete(copy.Values, _rows);
        else if (searches) copy.NonZeros.Mark(copy.Values, _rows);
        else copy.NonZeros.Forget();
    }

    /// <summary>To look for zeros where there are few is lost time: after a batch that is mostly not zero, the next ones are taken as they are, and only now and then looked at again.</summary>
    private void Judge()
    {
        if (!_searches) _unsearched--;
        else if (2L * (_rows == 1 ? Listed.Count : NonZeros.Count) > (long)_rows * _features) _unsearched = Pause;
    }

    private Copy CreateCopy() => new(new FloatBuffer(_samples.Length * _stride), NonZeros.Create(_width, _samples.Length, _features));

    private sealed class Copy(FloatBuffer values, NonZeros nonZeros)
    {
        public FloatBuffer Values { get; } = values;

        public NonZeros NonZeros { get; } = nonZeros;

        public long Version { get; set; }
    }
}
