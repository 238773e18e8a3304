using System.Text.Json;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary>glia read, and the stages of glia predict.</summary>
public sealed class ReadTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model => _folder.At("m.safetensors");

    [Fact]
    public void PagesAreReadByAModelThatTheToolTrained()
    {
        ToolRun.Of("train", "--count", "30000", "--out", Model).Good();
        int right = 0, all = 0;
        for (ulong seed = 900; seed < 904; seed++)
        {
            string[] rows = Samples.WritePage(_folder, "page.png", rows: 4, columns: 10, seed);
            JsonElement json = ToolRun.Of("read", Model, _folder.At("page.png"), "--json").Json();
            string[] read = [.. json.GetProperty("rows").EnumerateArray().Select(r => r.GetString()!.Replace(" ", "", StringComparison.Ordinal))];
            Assert.Equal(rows.Select(r => r.Length), read.Select(r => r.Length));
            right += string.Concat(rows).Zip(string.Concat(read)).Count(pair => pair.First == pair.Second);
            all += rows.Sum(r => r.Length);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{right} of {all} digits on clean pages read right");
        Assert.True(right >= 0.9 * all, $"{right} of {all} digits read right");
    }

    [Fact]
    public void TextJsonTableAndMarkedPageTellTheSame()
    {
        Samples.DigitNetwork().Save(Model);
        Samples.WritePage(_folder, "page.png", rows: 2, columns: 5, seed: 12);
        string marked = _folder.At("marked.png");
        JsonElement json = ToolRun.Of("read", Model, _folder.At("page.png"), "--out", marked, "--json").Json();
        JsonElement[] digits = [.. json.GetProperty("digits").EnumerateArray()];
        Assert.Equal(10, digits.Length);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (2, 2), (2, 3), (2, 4), (2, 5)], digits.Select(d => (d.GetProperty("row").GetInt32(), d.GetProperty("column").GetInt32())));
        Assert.All(digits, d => Assert.Equal(1, d.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 0.001));
        Assert.All(digits, d => Assert.InRange(d.GetProperty("box").GetProperty("height").GetInt32(), 30, 70));
        Assert.Equal(marked, json.GetProperty("marked").GetString());
        RasterImage page = Png.Read(_folder.At("page.png")), picture = Png.Read(marked);
        Assert.True(picture.Width >= page.Width && picture.Height > page.Height);
        Assert.Contains(Enumerable.Range(0, picture.Width * picture.Height), i => picture.Rgba[i * 4] != picture.Rgba[(i * 4) + 1]); // colours on a grey page

        string text = ToolRun.Of("read", Model, _folder.At("page.png"), "--table").Good().Out;
        string row = json.GetProperty("rows")[0].GetString()!;
        Assert.Contains(text.Split('\n'), line => line.Replace("?", "", StringComparison.Ordinal) == "  " + row);
        Assert.Contains("10 digits in 2 rows", text, StringComparison.Ordinal);
        Assert.Contains("or else", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains('\u001b', ToolRun.InTerminal(80, ColorSystemSupport.TrueColor, "read", Model, _folder.At("page.png")).Good().Out);
    }

    [Fact]
    public void APageWithoutInkFailsInASentence()
    {
        Samples.DigitNetwork().Save(Model);
        Png.WriteGray(_folder.At("blank.png"), new byte[60 * 40], 60, 40);
        ToolRun run = ToolRun.Of("read", Model, _folder.At("blank.png"), "--out", _folder.At("marked.png"));
        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.StartsWith($"glia: {_folder.At("blank.png")}: no digits were found", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.False(File.Exists(_folder.At("marked.png")));
    }

    [Fact]
    public void TheMarkedPageIsReplacedOnlyByForceAndNeverThroughALink()
    {
        Samples.DigitNetwork().Save(Model);
        Samples.WritePage(_folder, "page.png", rows: 1, columns: 3, seed: 13);
        string page = _folder.At("page.png"), marked = _folder.At("marked.png");
        ToolRun.Of("read", Model, page, "--out", marked).Good();
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("read", Model, page, "--out", marked).Code);
        ToolRun.Of("read", Model, page, "--out", marked, "--force").Good();
        if (OperatingSystem.IsWindows()) return; // links need a right of their own there
        File.CreateSymbolicLink(_folder.At("link.png"), page);
        byte[] before = File.ReadAllBytes(page);
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("read", Model, page, "--out", _folder.At("link.png"), "--force").Code);
        Assert.Equal(before, File.ReadAllBytes(page));
    }

    [Fact]
    public void StagesAreDrawnAndAnswered()
    {
        Samples.DigitNetwork().Save(Model);
        Dataset digits = Samples.Digits(2, seed: 4242);
        string sheet = _folder.At("sheet.png");
        string[] files = [Samples.WriteDrawing(_folder, "a.png", digits.ByteFeatures(0).ToArray()), Samples.WriteDrawing(_folder, "b.png", digits.ByteFeatures(1).ToArray())];
        JsonElement json = ToolRun.Of(["predict", Model, .. files, "--stages", sheet, "--json"]).Json();
        Assert.Equal(sheet, json.GetProperty("sheet").GetString());
        foreach (JsonElement prediction in json.GetProperty("predictions").EnumerateArray())
        {
            JsonElement[] stages = [.. prediction.GetProperty("stages").EnumerateArray()];
            Assert.Equal(["original", "gray", "ink", "cleaned", "framed"], stages.Select(s => s.GetProperty("stage").GetString()));
            Assert.Equal([false, true, false, false, false], stages.Select(s => s.GetProperty("inverted").GetBoolean()));
            Assert.Equal(prediction.GetProperty("answer").GetString(), stages[^1].GetProperty("answer").GetString());
            Assert.Equal(prediction.GetProperty("sure").GetDouble(), stages[^1].GetProperty("sure").GetDouble());
        }

        RasterImage one = StageSheet.Draw(Samples.DigitNetwork(), [(files[0], InkPreparation.Prepare(Png.Read(files[0])))]), two = Png.Read(sheet);
        Assert.Equal(one.Width, two.Width);
        Assert.True(two.Height > one.Height);
        Assert.Contains($"Sheet of the stages: {sheet}", ToolRun.Of("predict", Model, files[0], "--stages", sheet, "--force").Good().Out, StringComparison.Ordinal);
        Assert.DoesNotContain("stages", ToolRun.Of("predict", Model, files[0], "--json").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void APictureWithoutInkHasStagesWithoutAnswers()
    {
        Samples.DigitNetwork().Save(Model);
        Png.WriteGray(_folder.At("blank.png"), new byte[60 * 40], 60, 40);
        JsonElement json = ToolRun.Of("predict", Model, _folder.At("blank.png"), "--stages", _folder.At("sheet.png"), "--json").Json();
        Assert.All(json.GetProperty("predictions")[0].GetProperty("stages").EnumerateArray(), s => Assert.Equal(JsonValueKind.Null, s.GetProperty("answer").ValueKind));
        Assert.True(File.Exists(_folder.At("sheet.png")));
    }
}
