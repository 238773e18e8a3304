using System.Text.Json;
using System.Text.RegularExpressions;
using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>Row E8: <c>glia inspect</c>.</summary>
public sealed partial class InspectTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void E8_TheReportIsOneSmallFileWithEverythingInIt()
    {
        (string model, string data) = WriteDigits();
        string report = _folder.At("report.html"), sheets = _folder.At("sheets");
        ToolRun.Of("inspect", model, "--data", data, "--out", report, "--sheets", sheets).Good();
        string html = File.ReadAllText(report);
        Assert.InRange(new FileInfo(report).Length, 100_000, 3_000_000);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Outside(), html);
        foreach (string part in (string[])["layers", "classes", "backquery", "neurons", "sensitivity", "counterfactual"]) Assert.Contains($"id=\"{part}\"", html, StringComparison.Ordinal);
        Assert.Equal(100, Regex.Count(html, "alt=\"weights of neuron 1\\.", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Contains("name=\"viewport\"", html, StringComparison.Ordinal);
        foreach (string sheet in (string[])["weights.png", "classes.png", "exciting.png"]) Assert.InRange(Png.Read(Path.Combine(sheets, sheet)).Width, 600, 4000);

        // What is there is not replaced but by force.
        string[] before = [.. _folder.Listing().Where(IsResult)];
        Assert.Equal(4, before.Length);
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("inspect", model, "--data", data, "--out", report).Code);
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("inspect", model, "--data", data, "--sheets", sheets).Code);
        Assert.Equal(before, _folder.Listing().Where(IsResult), StringComparer.Ordinal);
        ToolRun.Of("inspect", model, "--data", data, "--out", report, "--sheets", sheets, "--force").Good();
        Assert.Equal(html, File.ReadAllText(report)); // the same seed, the same report
    }

    [Fact]
    public void E8_JsonHasThePicturesOfEveryClassBothWays()
    {
        (string model, string data) = WriteDigits();
        Network network = Network.Load(model);
        JsonElement json = ToolRun.Of("inspect", model, "--data", data, "--json").Json();
        JsonElement[] classes = [.. json.GetProperty("classes").EnumerateArray()];
        Assert.Equal(HandwrittenDigits.ClassNames, classes.Select(c => c.GetProperty("class").GetString()!));
        for (int label = 0; label < 10; label++)
        {
            float[] backwards = Numbers(classes[label].GetProperty("backwards"));
            Assert.Equal(network.Backquery(label), backwards);
            Assert.Equal(network.ClassNames[network.Classify(backwards)], classes[label].GetProperty("backwards").GetProperty("answer").GetString());
            Assert.Equal(new ActivationMaximization().OfClass(network, label), Numbers(classes[label].GetProperty("excitedBy")));
        }

        JsonElement[] layers = [.. json.GetProperty("layers").EnumerateArray()];
        Assert.Equal([100, 10], layers.Select(l => l.GetProperty("eachNeuron").GetArrayLength()));
        Assert.Equal(78_400, layers[0].GetProperty("weights").GetProperty("histogram").EnumerateArray().Sum(c => c.GetInt32()));
        Assert.Equal(8, layers[0].GetProperty("eachNeuron")[0].GetProperty("top").GetArrayLength());
    }

    [Fact]
    public void TheSmallestChangeOfInkIsTold()
    {
        string model = Samples.WriteTinyNetwork(_folder), data = Samples.WriteTiny(_folder);
        JsonElement change = ToolRun.Of("inspect", model, "--data", data, "--sample", "0", "--counterfactual", "1", "--sure", "0.7", "--json").Json().GetProperty("counterfactual");
        Assert.True(change.GetProperty("found").GetBoolean());
        Assert.Equal("1", change.GetProperty("answer").GetString());
        Assert.InRange(change.GetProperty("sure").GetDouble(), 0.7, 0.75);
        float[] after = Numbers(change), before = Samples.Tiny().Features(0);
        Assert.All(after, v => Assert.True(v is >= 0 and <= 255 && v == MathF.Round(v)));
        Assert.Equal(after.Zip(before, (a, b) => Math.Max(0, a - b)).Sum(), change.GetProperty("added").GetDouble());
        Assert.Equal(1, Samples.TinyNetwork().Classify(after));
    }

    [Fact]
    public void ASampleAndANeuronCloselyAndBothOnAPage()
    {
        string model = Samples.WriteTinyNetwork(_folder), data = Samples.WriteTiny(_folder);
        string neuron = ToolRun.Of("inspect", model, "--data", data, "--neuron", "1.2").Good().Out;
        Assert.Contains("Neuron 1.2 of tiny.safetensors", neuron, StringComparison.Ordinal);
        Assert.Contains("The samples that excite it most", neuron, StringComparison.Ordinal);
        JsonElement json = ToolRun.Of("inspect", model, "--data", data, "--neuron", "1.2", "--json").Json();
        Assert.Equal([2, 3, 6], json.GetProperty("neuron").GetProperty("top").EnumerateArray().Select(i => i.GetInt32()).Take(3)); // the pictures with ink below, the fullest first
        Assert.Equal(Samples.TinyNetwork().Weights(0).Row(1), json.GetProperty("weights").EnumerateArray().Select(w => w.GetSingle()));
        string sample = ToolRun.Of("inspect", model, "--data", data, "--sample", "6", "--counterfactual", "0", "--out", _folder.At("one.html")).Good().Out;
        Assert.Contains("says 1", sample, StringComparison.Ordinal);
        Assert.Contains("but it is 0", sample, StringComparison.Ordinal);
        Assert.Contains("now it is 0", File.ReadAllText(_folder.At("one.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void NetworksWithoutPicturesAndWithoutClassesHaveAReportToo()
    {
        string xor = Samples.WriteXorNetwork(_folder);
        File.WriteAllText(_folder.At("xor.csv"), "label,x,y\n0,0,0\n1,0,1\n1,1,0\n0,1,1\n");
        ToolRun.Of("inspect", xor, "--data", _folder.At("xor.csv"), "--out", _folder.At("xor.html")).Good();
        string html = File.ReadAllText(_folder.At("xor.html"));
        Assert.Contains("input 2", html, StringComparison.Ordinal);
        Assert.Contains("changed: ", html, StringComparison.Ordinal);
        ToolRun refused = ToolRun.Of("inspect", xor, "--sheets", _folder.At("sheets"));
        Assert.Equal(ExitCodes.BadInput, refused.Code);
        Assert.Contains("no pictures", refused.Error, StringComparison.Ordinal);

        new Network(3, 4, new Dense(5, Activation.ReLU), new Dense(2, Activation.Identity)).Save(_folder.At("values.safetensors"));
        string text = ToolRun.Of("inspect", _folder.At("values.safetensors"), "--out", _folder.At("values.html")).Good().Out;
        Assert.Contains("values.html", text, StringComparison.Ordinal);
        Assert.Contains("output 2", ToolRun.Of("inspect", _folder.At("values.safetensors")).Good().Out, StringComparison.Ordinal);
        ToolRun none = ToolRun.Of("inspect", _folder.At("values.safetensors"), "--data", _folder.At("xor.csv"), "--sample", "0", "--counterfactual", "1");
        Assert.Contains("does not tell classes apart", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutDataDigitsAreLookedAtWithGeneratedOnes()
    {
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        Assert.Equal("5,000 generated test digits", ToolRun.Of("inspect", _folder.At("digits.safetensors"), "--json").Json().GetProperty("data").GetString());
        Assert.Equal(JsonValueKind.Null, ToolRun.Of("inspect", Samples.WriteTinyNetwork(_folder), "--json").Json().GetProperty("data").ValueKind);
    }

    private (string Model, string Data) WriteDigits()
    {
        Dataset digits = Samples.Digits(60, 3);
        CsvData.Write(_folder.At("digits.csv"), digits);
        var network = new Network(784, seed: 5, new Dense(100, Activation.Sigmoid), new Dense(10, Activation.Sigmoid)) { Scaler = Scaler.Divide(255) };
        network.Fit(digits, new Sgd(1), new HalfSquaredError(), epochs: 10, batchSize: 10, threads: 1);
        network.Save(_folder.At("digits.safetensors"));
        return (_folder.At("digits.safetensors"), _folder.At("digits.csv"));
    }

    private static bool IsResult(string line) => line.Contains(".png ", StringComparison.Ordinal) || line.Contains(".html ", StringComparison.Ordinal);

    private static float[] Numbers(JsonElement asked) => [.. asked.GetProperty("inputs").EnumerateArray().Select(n => n.GetSingle())];

    [GeneratedRegex("""(?:src|href)="(?!data:|#)|url\(""", RegexOptions.None, 5000)]
    private static partial Regex Outside();
}
