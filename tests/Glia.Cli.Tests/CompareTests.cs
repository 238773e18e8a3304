using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary><c>glia compare</c>, and the page of <c>glia evaluate</c> (row E4).</summary>
public sealed partial class CompareTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string A => Samples.WriteTinyNetwork(_folder);

    /// <summary>The same network with class 2 made deaf: it calls what is on the left 0 or 1.</summary>
    private string B
    {
        get
        {
            Network network = Samples.TinyNetwork();
            for (int i = 0; i < 16; i++) network.Weights(0)[2, i] = -0.5f;
            network.Save(_folder.At("deaf.safetensors"));
            return _folder.At("deaf.safetensors");
        }
    }

    private string Data => Samples.WriteTiny(_folder);

    [Fact]
    public void ComparisonInATerminal() =>
        Golden.Check("compare-80", _folder.Anonymous(ToolRun.InTerminal(80, ColorSystemSupport.NoColors, "compare", A, B, "--data", Data).Good().Out));

    [Fact]
    public void ReliabilityInATerminal() =>
        Golden.Check("evaluate-reliability", _folder.Anonymous(ToolRun.InTerminal(80, ColorSystemSupport.NoColors, "evaluate", A, "--data", Data, "--reliability").Good().Out));

    [Fact]
    public void TheJsonHasTheLibrarysNumbers()
    {
        (string a, string b) = (Trained("a", 24, 1), Trained("b", 8, 2));
        JsonElement json = ToolRun.Of("compare", a, b, "--json").Json();
        Dataset data = Samples.Digits(5_000, 0x7E57D161757EED);
        Comparison pair = Comparison.Of(Network.Load(a).Evaluate(data), Network.Load(b).Evaluate(data));
        JsonElement found = json.GetProperty("pair");
        Assert.Equal(
            [pair.BothRight, pair.OnlyFirstRight, pair.OnlySecondRight, pair.BothWrong, pair.Agreeing],
            new[] { "bothRight", "onlyARight", "onlyBRight", "bothWrong", "agreeing" }.Select(name => found.GetProperty(name).GetInt32()));
        Assert.Equal(pair.Test.PValue, found.GetProperty("mcnemarP").GetDouble());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("same").ValueKind);
        Assert.Equal(pair.DisagreementCounts().Select(d => d.Count), found.GetProperty("disagreements").EnumerateArray().Select(d => d.GetProperty("times").GetInt32()));
        Assert.Equal(pair.Disagreements().Take(36).Select(d => d.Index), found.GetProperty("farthestApart").EnumerateArray().Select(d => d.GetProperty("index").GetInt32()));
        Assert.Equal(Evaluation.OfMean(pair.First, pair.Second).Accuracy, json.GetProperty("mean").GetProperty("accuracy").GetDouble());
        JsonElement second = json.GetProperty("models")[1];
        Assert.Equal(pair.Second.Accuracy, second.GetProperty("evaluation").GetProperty("accuracy").GetDouble());
        Assert.Equal(new FileInfo(b).Length, second.GetProperty("bytes").GetInt64());
        Assert.Equal(pair.Second.Reliability.Bins.Select(bin => bin.Count), second.GetProperty("evaluation").GetProperty("reliability").EnumerateArray().Select(bin => bin.GetProperty("samples").GetInt32()));
    }

    [Fact]
    public void APageAndASheetAreWritten()
    {
        string page = _folder.At("page.html"), sheet = _folder.At("sheet.png");
        string text = ToolRun.Of("compare", A, B, A, "--data", Data, "--html", page, "--sheet", sheet).Good().Out;
        Assert.Contains(page, text, StringComparison.Ordinal);
        Assert.True(Png.Read(sheet).Width > 1_000);
        string html = File.ReadAllText(page);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("3 networks on", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#pair-2-", html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameModelTwiceIsSaidToBe()
    {
        Assert.Contains("A and B are the same network", ToolRun.Of("compare", A, A, "--data", Data).Good().Out, StringComparison.Ordinal);
        Assert.StartsWith("A and B are the same network", ToolRun.Of("compare", A, A, "--data", Data, "--json").Json().GetProperty("pair").GetProperty("same").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void E4_TheMistakesOf10000DigitsAreOnePageOfLessThan3Megabytes()
    {
        string page = _folder.At("report.html");
        JsonElement json = ToolRun.Of("evaluate", Trained("m", 8, 1), "--data", MnistAtHand.OrGenerated, "--html", page, "--json").Json();
        Assert.Equal(page, json.GetProperty("page").GetString());
        int[] confusion = [.. json.GetProperty("evaluation").GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(n => n.GetInt32())];
        Assert.Equal(MnistAtHand.Folder is null ? 5_000 : 10_000, confusion.Sum());
        string html = File.ReadAllText(page);
        Assert.InRange(html.Length, 100_000, 3_000_000);
        for (int i = 0; i < 10; i++)
            for (int j = 0; j < 10; j++)
            {
                // Each number of the matrix is one of the JSON's, and leads to a section that holds as many samples or says how many more there are.
                int count = confusion[(10 * i) + j];
                if (count == 0) continue;
                Assert.Contains($"<a href=\"#cell-{i}-{j}\">{count.ToString("N0", CultureInfo.InvariantCulture)}</a>", html, StringComparison.Ordinal);
                int from = html.IndexOf($"id=\"cell-{i}-{j}\"", StringComparison.Ordinal);
                string section = html[from..html.IndexOf("</details>", from, StringComparison.Ordinal)];
                Match left = Left().Match(section);
                Assert.Equal(count, Pictures().Count(section) + (left.Success ? int.Parse(left.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0));
            }
    }

    [Fact]
    public void RowsThatAreNoPicturesAreShownAsValues()
    {
        File.WriteAllText(_folder.At("rows.csv"), "label,p0,p1,p2\n0,1,2,3\n1,4,5,6\n0,9,8,7.5\n");
        Dataset rows = CsvData.Read(_folder.At("rows.csv"));
        new Network(3, 1, new Dense(2, Activation.Softmax)) { ClassNames = rows.ClassNames, Encoding = new OneHot() }.Save(_folder.At("a.safetensors"));
        new Network(3, 2, new Dense(2, Activation.Softmax)) { ClassNames = rows.ClassNames, Encoding = new OneHot() }.Save(_folder.At("b.safetensors"));
        ToolRun.Of("evaluate", _folder.At("a.safetensors"), "--data", _folder.At("rows.csv"), "--html", _folder.At("r.html")).Good();
        string html = File.ReadAllText(_folder.At("r.html"));
        Assert.Contains("9, 8, 7.5", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        ToolRun.Of("compare", _folder.At("a.safetensors"), _folder.At("b.safetensors"), "--data", _folder.At("rows.csv"), "--html", _folder.At("c.html")).Good();
    }

    [Fact]
    public void AModelIsNotReplacedByAPage()
    {
        foreach (string[] line in (string[][])[["compare", A, B], ["evaluate", A]])
        {
            ToolRun run = ToolRun.Of([.. line, "--data", Data, "--html", A, "--force"]);
            Assert.Equal(ExitCodes.BadInput, run.Code);
            Assert.StartsWith("glia: --html: ", run.Error, StringComparison.Ordinal);
            Assert.NotNull(Network.Load(A));
        }
    }

    [Fact]
    public void AModelWhoseOutputsDoNotGoWithTheClassesIsRefused()
    {
        new Network(16, 1, new Dense(5, Activation.Sigmoid)).Save(_folder.At("five.safetensors")); // no classes of its own, and 5 outputs for 3 classes
        foreach (string[] line in (string[][])[["evaluate", _folder.At("five.safetensors")], ["compare", A, _folder.At("five.safetensors")]])
        {
            ToolRun run = ToolRun.Of([.. line, "--data", Data]);
            Assert.Equal(ExitCodes.BadInput, run.Code);
            Assert.Contains("has 5 outputs, which do not go with the 3 classes", run.Error, StringComparison.Ordinal);
        }
    }

    private string Trained(string name, int units, int seed)
    {
        string model = _folder.At(name + ".safetensors");
        ToolRun.Of("train", "--count", "1000", "--epochs", "1", "--layers", $"{units}", "--seed", $"{seed}", "--out", model, "--json").Json();
        return model;
    }

    [GeneratedRegex(@"([\d,]+) more are left out")]
    private static partial Regex Left();

    [GeneratedRegex("<img ")]
    private static partial Regex Pictures();
}
