using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli.Tests;

public sealed class GoldenTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-train", "train", "--help")]
    [InlineData("help-sweep", "sweep", "--help")]
    [InlineData("help-sweep-collect", "sweep", "collect", "--help")]
    [InlineData("help-evaluate", "evaluate", "--help")]
    [InlineData("help-compare", "compare", "--help")]
    [InlineData("help-predict", "predict", "--help")]
    [InlineData("help-read", "read", "--help")]
    [InlineData("help-serve", "serve", "--help")]
    [InlineData("help-live", "live", "--help")]
    [InlineData("help-explain", "explain", "--help")]
    [InlineData("help-show", "show", "--help")]
    [InlineData("help-summary", "summary", "--help")]
    [InlineData("help-weights", "weights", "--help")]
    [InlineData("help-inspect", "inspect", "--help")]
    [InlineData("help-export", "export", "--help")]
    [InlineData("help-import", "import", "--help")]
    [InlineData("help-bench", "bench", "--help")]
    [InlineData("help-data", "data", "--help")]
    [InlineData("help-data-list", "data", "list", "--help")]
    [InlineData("help-data-fetch", "data", "fetch", "--help")]
    [InlineData("help-data-convert", "data", "convert", "--help")]
    [InlineData("help-data-generate", "data", "generate", "--help")]
    public void HelpIsAsItWasLookedAt(string name, params string[] args) => Golden.Check(name, ToolRun.Of(args).Good().Out);

    [Fact] // row B5
    public void SummaryOf784To15To10() => Golden.Check("summary-784-15-10", ToolRun.Of("summary", "784-15-10").Good().Out);

    [Fact]
    public void SummaryOfAModel() => Golden.Check("summary-model", _folder.Anonymous(ToolRun.Of("summary", Samples.WriteTinyNetwork(_folder)).Good().Out));

    [Fact] // row B7
    public void RandomWeightsOfANeuron() =>
        Golden.Check("weights-784-15-10", ToolRun.InTerminal(100, ColorSystemSupport.NoColors, "weights", "--shape", "784-15-10", "--seed", "1", "--init", "normal", "--layer", "2", "--neuron", "3").Good().Out);

    [Fact]
    public void WeightsInANarrowTerminal() =>
        Golden.Check("weights-narrow", ToolRun.InTerminal(60, ColorSystemSupport.NoColors, "weights", "--shape", "7-3-2", "--seed", "5", "--init", "uniform").Good().Out);

    [Fact] // row E2
    public void ADigitInEveryForm() => Golden.Check("show-all", Show("--as", "all").Out);

    [Fact]
    public void ADigitInColor() =>
        Golden.Check("show-color", _folder.Anonymous(ToolRun.InTerminal(80, ColorSystemSupport.TrueColor, "show", "--data", Samples.WriteBox(_folder), "0").Good().Out));

    [Fact] // row E4
    public void EvaluationInATerminal() => Golden.Check("evaluate-80", Evaluate(80, ColorSystemSupport.NoColors));

    [Fact]
    public void EvaluationInColor() => Golden.Check("evaluate-color", Evaluate(100, ColorSystemSupport.TrueColor));

    [Fact] // row E5
    public void PredictionOfOnePicture()
    {
        Png.WriteGray(_folder.At("left.png"), Samples.Tiny().ByteFeatures(5), 4, 4);
        Golden.Check("predict", _folder.Anonymous(ToolRun.Of("predict", Samples.WriteTinyNetwork(_folder), _folder.At("left.png")).Good().Out));
    }

    [Fact] // row E8
    public void ANetworkFromInside() =>
        Golden.Check("inspect-tiny", _folder.Anonymous(ToolRun.Of("inspect", Samples.WriteTinyNetwork(_folder), "--data", Samples.WriteTiny(_folder)).Good().Out));

    [Fact]
    public void ANetworkFromInsideInColor() =>
        Golden.Check("inspect-color", _folder.Anonymous(ToolRun.InTerminal(80, ColorSystemSupport.TrueColor, "inspect", Samples.WriteTinyNetwork(_folder), "--data", Samples.WriteTiny(_folder), "--sample", "0", "--counterfactual", "1").Good().Out));

    [Fact] // no picture, and no data
    public void XorFromInside() => Golden.Check("inspect-xor", _folder.Anonymous(ToolRun.Of("inspect", Samples.WriteXorNetwork(_folder)).Good().Out));

    private ToolRun Show(params string[] args) => new(0, _folder.Anonymous(ToolRun.Of(["show", "--data", Samples.WriteBox(_folder), "0", .. args]).Good().Out), "");

    private string Evaluate(int width, ColorSystemSupport colors) =>
        _folder.Anonymous(ToolRun.InTerminal(width, colors, "evaluate", Samples.WriteTinyNetwork(_folder), "--data", Samples.WriteTiny(_folder)).Good().Out);
}
