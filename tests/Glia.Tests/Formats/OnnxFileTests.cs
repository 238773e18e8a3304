using System.Text.Json;

namespace Glia.Tests.Formats;

/// <summary>ONNX files, read back by a reader of the tests' own; outside programs read them in <c>tests/interop</c>.</summary>
public sealed class OnnxFileTests
{
    public static TheoryData<string> Activations => [.. Activation.All.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_comes_back_as_nodes_that_give_the_same(string name)
    {
        Activation activation = Activation.Find(name)!;
        var network = new Network(6, seed: 4, new Dense(9, activation) { Weights = Initializer.Normal, Biases = Initializer.Normal }, new Dense(5, activation) { Bias = false })
        {
            Scaler = Scaler.Range(0, 10, -1, 1),
        };
        OnnxReader onnx = Read(network);
        var random = new Xoshiro256(8);
        for (int sample = 0; sample < 100; sample++)
        {
            float[] x = [.. Enumerable.Range(0, 6).Select(_ => (float)random.NextDouble(0, 10))];
            double[] actual = onnx.Run(x);
            float[] expected = network.Predict(x);
            for (int o = 0; o < 5; o++) Assert.Equal(expected[o], actual[o], 2e-6 * Math.Max(1, Math.Abs(expected[o])));
        }
    }

    [Fact]
    public void The_model_says_what_readers_look_for()
    {
        var network = new Network(4, seed: 4, new Dense(3, Activation.ReLU), new Dropout(0.5f), new Dense(2, Activation.Softmax))
        {
            ClassNames = ["cat", "dog \"x\""],
            InputShape = new FeatureShape(2, 2),
            Scaler = Scaler.FromNumbers("each", [1, 2, 3, 4], [0, 0, 0, 1]),
            Temperature = 2,
        };
        OnnxReader onnx = Read(network);
        Assert.Equal(8, onnx.Model.Number(1));
        Assert.Equal("Glia", onnx.Model.Text(2));
        Assert.Equal(13, onnx.Model.One(8).Number(2));
        Assert.Equal(["Mul", "Add", "Gemm", "Relu", "Gemm", "Mul", "Softmax"], onnx.Operations);
        Assert.Equal(("inputs", "batch", 4), Value(onnx.Graph.One(11)));
        Assert.Equal(("outputs", "batch", 2), Value(onnx.Graph.One(12)));
        Assert.Equal([3, 4], onnx.Shape("weights_1"));
        Assert.Equal([2], onnx.Shape("biases_2"));
        Assert.Equal([4], onnx.Shape("shift"));
        Assert.Equal("""["cat","dog \"x\""]""", onnx.Metadata["glia.classes"]);
        Assert.Equal("[2,2]", onnx.Metadata["glia.input-shape"]);

        JsonElement check = JsonDocument.Parse(onnx.Metadata["glia.self-check"]).RootElement;
        Assert.Equal(4, check.GetProperty("inputs").GetArrayLength());
        foreach ((JsonElement x, JsonElement y) in check.GetProperty("inputs").EnumerateArray().Zip(check.GetProperty("outputs").EnumerateArray()))
        {
            float[] inputs = [.. x.EnumerateArray().Select(v => v.GetSingle())], outputs = [.. y.EnumerateArray().Select(v => v.GetSingle())];
            Assert.Equal(TestModels.Bits(network.Predict(inputs)), TestModels.Bits(outputs));
            double[] ran = onnx.Run(inputs);
            Assert.Equal(outputs[0], ran[0], 1e-6);
        }
    }

    [Fact]
    public void Without_a_scaler_or_offsets_there_are_no_nodes_for_them()
    {
        var network = new Network(4, seed: 4, new Dense(3, Activation.Identity));
        Assert.Equal(["Gemm"], Read(network).Operations);
        network.Scaler = Scaler.Divide(255);
        Assert.Equal(["Mul", "Gemm"], Read(network).Operations);
    }

    [Fact]
    public void What_cannot_be_written_is_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        var own = new Network(3, 1, new Dense(4, Activation.Of<Own>()), new Dense(2, Activation.Identity));
        Assert.Contains("my-own", Assert.Throws<InvalidOperationException>(() => own.ExportOnnx(folder.File("m.onnx"))).Message, StringComparison.Ordinal);
        var spoilt = new Network(3, 1, new Dense(4, Activation.ReLU));
        spoilt.Weights(0)[0, 0] = float.NaN;
        Assert.Throws<InvalidOperationException>(() => spoilt.ExportOnnx(folder.File("m.onnx")));
        Assert.Empty(folder.Files());
    }

    private static (string Name, string Batch, long Width) Value(Message info)
    {
        Message tensor = info.One(2).One(1);
        Assert.Equal(1, tensor.Number(1));
        Message[] dimensions = [.. tensor.One(2).All(1)];
        Assert.Equal(2, dimensions.Length);
        return (info.Text(1), dimensions[0].Text(2), dimensions[1].Number(1));
    }

    private static OnnxReader Read(Network network)
    {
        using var stream = new MemoryStream();
        network.ExportOnnx(stream);
        return new OnnxReader(stream.ToArray());
    }

    private readonly struct Own : IActivation
    {
        public static string Name => "my-own";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z;

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(1);
    }
}
