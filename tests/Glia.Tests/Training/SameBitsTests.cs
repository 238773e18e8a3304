using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia.Tests.Training;

/// <summary>Whole trainings: what the machine does to be quick (lanes, threads, zeros left out, moves beside the gradient) is not to be seen in the weights.</summary>
public class SameBitsTests
{
    private const int Inputs = 300;

    private static readonly Dataset Bytes = MostlyZero(150);

    private static readonly Dataset Floats =
        Dataset.FromFloats([.. Enumerable.Range(0, Bytes.Count).SelectMany(Bytes.Features)], [.. Enumerable.Range(0, Bytes.Count).Select(Bytes.Label)], Bytes.Shape, Bytes.ClassNames, Bytes.Scaler);

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["sgd"] = new Sgd(0.1f),
        ["sgd with penalties"] = new Sgd(0.1f) { L1 = 1e-3f, L2 = 1e-3f, ClipValue = 0.05f },
        ["nesterov with a clipped norm"] = new Sgd(0.05f, 0.9f, nesterov: true) { ClipNorm = 0.5f },
        ["adam"] = new Adam(0.01f),
    };

    /// <summary>Pictures as handwriting makes them: a margin that nobody uses, and strokes that some share.</summary>
    private static Dataset MostlyZero(int count)
    {
        var random = new Xoshiro256(77);
        var x = new byte[count * Inputs];
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(4))];
        for (int i = 0; i < count; i++)
            for (int f = 40; f < Inputs - 60; f++)
                if (random.NextInt32(10) < (f % 4 == labels[i] ? 6 : 2)) x[(i * Inputs) + f] = (byte)random.NextInt32(256);
        return Dataset.FromBytes(x, labels, FeatureShape.Row(Inputs), ["a", "b", "c", "d"]);
    }

    // The default initialiser goes by the activation, and knows no one's own.
    private static Network Net(Activation? hidden = null) =>
        new(Inputs, 3, Hidden(70, hidden), new Dropout(0.2f), Hidden(33, hidden), new Dense(4, Activation.Softmax));

    private static Dense Hidden(int units, Activation? activation) => new(units, activation ?? Activation.Tanh) { Weights = Initializer.Xavier };

    private static uint[] Trained(Dataset data, Optimizer optimizer, int batch, int threads, SimdWidth width, Activation? hidden = null)
    {
        Network net = Net(hidden);
        var trainer = new Trainer(net, data, optimizer, new CrossEntropy(), new TrainingOptions { Epochs = 2, BatchSize = batch, Threads = threads, Shuffle = false, Seed = 9 }, width);
        for (int steps = Steps(batch); steps > 0; steps--) trainer.Step();
        return Samples.Bits(net);
    }

    private static int Steps(int batch) => batch == 1 ? 20 : 5;

    /// <summary>The same steps by hand, on one thread and by the scalar kernels, whose marks are forgotten before they are used: each product is whole.</summary>
    private static uint[] TrainedWithEveryZero(Dataset data, Optimizer optimizer, int batch)
    {
        Network net = Net();
        net.Scaler = data.Scaler;
        var workspace = new Workspace(net.Layout, net.Layers, batch, training: true, SimdWidth.Scalar, threads: 1);
        FloatBuffer[] slots = [.. Enumerable.Range(0, optimizer.Slots).Select(_ => new FloatBuffer(net.Parameters.Length))];
        var update = new WeightUpdate(net, optimizer, workspace, slots, WorkerPool.Of(1));
        for (int step = 0; step < Steps(batch); step++)
        {
            int start = step % ((data.Count + batch - 1) / batch) * batch, rows = Math.Min(batch, data.Count - start);
            workspace.Input.Load(net.Scaler, data, start, rows);
            workspace.Input.NonZeros.Forget();
            Pass pass = net.CreatePass(workspace, update.Early, Xoshiro256.Mix(9 ^ Xoshiro256.Mix((ulong)step + 1)));
            net.Forward(workspace, pass, rows);
            for (int r = 0; r < rows; r++) Slope(workspace.Last, r, data.Label(start + r), new F32(1f / rows));
            update.Begin(optimizer.LearningRate, step + 1);
            net.Backward(workspace, pass, rows, isDz: true);
            update.End(rows);
        }

        return Samples.Bits(net);
    }

    private static void Slope(LayerBuffers last, int row, int label, F32 scale)
    {
        var targets = new F32[4];
        targets[label] = new F32(1);
        int at = row * last.Layout.Stride;
        new CrossEntropy().Sample(fused: true, Cast(last.Z), Cast(last.A), targets, scale, Cast(last.DA));

        Span<F32> Cast(FloatBuffer buffer) => MemoryMarshal.Cast<float, F32>(buffer.Slice(at, 4));
    }

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in Optimizers.Keys)
                foreach (int batch in new[] { 1, 65 }) cases.Add(name, batch);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Leaving_out_zeros_changes_no_bit_at_any_width_or_number_of_threads(string optimizer, int batch)
    {
        uint[] expected = TrainedWithEveryZero(Floats, Optimizers[optimizer], batch);
        Assert.NotEqual(Samples.Bits(Net()), expected);
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int threads in new[] { 1, 2, 3 })
                foreach (Dataset data in new[] { Bytes, Floats })
                    Assert.True(expected.AsSpan().SequenceEqual(Trained(data, Optimizers[optimizer], batch, threads, width)), $"{width}, {threads} threads, {(data == Bytes ? "bytes" : "floats")}");
    }

    public static TheoryData<string> HiddenActivations => [.. Activation.All.Where(f => f.HasSlope).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(HiddenActivations))]
    public void A_sample_alone_gets_the_bits_that_it_gets_among_others(string hidden)
    {
        Network net = Net(Activation.Find(hidden));
        net.Scaler = Bytes.Scaler;
        float[] together = net.Predict(Bytes);
        for (int i = 0; i < Bytes.Count; i++) Assert.Equal(together[(i * 4)..((i * 4) + 4)], net.Predict(Bytes.Features(i)));
    }

    /// <summary>Where the norm of the gradient matters, the gradient is made by the product of matrices and kept whole; else one sample moves the weights by its list.</summary>
    [Theory]
    [MemberData(nameof(HiddenActivations))]
    public void A_sample_alone_moves_the_weights_as_its_whole_gradient_does(string hidden)
    {
        Activation activation = Activation.Find(hidden)!;
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            uint[] byList = Trained(Bytes, new Sgd(0.1f), batch: 1, threads: 1, width, activation);
            Assert.Equal(Trained(Bytes, new Sgd(0.1f) { ClipNorm = 1e30f }, batch: 1, threads: 1, width, activation), byList);
            Assert.NotEqual(Samples.Bits(Net(activation)), byList);
        }
    }

    [Fact]
    public void A_function_of_ones_own_trains_to_the_bits_of_the_built_in_of_the_same_formula()
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int batch in new[] { 1, 65 })
            {
                Assert.Equal(Trained(Bytes, new Adam(), batch, threads: 2, width, Activation.SiLU), Trained(Bytes, new Adam(), batch, threads: 2, width, Activation.Of<MySwish>()));
                Assert.Equal(Trained(Bytes, new Sgd(0.1f), batch, threads: 1, width, Activation.ReLU), Trained(Bytes, new Sgd(0.1f), batch, threads: 1, width, Activation.Of<MyRectifier>()));
            }

        Assert.NotEqual(Trained(Bytes, new Adam(), 65, 1, SimdWidths.Best, Activation.SiLU), Trained(Bytes, new Adam(), 65, 1, SimdWidths.Best, Activation.ReLU));
    }

    private readonly struct MySwish : IActivation
    {
        public static string Name => "my-swish";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z * T.Sigmoid(z);

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T>
        {
            T s = T.Sigmoid(z);
            return s + (a * (T.Of(1) - s));
        }
    }

    private readonly struct MyRectifier : IActivation
    {
        public static string Name => "my-rectifier";

        public static T F<T>(T z)
            where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(0), z);

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.WhereLess(T.Of(0), z, T.Of(1), T.Of(0));
    }
}
