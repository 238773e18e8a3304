using Glia.Kernels;

namespace Glia.Tests.Inspection;

/// <summary>The fast passes give the bits of the reference, at every width and number of threads.</summary>
public class ReferenceTests
{
    public static TheoryData<string, string> Nets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Activation activation in Activation.All.Where(a => a.HasSlope)) data.Add(activation.Name, "mse");
            data.Add("relu", "cross-entropy");
            data.Add("tanh", "binary-cross-entropy");
            data.Add("gelu", "huber");
            data.Add("sigmoid", "mae");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Passes_agree_to_the_bit(string activationName, string lossName)
    {
        Activation activation = Activation.Find(activationName)!;
        Loss loss = Loss.Find(lossName)!;
        Activation output = lossName switch { "cross-entropy" => Activation.Softmax, "binary-cross-entropy" => Activation.Sigmoid, _ => activation };
        var net = new Network(37, 5, new Dense(21, activation), new Dropout(0.3f), new Dense(18, activation), new Dense(4, output));
        Dataset data = Samples.Classes(9, 37, 4, 11);
        const ulong key = 99;

        var x = new F32[9 * 37];
        for (int i = 0; i < 9; i++)
            for (int f = 0; f < 37; f++) x[(i * 37) + f] = new F32(data.Features(i)[f]);
        var targets = new F32[9 * 4];
        for (int i = 0; i < 9; i++) targets[(i * 4) + data.Label(i)] = new F32(1);
        var reference = new ReferencePass<F32>(net, x, 9) { DropoutKey = key };
        reference.Forward();
        float expectedLoss = reference.Slope(loss, targets, out bool isDz).Value;
        reference.Backward(isDz);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int threads in new[] { 1, 2 })
            {
                var workspace = new Workspace(net.Layout, net.Layers, 9, training: true, width, threads);
                workspace.Input.Load(net.Scaler, data, 0, 9);
                Pass pass = net.CreatePass(workspace, dropoutKey: key);
                net.Forward(workspace, pass, 9);
                for (int r = 0; r < 9; r++)
                    for (int o = 0; o < 4; o++)
                        Assert.Equal(Bits(reference.A(3, r)[o].Value), Bits(workspace.Last.A[(r * 16) + o]));

                for (int r = 0; r < 9; r++)
                {
                    F32 L(FloatBuffer z, FloatBuffer a, FloatBuffer d) => loss.Sample<F32>(
                        isDz, Cast(z.Slice(r * 16, 4)), Cast(a.Slice(r * 16, 4)), targets.AsSpan(r * 4, 4), new F32(1f / 9), Cast(d.Slice(r * 16, 4)));
                    Assert.True(float.IsFinite(L(workspace.Last.Z, workspace.Last.A, workspace.Last.DA).Value));
                }

                net.Backward(workspace, pass, 9, isDz);
                Assert.Equal(reference.Gradients.Select(g => Bits(g.Value)), workspace.Gradients!.Span.ToArray().Select(Bits));
            }

        Assert.True(float.IsFinite(expectedLoss));
        Assert.Contains(reference.Gradients, g => g.Value != 0);

        static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
        static Span<F32> Cast(Span<float> values) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, F32>(values);
    }
}
