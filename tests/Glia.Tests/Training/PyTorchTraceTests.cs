using System.Text.Json;

namespace Glia.Tests.Training;

/// <summary>Trainings done by PyTorch, repeated step by step: the same losses and, at the end, the same weights. tests/interop/make_trace.py wrote them.</summary>
public class PyTorchTraceTests
{
    private static readonly JsonElement[] Cases = Load();

    public static TheoryData<int, string> Names
    {
        get
        {
            var names = new TheoryData<int, string>();
            for (int i = 0; i < Cases.Length; i++) names.Add(i, $"{Text(i, "activation")}, {Text(i, "loss")}, {Text(i, "optimizer")}");
            return names;
        }
    }

    private static string Text(int i, string name) => Cases[i].GetProperty(name).GetString()!;

    private static JsonElement[] Load()
    {
        using Stream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "pytorch-trace.json"));
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray()];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_takes_the_same_steps_as_pytorch(int index, string name)
    {
        JsonElement trace = Cases[index];
        float[][] x = Rows(trace.GetProperty("x"));
        int[] labels = [.. trace.GetProperty("labels").EnumerateArray().Select(l => l.GetInt32())];
        Dataset data = Dataset.FromFloats([.. x.SelectMany(row => row)], labels, FeatureShape.Row(5), ["a", "b", "c"]);
        (Activation output, Loss loss) = Text(index, "loss") switch
        {
            "cross-entropy" => (Activation.Softmax, new CrossEntropy()),
            "label-smoothing" => (Activation.Softmax, new CrossEntropy { LabelSmoothing = 0.1f }),
            "binary-cross-entropy" => (Activation.Sigmoid, (Loss)new BinaryCrossEntropy()),
            _ => (Activation.Identity, new MeanSquaredError()),
        };
        var net = new Network(5, 1, new Dense(7, Activation.Find(Text(index, "activation"))!), new Dense(3, output));
        JsonElement start = trace.GetProperty("start"), end = trace.GetProperty("end");
        for (int layer = 0; layer < 2; layer++)
        {
            float[][] weights = Rows(start[2 * layer]);
            for (int o = 0; o < weights.Length; o++)
                for (int i = 0; i < weights[o].Length; i++) net.Weights(layer)[o, i] = weights[o][i];
            Row(start[(2 * layer) + 1]).CopyTo(net.Biases(layer));
        }

        Optimizer optimizer = Text(index, "optimizer") switch
        {
            "sgd" => new Sgd(0.1f),
            "momentum" => new Sgd(0.05f, 0.9f),
            "nesterov" => new Sgd(0.05f, 0.9f, nesterov: true),
            "rmsprop" => new RmsProp(0.01f),
            "adam" => new Adam(0.01f),
            _ => new AdamW(0.01f, 0.1f),
        };
        var trainer = new Trainer(net, data, optimizer, loss, new TrainingOptions { Epochs = 8, BatchSize = 0, Shuffle = false, Threads = 1 });
        foreach (JsonElement expected in trace.GetProperty("losses").EnumerateArray())
            Assert.Equal(expected.GetDouble(), trainer.Step(), 2e-6);

        // Where a gradient is near 0, a rule that divides by its size turns rounding into a visible difference.
        double tolerance = Text(index, "optimizer") is "rmsprop" or "adam" or "adamw" ? 2e-4 : 5e-6;
        for (int layer = 0; layer < 2; layer++)
        {
            float[][] weights = Rows(end[2 * layer]);
            for (int o = 0; o < weights.Length; o++)
                for (int i = 0; i < weights[o].Length; i++) Assert.Equal(weights[o][i], net.Weights(layer)[o, i], tolerance);
            float[] biases = Row(end[(2 * layer) + 1]);
            for (int o = 0; o < biases.Length; o++) Assert.Equal(biases[o], net.Biases(layer)[o], tolerance);
        }

        Assert.NotEmpty(name);
    }

    private static float[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(Row)];

    private static float[] Row(JsonElement row) => [.. row.EnumerateArray().Select(v => v.GetSingle())];
}
