using Glia.Kernels;

namespace Glia;

/// <summary>Goes through a data set twice, in batches: once for what each neuron does, once more for the histograms, whose range is known only then.</summary>
internal sealed class ActivityCount
{
    private const int BatchRows = 128, Ranges = 32;

    private static readonly Activation[] Gated = [Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.GELU, Activation.SiLU, Activation.Softplus];

    private readonly Network _network;
    private readonly Dataset _data;
    private readonly Workspace _workspace;
    private readonly UnitCount[]?[] _units;

    public ActivityCount(Network network, Dataset data, int top)
    {
        (_network, _data) = (network, data);
        int rows = Math.Min(data.Count, Math.Min(BatchRows, Workspace.MostRows(network.Layout)));
        _workspace = new Workspace(network.Layout, network.Layers, rows, training: true, SimdWidths.Best, threads: 1);
        _units = [.. network.Layout.Select(at => network.Layers[at.Index] is Dense ? Enumerable.Range(0, at.Out).Select(_ => new UnitCount(data.ClassCount, top)).ToArray() : null)];
    }

    public LayerStatistics[] Run(LayerStatistics[] layers, CancellationToken cancellationToken)
    {
        Pass((start, rows) => { foreach (LayerStatistics layer in layers) Count(layer.Index, start, rows); }, cancellationToken);
        var histograms = layers.ToDictionary(l => l.Index, l => (Low: _units[l.Index]!.Min(u => u.Min), High: _units[l.Index]!.Max(u => u.Max), Counts: new long[Ranges]));
        Pass(
            (_, rows) =>
            {
                foreach ((int layer, (float low, float high, long[] counts)) in histograms)
                    for (int r = 0; r < rows; r++) Histogram.Add(Row(_workspace.Layers[layer].A, layer, r), counts, low, high);
            },
            cancellationToken);
        return [.. layers.Select(l => WithOutputs(l, histograms[l.Index].Counts))];
    }

    private void Pass(Action<int, int> look, CancellationToken cancellationToken)
    {
        for (int start = 0; start < _data.Count; start += _workspace.BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(_workspace.BatchSize, _data.Count - start);
            _workspace.Input.Load(_network.Scaler, _data, start, rows);
            _workspace.Last.Temperature = _network.Temperature;
            _network.Forward(_workspace, _network.CreatePass(_workspace), rows);
            look(start, rows);
        }
    }

    private void Count(int layer, int start, int rows)
    {
        Activation f = ((Dense)_network.Layers[layer]).Activation;
        bool isGated = Gated.Contains(f), isSoftmax = f == Activation.Softmax;
        LayerBuffers buffers = _workspace.Layers[layer];
        buffers.DA.Span.Fill(1);
        if (!isSoftmax) buffers.ToSlopeOfZ(rows); // f'(z) itself
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> z = Row(buffers.Z, layer, r), a = Row(buffers.A, layer, r), slope = Row(buffers.DA, layer, r);
            int label = _data.IsClassification ? _data.Label(start + r) : -1;
            for (int o = 0; o < a.Length; o++)
            {
                bool isActive = isGated ? z[o] > 0 : MathF.Abs(a[o]) > LayerStatistics.MinimumActivity;
                bool isSaturated = f.HasSlope && MathF.Abs(isSoftmax ? a[o] * (1 - a[o]) : slope[o]) < LayerStatistics.SaturationSlope;
                _units[layer]![o].Add(start + r, a[o], label, isActive, isSaturated);
            }
        }
    }

    private Span<float> Row(FloatBuffer values, int layer, int row) => values.Slice(row * _network.Layout[layer].Stride, _network.Layout[layer].Out);

    private LayerStatistics WithOutputs(LayerStatistics layer, long[] histogram)
    {
        UnitCount[] units = _units[layer.Index]!;
        double count = (double)_data.Count * units.Length, mean = units.Sum(u => u.Sum) / count, squares = units.Sum(u => u.Squares) / count;
        double low = units.Min(u => u.Min), high = units.Max(u => u.Max);
        int[] samples = new int[_data.ClassCount];
        for (int i = 0; _data.IsClassification && i < _data.Count; i++) samples[_data.Label(i)]++;
        return layer with
        {
            Outputs = new ValueSpread(mean, Math.Sqrt(Math.Max(0, squares - (mean * mean))), low, high, new Histogram(low, high, histogram)),
            ZeroPart = units.Sum(u => u.Zeros) / count,
            Neurons = [.. units.Select((u, unit) => u.ToStatistics(layer.Index, unit, _data.Count, samples))],
        };
    }

    /// <summary>What has been seen of one neuron.</summary>
    private sealed class UnitCount(int classes, int top)
    {
        private readonly double[] _classSums = new double[classes];
        private readonly List<TopActivation> _top = new(top + 1);
        private long _active, _saturated;

        public double Sum { get; private set; }

        public double Squares { get; private set; }

        public float Min { get; private set; } = float.PositiveInfinity;

        public float Max { get; private set; } = float.NegativeInfinity;

        public long Zeros { get; private set; }

        public void Add(int sample, float a, int label, bool isActive, bool isSaturated)
        {
            Sum += a;
            Squares += (double)a * a;
            (Min, Max) = (MathF.Min(Min, a), MathF.Max(Max, a));
            if (a == 0) Zeros++;
            if (isActive) _active++;
            if (isSaturated) _saturated++;
            if (label >= 0) _classSums[label] += a;
            if (_top.Count < top || (top > 0 && a > _top[^1].Output)) Keep(new TopActivation(sample, a));
        }

        public NeuronStatistics ToStatistics(int layer, int unit, int count, int[] samples) => new()
        {
            Layer = layer,
            Unit = unit,
            Mean = Sum / count,
            Min = Min,
            Max = Max,
            ActivePart = _active / (double)count,
            SaturatedPart = _saturated / (double)count,
            ClassMeans = [.. _classSums.Select((sum, c) => samples[c] > 0 ? sum / samples[c] : double.NaN)],
            Top = [.. _top],
        };

        // In order, and after those that are as large: of equals the first stays first.
        private void Keep(TopActivation one)
        {
            int at = _top.Count;
            while (at > 0 && one.Output > _top[at - 1].Output) at--;
            _top.Insert(at, one);
            if (_top.Count > top) _top.RemoveAt(top);
        }
    }
}
