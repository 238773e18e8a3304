using System.Net;
using System.Text.Json;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary><c>glia explain</c>: rows B3 and C6 from the command line, and each way to name a network and its input.</summary>
public sealed class ExplainTests : IDisposable
{
    private static readonly string[] Slides =
        ["explain", "3-3-3", "0.9,0.1,0.8", "--w", "0.9 0.3 0.4; 0.2 0.8 0.2; 0.1 0.5 0.6", "--w", "0.3 0.7 0.5; 0.6 0.5 0.2; 0.8 0.1 0.9"];

    private static readonly string[] SlidesStep = [.. Slides, "--target", "0.99,0.01,0.01", "--lr", "0.3"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // rows B3 and C6
    public void TheSlidesNetworkForwardAndBackward() => Golden.Check("explain-3-3-3", ToolRun.Of(SlidesStep).Good().Out);

    [Fact]
    public void TheSlidesNetworkForwardOnly() => Golden.Check("explain-forward", ToolRun.Of(Slides).Good().Out);

    [Fact]
    public void OneStepTowardsXor() => Golden.Check("explain-xor", ToolRun.Of("explain", "2-2-1", "1,0", "--target", "1", "--seed", "7").Good().Out);

    [Fact]
    public void OfAWideNetworkTheLargestNumbers() => Golden.Check("explain-wide", Wide());

    [Fact]
    public void OneNeuronInColor() => Golden.Check("explain-neuron-color", _folder.Anonymous(
        ToolRun.InTerminal(100, ColorSystemSupport.TrueColor, "explain", Samples.WriteTinyNetwork(_folder), Samples.WriteTiny(_folder) + ":1", "--neuron", "2").Good().Out));

    /// <summary>A box and its mirror picture, through 20 hidden neurons.</summary>
    private string Wide()
    {
        byte[] box = Samples.Box().ByteFeatures(0).ToArray();
        CsvData.Write(_folder.At("boxes.csv"), Dataset.FromBytes([.. box, .. box.Reverse()], [0, 1], new FeatureShape(28, 28), ["0", "1"]));
        return _folder.Anonymous(ToolRun.Of("explain", "784-20-2", _folder.At("boxes.csv:0"), "--seed", "3", "--activation", "relu", "--output", "softmax", "--top", "3").Good().Out);
    }

    /// <summary>All numbers as JSON: the sums of the slides, and each gradient within 1e-3 of its finite difference.</summary>
    [Fact]
    public void C6_and_B3_as_JSON()
    {
        JsonElement json = ToolRun.Of([.. SlidesStep, "--json"]).Json();
        JsonElement[] layers = [.. json.GetProperty("layers").EnumerateArray()];
        Near([1.16, 0.42, 0.62], layers[0].GetProperty("sums"), 0.001);
        Near([0.761, 0.603, 0.650], layers[0].GetProperty("outputs"), 0.001);
        Near([0.975, 0.888, 1.254], layers[1].GetProperty("sums"), 0.001);
        Near([0.726, 0.708, 0.778], layers[1].GetProperty("outputs"), 0.001);

        JsonElement step = json.GetProperty("step");
        JsonElement[] checks = [.. step.GetProperty("checks").EnumerateArray()];
        Assert.Equal(18, checks.Length);
        foreach (JsonElement check in checks)
        {
            double gradient = check.GetProperty("gradient").GetDouble(), difference = check.GetProperty("difference").GetDouble();
            Assert.True(Math.Abs(gradient - difference) <= 1e-3 * Math.Abs(difference), check.ToString());
            int layer = check.GetProperty("layer").GetInt32() - 1, neuron = check.GetProperty("neuron").GetInt32() - 1, input = check.GetProperty("input").GetInt32() - 1;
            double before = layers[layer].GetProperty("weights")[neuron][input].GetDouble(), after = step.GetProperty("layers")[layer].GetProperty("weightsAfter")[neuron][input].GetDouble();
            Assert.Equal(-0.3 * gradient, after - before, 1e-6);
        }

        Assert.True(step.GetProperty("lossAfter").GetDouble() < step.GetProperty("lossBefore").GetDouble());

        static void Near(double[] expected, JsonElement actual, double tolerance) =>
            Assert.Equal(expected, actual.EnumerateArray().Select(v => v.GetDouble()), (a, b) => Math.Abs(a - b) <= tolerance);
    }

    [Fact]
    public void WithoutATargetItIsThePredictionAndSaysHowToGoBack()
    {
        ToolRun run = ToolRun.Of(Slides).Good();
        Assert.DoesNotContain("Back ·", run.Out, StringComparison.Ordinal);
        Assert.Contains("--target 1,0,0", run.Out, StringComparison.Ordinal);
        Assert.False(ToolRun.Of([.. Slides, "--json"]).Json().TryGetProperty("step", out _));
    }

    [Fact]
    public void BiasesOfOnesOwnAndNegativeNumbers()
    {
        JsonElement json = ToolRun.Of("explain", "2-1", "-1,0.5", "--w", "-2,4", "--b", "-0.5", "--activation", "identity", "--json").Json();
        Assert.Equal(3.5, json.GetProperty("layers")[0].GetProperty("sums")[0].GetDouble(), 1e-6); // (−1)·(−2) + 0.5·4 − 0.5
    }

    [Fact]
    public void ASampleOfDataBringsItsTarget()
    {
        JsonElement step = ToolRun.Of("explain", Samples.WriteTinyNetwork(_folder), Samples.WriteTiny(_folder) + ":2", "--json").Json().GetProperty("step");
        Assert.Equal("[0,1,0]", string.Concat(step.GetProperty("targets").GetRawText().Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal("cross-entropy", step.GetProperty("loss").GetString());
        Assert.True(step.GetProperty("fused").GetBoolean());
        JsonElement other = ToolRun.Of("explain", _folder.At("tiny.safetensors"), _folder.At("tiny.csv") + ":2", "--target", "0", "--json").Json().GetProperty("step");
        Assert.Equal(1, other.GetProperty("targets")[0].GetDouble());
    }

    [Fact]
    public void AShapeTakesScalingAndClassesFromItsSample()
    {
        JsonElement json = ToolRun.Of("explain", "2-2-1", "xor:2", "--json").Json();
        Assert.Equal(1, json.GetProperty("step").GetProperty("targets")[0].GetDouble()); // 1 xor 0
        JsonElement picture = ToolRun.Of("explain", "16-3", Samples.WriteTiny(_folder) + ":0", "--json").Json();
        Assert.Equal(255, picture.GetProperty("features")[0].GetDouble());
        Assert.Equal(1, picture.GetProperty("inputs")[0].GetDouble(), 1e-6);
    }

    [Fact]
    public void OfACalibratedNetworkTheStepSaysThatItPredictsOtherwise()
    {
        Network network = Samples.TinyNetwork();
        network.Temperature = 2;
        network.Save(_folder.At("calibrated.safetensors"));
        const string said = "training goes by the temperature 1";
        Assert.Contains(said, ToolRun.Of("explain", _folder.At("calibrated.safetensors"), Samples.WriteTiny(_folder) + ":0").Good().Out.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(said, ToolRun.Of("explain", Samples.WriteTinyNetwork(_folder), _folder.At("tiny.csv") + ":0").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void APictureIsPreparedAsPredictPreparesIt()
    {
        string drawing = Samples.WriteDrawing(_folder, "drawing.png", Samples.Digits(1, 5).ByteFeatures(0).ToArray());
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        JsonElement predicted = ToolRun.Of("predict", _folder.At("digits.safetensors"), drawing, "--json").Json().GetProperty("predictions")[0].GetProperty("outputs");
        JsonElement explained = ToolRun.Of("explain", _folder.At("digits.safetensors"), drawing, "--json").Json().GetProperty("layers")[0].GetProperty("outputs");
        Assert.Equal(predicted.ToString(), explained.ToString());
    }

    [Fact]
    public void ThePageIsOneFileAndIsReplacedOnlyByForce()
    {
        string page = _folder.At("page.html");
        ToolRun run = ToolRun.Of([.. SlidesStep, "--html", page]).Good();
        Assert.Contains(page, run.Out, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("z₁ = 0.9·0.9 + 0.1·0.3 + 0.8·0.4 = 1.16", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("--html", html, StringComparison.Ordinal); // what to type next does not write over the page
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of([.. Slides, "--html", page]).Code);
        Assert.Equal(html, File.ReadAllText(page));
        Assert.Equal(page, ToolRun.Of([.. Slides, "--html", page, "--force", "--json"]).Json().GetProperty("page").GetString());
        Assert.NotEqual(html, File.ReadAllText(page));
    }
}
