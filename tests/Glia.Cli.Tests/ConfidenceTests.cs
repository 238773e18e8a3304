using System.Text.Json;
using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>How sure a model is, and when it says that it does not know.</summary>
public sealed class ConfidenceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model => _folder.At("m.safetensors");

    [Fact]
    public void AModelOfGeneratedDigitsIsCalibratedOnOthers()
    {
        JsonElement trained = ToolRun.Of("train", "--count", "4000", "--layers", "32", "--out", Model, "--json").Json();
        JsonElement calibration = trained.GetProperty("calibration");
        Assert.Equal(5_000, calibration.GetProperty("samples").GetInt32());
        Assert.NotEqual(1, calibration.GetProperty("temperature").GetDouble());
        Assert.True(calibration.GetProperty("logLossAfter").GetDouble() < calibration.GetProperty("logLossBefore").GetDouble());
        Assert.InRange(calibration.GetProperty("errorAfter").GetDouble(), 0, 0.03);
        Assert.Equal(Network.Load(Model).Temperature, calibration.GetProperty("temperature").GetSingle());

        JsonElement evaluated = ToolRun.Of("evaluate", Model, "--json").Json().GetProperty("evaluation");
        Assert.InRange(evaluated.GetProperty("expectedCalibrationError").GetDouble(), 0, 0.03);
        Assert.InRange(evaluated.GetProperty("answered").GetInt32(), 4_850, 4_999);
        Assert.True(evaluated.GetProperty("answeredAccuracy").GetDouble() > evaluated.GetProperty("accuracy").GetDouble());
        string text = ToolRun.Of("evaluate", Model).Good().Out;
        Assert.Contains("answered     9", text, StringComparison.Ordinal);
        Assert.Contains("calibrated", ToolRun.Of("summary", Model).Good().Out, StringComparison.Ordinal);
        Assert.InRange(ToolRun.Of("summary", Model, "--json").Json().GetProperty("unsureBelow").GetDouble(), 0, 1);
    }

    [Fact]
    public void PredictSaysUnsure()
    {
        Network network = Samples.TinyNetwork();
        network.Temperature = 2;
        network.RejectOption = new RejectOption(0.7f, new(100, 150), new(10, 100));
        network.Save(Model);
        Draw("clear.png", "........########", "It is 1 (86.7 % sure)", isUnsure: false);
        Draw("between.png", "####....##..#...", "Unsure: perhaps 2, or else 0", isUnsure: true);
        Draw("full.png", "#########...#...", "Unsure: unlike all it knows; if anything, 0", isUnsure: true);
    }

    /// <summary>Writes a picture of 4 × 4 and compares what is said of it.</summary>
    private void Draw(string name, string picture, string verdict, bool isUnsure)
    {
        Png.WriteGray(_folder.At(name), [.. picture.Select(c => c == '#' ? (byte)255 : (byte)0)], 4, 4);
        Assert.Contains(verdict, ToolRun.Of("predict", Model, _folder.At(name)).Good().Out, StringComparison.Ordinal);
        JsonElement prediction = ToolRun.Of("predict", Model, _folder.At(name), "--json").Json().GetProperty("predictions")[0];
        Assert.Equal(isUnsure, prediction.GetProperty("unsure").GetBoolean());
        Assert.NotNull(prediction.GetProperty("answer").GetString());
    }

    [Fact]
    public void AModelWithoutCalibrationIsAsBefore()
    {
        string model = Samples.WriteTinyNetwork(_folder);
        Png.WriteGray(_folder.At("left.png"), Samples.Tiny().ByteFeatures(5), 4, 4);
        Assert.False(ToolRun.Of("predict", model, _folder.At("left.png"), "--json").Json().GetProperty("predictions")[0].TryGetProperty("unsure", out _));
        Assert.False(ToolRun.Of("evaluate", model, "--data", Samples.WriteTiny(_folder), "--json").Json().GetProperty("evaluation").TryGetProperty("answered", out _));
    }

    [Fact]
    public void OtherDataCalibrateWithTheSamplesThatAreHeldOut()
    {
        CsvData.Write(_folder.At("d.csv"), Samples.Digits(400, 6));
        string[] args = ["train", "--data", _folder.At("d.csv"), "--layers", "10", "--epochs", "1", "--out", Model, "--json"];
        Assert.False(ToolRun.Of(args).Json().TryGetProperty("calibration", out _));
        Assert.Equal(100, ToolRun.Of([.. args, "--validation", "100"]).Json().GetProperty("calibration").GetProperty("samples").GetInt32());
        Assert.False(ToolRun.Of([.. args, "--validation", "100", "--preset", "rashid"]).Json().TryGetProperty("calibration", out _)); // its outputs are no probabilities
    }

    [Fact]
    public void TheTextOfATrainingTellsOfIt()
    {
        string text = ToolRun.Of("train", "--count", "500", "--layers", "16", "--epochs", "1", "--out", Model).Good().Out;
        Assert.Contains("Calibrated on 5,000 more generated digits: temperature ", text, StringComparison.Ordinal);
    }
}
