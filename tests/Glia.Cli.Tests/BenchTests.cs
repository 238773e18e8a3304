using System.Text.Json;

namespace Glia.Cli.Tests;

/// <summary>glia bench: what it measures and where it says so. Times are the machine's own, so that none is asked for.</summary>
public sealed class BenchTests : IDisposable
{
    private const int Threads = 2;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TablesAndFileHoldTheSameMeasurements()
    {
        string file = _folder.At("bench.json");
        ToolRun run = ToolRun.InTerminal(100, Spectre.Console.ColorSystemSupport.NoColors, "bench", "--quick", "--threads", $"{Threads}", "--out", file).Good();
        Assert.Contains("784-512-512-10, 128, adam", run.Error, StringComparison.Ordinal); // the moving line
        Assert.All(run.Error.Split('\r'), line => Assert.InRange(line.Length, 0, 99));
        Assert.All(run.Out.Split('\n').Where(line => !line.Contains(file, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 100));

        JsonElement json = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        CheckMachine(json);
        Assert.Contains("core to core", run.Out, StringComparison.Ordinal);
        CheckProducts(json, run.Out);
        CheckTraining(json, run.Out);
        CheckPrediction(json, run.Out);
    }

    [Fact]
    public void OnOneThreadThereIsNobodyToThrowTo()
    {
        JsonElement json = ToolRun.Of("bench", "--quick", "--threads", "1", "--json").Json();
        Assert.False(json.TryGetProperty("coreToCoreNanoseconds", out _));
        Assert.All(new[] { "peak", "products", "training" }, name => Assert.All(json.GetProperty(name).EnumerateArray(), e => Assert.Equal(1, e.GetProperty("threads").GetInt32())));
    }

    [Fact]
    public void CtrlCEndsIt()
    {
        using var stopped = new CancellationTokenSource();
        stopped.CancelAfter(TimeSpan.FromSeconds(0.3));
        ToolRun run = ToolRun.Of(["bench", "--out", _folder.At("bench.json")], isTerminal: false, cancellation: stopped.Token);
        Assert.Equal(ExitCodes.Stopped, run.Code);
        Assert.Equal("", run.Out);
        Assert.Empty(_folder.Listing());
    }

    /// <summary>x ← x / 2 + 1 comes to 2: a loop that leaves operations out would not.</summary>
    [Fact]
    public void TheLoopsOfThePeakDoTheirSums()
    {
        Assert.Equal(2, FusedLoop.All.Count);
        Assert.All(FusedLoop.All, loop => Assert.Equal(loop.OperationsPerRound, loop.Run(100))); // as many floats as half the operations, each of them 2
        Assert.All(FusedLoop.All, loop => Assert.Equal(loop.OperationsPerRound / 2 * 1.5f, loop.Run(1)));
    }

    [Fact]
    public void OperationsAreThoseOfADenseNetwork()
    {
        // By hand: 784·15 weights cost 4 operations each, having no inputs to send a slope to, and 15·10 cost 6.
        TrainCase network = TrainCase.All[0];
        Assert.Equal("784-15-10, 1, sgd", network.Name);
        Assert.Equal((4 * 784 * 15) + (6 * 15 * 10), network.OperationsPerSample);
        Assert.Equal(2.0 * 10 * 784 * 30, ProductShape.All[0].Operations);
    }

    [Fact]
    public void TheMedianOfTimesIsTheirMiddle()
    {
        Times times = Times.Of([5, 1, 3]);
        Assert.Equal(new Times(1, 3), times);
        Assert.Equal(new Rate(12, 4), times.PerSecond(12));
    }

    [Fact]
    public void APeakThatComesAndGoesIsTold() => Assert.Equal(0.25, new PeakResult(1, new Rate(190, 180), new Rate(200, 150)).Unrest);

    /// <summary>A call that is slow only once, as code is that has to be compiled, does not make the windows short.</summary>
    [Fact]
    public void OneSlowCallFillsNoWindow()
    {
        int calls = 0;
        int perWindow = Times.CallsPerWindow(BenchPlan.Quick, () =>
        {
            if (calls++ == 0) Thread.Sleep(20);
        });
        Assert.InRange(perWindow, 100, int.MaxValue);
    }

    private static void CheckMachine(JsonElement json)
    {
        Assert.NotEqual("", json.GetProperty("machine").GetProperty("processor").GetString());
        Assert.Equal(Threads, json.GetProperty("machine").GetProperty("threads").GetInt32());
        Assert.Equal([1, Threads], json.GetProperty("peak").EnumerateArray().Select(p => p.GetProperty("threads").GetInt32()));
        Assert.All(json.GetProperty("peak").EnumerateArray(), p =>
        {
            CheckPair(p.GetProperty("before"), lessIsBetter: false);
            CheckPair(p.GetProperty("after"), lessIsBetter: false);
            Assert.True(p.GetProperty("gflops").GetDouble() >= p.GetProperty("before").GetProperty("best").GetDouble());
        });
        if (json.TryGetProperty("coreToCoreNanoseconds", out JsonElement way)) CheckPair(way, lessIsBetter: true); // a busy machine may not give two threads a core each
    }

    private static void CheckProducts(JsonElement json, string text)
    {
        JsonElement[] products = [.. json.GetProperty("products").EnumerateArray()];
        Assert.Equal(ProductShape.All.Count * 2, products.Length);
        foreach (JsonElement product in products)
        {
            CheckPair(product.GetProperty("gflops"), lessIsBetter: false);
            Assert.True(product.GetProperty("ofPeak").GetDouble() > 0);
            Assert.Equal(product.TryGetProperty("digitsGflops", out _), product.GetProperty("product").GetString()!.Contains("784", StringComparison.Ordinal));
            CheckLine(text, product.GetProperty("product").GetString()!, Show.Giga(1e9 * product.GetProperty("gflops").GetProperty("median").GetDouble()));
        }
    }

    private static void CheckTraining(JsonElement json, string text)
    {
        JsonElement[] trainings = [.. json.GetProperty("training").EnumerateArray()];
        Assert.Equal(TrainCase.All.Count * 4, trainings.Length); // on one thread and on two, digits and dense
        foreach (JsonElement training in trainings)
        {
            CheckPair(training.GetProperty("samplesPerSecond"), lessIsBetter: false);
            Assert.True(training.GetProperty("firstEpoch").GetDouble() > 0);
            Assert.Equal(training.GetProperty("inputs").GetString() == "digits", training.TryGetProperty("faster", out _));
            string name = $"{training.GetProperty("network").GetString()}, {training.GetProperty("batch").GetInt32()}, {training.GetProperty("optimizer").GetString()}";
            CheckLine(text, name, Show.Kilo(training.GetProperty("samplesPerSecond").GetProperty("median").GetDouble()));
        }
    }

    private static void CheckPrediction(JsonElement json, string text)
    {
        Assert.True(json.GetProperty("firstPredictionMicroseconds").GetDouble() > 0);
        foreach (JsonElement prediction in json.GetProperty("prediction").EnumerateArray())
        {
            CheckPair(prediction.GetProperty("microseconds"), lessIsBetter: true);
            Assert.Equal([1, Threads], prediction.GetProperty("batches").EnumerateArray().Select(b => b.GetProperty("threads").GetInt32()));
            Assert.All(prediction.GetProperty("batches").EnumerateArray(), b => CheckPair(b.GetProperty("samplesPerSecond"), lessIsBetter: false));
            CheckLine(text, prediction.GetProperty("network").GetString()!, Show.Micro(prediction.GetProperty("microseconds").GetProperty("median").GetDouble() / 1e6));
        }
    }

    private static void CheckPair(JsonElement pair, bool lessIsBetter)
    {
        double best = pair.GetProperty("best").GetDouble(), median = pair.GetProperty("median").GetDouble();
        Assert.True(best > 0 && (lessIsBetter ? best <= median : best >= median), $"best {best}, median {median}");
    }

    /// <summary>Some line of the tables has the name and the figure.</summary>
    private static void CheckLine(string text, string name, string figure) =>
        Assert.Contains(text.Split('\n'), line => line.StartsWith($"  {name} ", StringComparison.Ordinal) && line.Split(' ').Contains(figure));
}
