using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia.Datasets;

/// <summary>
/// Moves for every pixel in one direction: uniform numbers from −1 to 1, smoothed by a Gaussian along rows and then along columns, times a strength (Simard, Steinkraus and
/// Platt 2003). Beyond the border there is no move. Sums are fused multiply-adds in the order of the Gaussian: the same bits in registers of any width.
/// </summary>
internal abstract class ElasticField
{
    private readonly int _width, _height;
    private readonly byte[] _drawn;
    private float[] _kernel = [], _rough = [], _smooth = [];
    private float _sigma;

    private ElasticField(FeatureShape shape)
    {
        (_width, _height, Stride) = (shape.Width, shape.Height, FloatBuffer.Pad(shape.Width));
        _drawn = new byte[Stride];
        Moves = new float[(_height * Stride) + FloatBuffer.Line]; // readers take a whole register, from any column
    }

    /// <summary>Floats from one row of moves to the next.</summary>
    public int Stride { get; }

    /// <summary>The moves in pixels, shape <c>(height, stride)</c>.</summary>
    public float[] Moves { get; }

    public static ElasticField Create(FeatureShape shape) => SimdWidths.Best.Create(new Factory(shape));

    /// <summary>Draws new moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(float alpha, float sigma, ref Xoshiro256 random)
    {
        if (sigma != _sigma) MakeRoom(sigma);
        int reach = _kernel.Length / 2, margin = FloatBuffer.Pad(reach), roughStride = Stride + (2 * margin);
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(_drawn.AsSpan());
        for (int row = 0; row < _height; row++)
        {
            foreach (ref ulong word in words) word = random.NextUInt64();
            ref float rough = ref _rough[(row * roughStride) + margin];
            Scatter(ref _drawn[0], ref rough, Stride);
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rough, _width), Stride - _width).Clear();
        }

        for (int row = 0; row < _height; row++)
            Smooth(ref _rough[(row * roughStride) + margin - reach], 1, ref _kernel[0], _kernel.Length, ref _smooth[(row + reach) * Stride], Stride, 1);
        for (int row = 0; row < _height; row++)
            Smooth(ref _smooth[row * Stride], Stride, ref _kernel[0], _kernel.Length, ref Moves[row * Stride], Stride, alpha);
    }

    /// <summary>Bytes as numbers from −1 to 1.</summary>
    protected abstract void Scatter(ref byte drawn, ref float rough, int length);

    /// <summary>to[j] = factor · Σₖ kernel[k] · from[k·step + j].</summary>
    protected abstract void Smooth(ref float from, int step, ref float kernel, int taps, ref float to, int length, float factor);

    // Zeros on all sides, as far as the Gaussian reaches.
    private void MakeRoom(float sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        double total = 0;
        var weights = new double[(2 * reach) + 1];
        for (int k = -reach; k <= reach; k++) total += weights[k + reach] = StableMath.Exp(-0.5 * k * k / ((double)sigma * sigma));
        _kernel = Array.ConvertAll(weights, weight => (float)(weight / total));
        _rough = new float[_height * (Stride + (2 * FloatBuffer.Pad(reach)))];
        _smooth = new float[(_height + (2 * reach)) * Stride];
        _sigma = sigma;
    }

    private readonly struct Factory(FeatureShape shape) : IPerWidth<ElasticField>
    {
        public ElasticField Create<V>()
            where V : struct, ILanes<V> => new Wide<V>(shape);
    }

    private sealed class Wide<V>(FeatureShape shape) : ElasticField(shape)
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override void Scatter(ref byte drawn, ref float rough, int length)
        {
            V scale = V.Of(2.0 / 255), one = V.Of(-1);
            for (int i = 0; i < length; i += V.Count)
                V.Store(V.MultiplyAdd(V.LoadBytes(ref Unsafe.Add(ref drawn, i)), scale, one), ref Unsafe.Add(ref rough, i));
        }

        // Two registers at a time: a single sum would wait for itself.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override void Smooth(ref float from, int step, ref float kernel, int taps, ref float to, int length, float factor)
        {
            V all = V.All(factor);
            int j = 0;
            for (; j + (2 * V.Count) <= length; j += 2 * V.Count)
            {
                V first = V.Of(0), second = first;
                ref float source = ref Unsafe.Add(ref from, j);
                for (int k = 0; k < taps; k++)
                {
                    V weight = V.All(Unsafe.Add(ref kernel, k));
                    first = V.MultiplyAdd(V.Load(ref source), weight, first);
                    second = V.MultiplyAdd(V.Load(ref Unsafe.Add(ref source, V.Count)), weight, second);
                    source = ref Unsafe.Add(ref source, step);
                }

                V.Store(first * all, ref Unsafe.Add(ref to, j));
                V.Store(second * all, ref Unsafe.Add(ref to, j + V.Count));
            }

            for (; j < length; j += V.Count)
            {
                V sum = V.Of(0);
                for (int k = 0; k < taps; k++) sum = V.MultiplyAdd(V.Load(ref Unsafe.Add(ref from, j + (k * step))), V.All(Unsafe.Add(ref kernel, k)), sum);
                V.Store(sum * all, ref Unsafe.Add(ref to, j));
            }
        }
    }
}
