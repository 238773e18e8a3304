using System.Text.Json;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary>Toy data in the tool: trained on by name, with a report that fits them, and asked with numbers.</summary>
public sealed class ToyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model => _folder.At("m.safetensors");

    /// <summary>Row A4, by the tool's own recipe: the success rate, not one lucky seed.</summary>
    [Theory]
    [InlineData("xor")]
    [InlineData("and")]
    [InlineData("or")]
    public void A4_GatesAreLearnedFromEveryOfAHundredSeeds(string gate)
    {
        Dataset data = DataSource.Toy(gate)!.Create();
        int solved = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            Network network = Presets.Gate.CreateNetwork(data, seed);
            network.Fit(data, Presets.Gate.CreateOptimizer(), Presets.Gate.Loss, Presets.Gate.Epochs, Presets.Gate.Batch, seed: seed, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
            if (network.Evaluate(data, threads: 1, cancellationToken: TestContext.Current.CancellationToken).Accuracy == 1) solved++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{gate}: {solved} of 100 seeds get 4 of 4 right");
        Assert.InRange(solved, 99, 100);
    }

    [Theory]
    [InlineData("and", 4, 1)]
    [InlineData("or", 4, 1)]
    [InlineData("xor", 4, 1)]
    [InlineData("line", 1000, 0.99)]
    [InlineData("circle", 1000, 0.99)]
    [InlineData("blobs", 1000, 0.99)]
    [InlineData("spirals", 1000, 0.97)]
    public void EveryToyIsLearnedAsItComes(string toy, int tested, double atLeast)
    {
        JsonElement json = ToolRun.Of("train", "--data", toy, "--out", Model, "--json").Json();
        Assert.Equal(tested, json.GetProperty("test").GetProperty("samples").GetInt32());
        Assert.InRange(json.GetProperty("test").GetProperty("accuracy").GetDouble(), atLeast, 1);
        Assert.False(json.TryGetProperty("calibration", out _));
        JsonElement again = ToolRun.Of("evaluate", Model, "--data", toy, "--json").Json();
        Assert.Equal(json.GetProperty("test").GetProperty("accuracy").GetDouble(), again.GetProperty("evaluation").GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public void TheReportOfAGateIsATruthTableAndAMap()
    {
        string text = _folder.Anonymous(ToolRun.Of("train", "--data", "xor", "--out", Model).Good().Out);
        string[] lines = text.Split('\n');
        Golden.Check("train-xor", string.Join('\n', lines[Array.FindIndex(lines, l => l.Contains("4 of 4", StringComparison.Ordinal))..].Where(l => !l.Contains("Trained in", StringComparison.Ordinal))));
        foreach (string stranger in new[] { "digit that", "MNIST", "mnist", "Calibrated", "sureness" }) Assert.DoesNotContain(stranger, text, StringComparison.Ordinal);
        Assert.InRange(lines.Count(l => l.Contains("/1000 ", StringComparison.Ordinal)), 10, 12); // a thousand epochs, but not a thousand lines
    }

    [Fact]
    public void TheMapHasColoursWhereTheTerminalHas()
    {
        string text = _folder.Anonymous(ToolRun.InTerminal(80, ColorSystemSupport.TrueColor, "train", "--data", "xor", "--out", Model).Good().Out);
        Assert.Contains("48;2;196;106;18m", text, StringComparison.Ordinal); // class 1
        Assert.Contains("48;2;31;95;168m", text, StringComparison.Ordinal); // class 0
        Assert.DoesNotContain("▒", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PointsGetAConfusionTableAndAMap()
    {
        string text = ToolRun.Of("train", "--data", "spirals", "--noise", "0.1", "--epochs", "20", "--out", Model).Good().Out;
        foreach (string part in new[] { "500 points with noise 0.1 (seed 1)", "1,000 other points of spirals", "read as", "What it answers where", "×" }) Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheModelBearsTheToysName()
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = _folder.FullPath;
        try
        {
            Assert.Equal("and.safetensors", ToolRun.Of("train", "--data", "and", "--epochs", "10", "--json").Json().GetProperty("model").GetString());
            Assert.True(File.Exists(_folder.At("and.safetensors")));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Fact]
    public void EverySettingIsOpenToChange()
    {
        JsonElement json = ToolRun.Of("train", "--data", "xor", "--layers", "2", "--activation", "sigmoid", "--lr", "0.5", "--epochs", "3000", "--seed", "7", "--out", Model, "--json").Json();
        Assert.Equal("2-2-1", json.GetProperty("network").GetString());
        Assert.Equal(3000, json.GetProperty("epochs").GetArrayLength());
        Assert.Equal(1, json.GetProperty("test").GetProperty("accuracy").GetDouble());
        Assert.Equal("2-6-2", ToolRun.Of("train", "--data", "xor", "--loss", "cross-entropy", "--out", Model, "--json").Json().GetProperty("network").GetString());
    }

    [Fact]
    public void ACheckpointFindsItsPointsAgain()
    {
        string[] args = ["train", "--data", "circle", "--count", "100", "--noise", "0.05", "--seed", "5", "--out", Model, "--epochs"];
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        ToolRun stopped = ToolRun.Of([.. args, "20", "--checkpoint", _folder.At("c.safetensors")], isTerminal: false, cancellation: stop.Token);
        Assert.Equal(ExitCodes.Stopped, stopped.Code);
        ToolRun.Of("train", "--resume", _folder.At("c.safetensors")).Good();
        Network resumed = Network.Load(Model);
        ToolRun.Of([.. args, "20"]).Good();
        Assert.Equal(Network.Load(Model).Predict([0.3f, 0.4f]), resumed.Predict([0.3f, 0.4f]));
    }

    [Fact]
    public void NumbersAreAnswered()
    {
        ToolRun.Of("train", "--data", "xor", "--out", Model).Good();
        JsonElement[] predictions = [.. ToolRun.Of("predict", Model, "0,0", "0,1", "1,0", "1,1", "-.5,1e-1", "--json").Json().GetProperty("predictions").EnumerateArray()];
        Assert.Equal(["0", "1", "1", "0"], predictions[..4].Select(p => p.GetProperty("answer").GetString()));
        Network network = Network.Load(Model);
        Assert.Equal(network.Predict([-0.5f, 0.1f])[0], predictions[4].GetProperty("outputs")[0].GetSingle());
        Golden.Check("predict-numbers", ToolRun.Of("predict", Model, "0,0", "1,0").Good().Out);
    }

    /// <summary>Row B3: the slides' network, whose outputs are values and no classes.</summary>
    [Fact]
    public void B3_NumbersThroughTheSlidesNetwork()
    {
        var network = new Network(3, 1, new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(3, Activation.Sigmoid) { Bias = false });
        network.Weights(0).Set(new float[,] { { 0.9f, 0.3f, 0.4f }, { 0.2f, 0.8f, 0.2f }, { 0.1f, 0.5f, 0.6f } });
        network.Weights(1).Set(new float[,] { { 0.3f, 0.7f, 0.5f }, { 0.6f, 0.5f, 0.2f }, { 0.8f, 0.1f, 0.9f } });
        network.Save(Model);
        JsonElement prediction = ToolRun.Of("predict", Model, "0.9,0.1,0.8", "--json").Json().GetProperty("predictions")[0];
        float[] outputs = [.. prediction.GetProperty("outputs").EnumerateArray().Select(o => o.GetSingle())];
        foreach ((float expected, float actual) in new[] { 0.726f, 0.708f, 0.778f }.Zip(outputs)) Assert.Equal(expected, actual, 0.001f);
        Assert.False(prediction.TryGetProperty("answer", out _));
        Assert.Contains("0.7263  0.7086  0.7781", ToolRun.Of("predict", Model, "0.9,0.1,0.8").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ToysAreShownAndListedAndConverted()
    {
        Assert.Equal("Sample 2 of xor, 4 points: 1\n\nx = 1, y = 0\n", ToolRun.Of("show", "--data", "xor", "2").Good().Out);
        JsonElement json = ToolRun.Of("data", "list", "--json").Json();
        Assert.Equal(["and", "or", "xor", "line", "circle", "blobs", "spirals"], json.GetProperty("toys").EnumerateArray().Select(t => t.GetString()));
        ToolRun.Of("data", "convert", "circle", _folder.At("c.csv")).Good();
        Assert.Equal(500, ToolRun.Of("train", "--data", _folder.At("c.csv"), "--test", "circle", "--epochs", "1", "--out", Model, "--json").Json().GetProperty("samples").GetInt32());
    }
}
