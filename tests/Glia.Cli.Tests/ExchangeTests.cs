using System.Text.Json;
using Glia.Datasets;
using Glia.Tests.Formats;

namespace Glia.Cli.Tests;

/// <summary>glia export and glia import.</summary>
public sealed class ExchangeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ACSharpFileGivesTheBitsOfTheModelForDigits()
    {
        Dataset digits = MnistAtHand.Folder is { } folder ? Mnist.LoadTest(folder).Slice(0, 400) : Samples.Digits(400, seed: 12);
        var network = new Network(784, seed: 6, new Dense(100, Activation.ReLU), new Dense(10, Activation.Softmax));
        network.Fit(Samples.Digits(600, seed: 3), new Adam(0.002f), new CrossEntropy(), epochs: 1, batchSize: 32);
        network.Temperature = 0.8f;
        network.Save(_folder.At("m.safetensors"));
        JsonElement json = ToolRun.Of("export", _folder.At("m.safetensors"), _folder.At("my-digits.cs"), "--namespace", "My.App", "--json").Json();
        Assert.Equal("My.App.MyDigits", json.GetProperty("class").GetString());
        Assert.Equal(new FileInfo(_folder.At("my-digits.cs")).Length, json.GetProperty("bytes").GetInt64());
        using var compiled = new CompiledSource([_folder.At("my-digits.cs")]);
        Assert.True(compiled.SelfCheck("My.App.MyDigits"));
        Assert.Equal(digits.ClassNames, compiled.Classes("My.App.MyDigits"));
        ExportedPredict predict = compiled.Predict("My.App.MyDigits");
        for (int i = 0; i < digits.Count; i++)
        {
            float[] expected = network.Predict(digits.Features(i)), actual = predict(digits.Features(i));
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact] // row F3; the values are worked out by hand in WekinatorTests
    public void F3_TheSlidesNetworkIsImportedAndGivesItsValues()
    {
        ToolRun.Of("import", ForeignSamples.WriteConsole(_folder), "--out", _folder.At("hand.safetensors")).Good();
        Network network = Network.Load(_folder.At("hand.safetensors"));
        Assert.Equal(-0.104086, network.Predict([0, 0])[0], 2e-6);
        Assert.Equal(0.523403, network.Predict([1, 0])[0], 2e-6);
        Assert.Equal(-1.000000, network.Predict([-1, 1])[0], 2e-6);
        Assert.Equal("console.txt, from Weka", network.TrainingSummary["source"]);
    }

    [Fact]
    public void F3_TheTextComesBackTheSameThroughBothCommands()
    {
        ToolRun.Of("import", ForeignSamples.WriteConsole(_folder), "--out", _folder.At("hand.safetensors")).Good();
        ToolRun.Of("export", _folder.At("hand.safetensors"), _folder.At("hand.txt")).Good();
        ToolRun.Of("import", _folder.At("hand.txt"), "--out", _folder.At("again.safetensors")).Good();
        ToolRun.Of("export", _folder.At("again.safetensors"), _folder.At("again.weka")).Good();
        Assert.Equal(File.ReadAllText(_folder.At("hand.txt")), File.ReadAllText(_folder.At("again.weka")));
        Network first = Network.Load(_folder.At("hand.safetensors")), again = Network.Load(_folder.At("again.safetensors"));
        Assert.Equal(first.Predict([0.25f, 0.5f]), again.Predict([0.25f, 0.5f]));
    }

    [Fact] // 5 of 0…10 is the middle, hence 0: −0.104086 of −1…1, which of 0…127 is 0.447957 · 127
    public void F3_WithItsRangesItTakesAndGivesRealValues()
    {
        ToolRun.Of("import", ForeignSamples.WriteConsole(_folder), "--out", _folder.At("hand.safetensors"), "--input-range", "0..10,-5..15", "--output-range", "0..127").Good();
        Assert.Equal(0.447957 * 127, Network.Load(_folder.At("hand.safetensors")).Predict([5, 5])[0], 2e-4);
        JsonElement json = ToolRun.Of("import", ForeignSamples.WriteConsole(_folder), "--out", _folder.At("hand.safetensors"), "--force", "--input-range", "-1..1", "--json").Json();
        Assert.Equal("-1…1 to -1…1", json.GetProperty("scaler").GetString());
        Assert.Equal(13, json.GetProperty("parameters").GetInt32());
    }

    /// <summary>
    /// Raw x = (51, 0, 0, 0): (51/255 − 0.5) / 0.25 = −1.2 and three times −2, sum −7.2, half of it −3.6; so z1 = (−3.6, −2.6, −12.6), relu gives 0, and z2 = b2 = (0.25, −0.25), softmax of which is
    /// 1 / (1 + e^−0.5) = 0.622459.
    /// </summary>
    [Fact]
    public void TensorsOfPyTorchAreImportedWithWhatIsSaidOfThem()
    {
        string[] said = ["--activation", "relu", "--output", "softmax", "--scale", "255", "--mean", "0.5", "--deviation", "0.25", "--classes", "no,yes", "--picture", "2x2"];
        ToolRun.Of(["import", ForeignSamples.WriteTensors(_folder), "--out", _folder.At("m.safetensors"), .. said]).Good();
        Network network = Network.Load(_folder.At("m.safetensors"));
        Assert.Equal(0.622459, network.Predict([51, 0, 0, 0])[0], 2e-6);
        Assert.Equal(["no", "yes"], network.ClassNames);
        Assert.Equal(new FeatureShape(2, 2), network.InputShape);
        Assert.Equal("(x / 255 - 0.5) / 0.25", network.Scaler!.Name);
        Png.WriteGray(_folder.At("p.png"), [51, 0, 0, 0], 2, 2);
        Assert.Equal("no", ToolRun.Of("predict", _folder.At("m.safetensors"), _folder.At("p.png"), "--raw", "--json").Json().GetProperty("predictions")[0].GetProperty("answer").GetString());
    }

    [Fact]
    public void TheFormatFollowsTheEndingUnlessItIsSaid()
    {
        string model = Samples.WriteTinyNetwork(_folder);
        Assert.Equal("onnx", ToolRun.Of("export", model, _folder.At("m.onnx"), "--json").Json().GetProperty("format").GetString());
        Assert.Equal("csharp", ToolRun.Of("export", model, _folder.At("m.txt"), "--as", "csharp", "--json").Json().GetProperty("format").GetString());
        Assert.StartsWith("// <auto-generated>", File.ReadAllText(_folder.At("m.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsSaidOfAnExportAndAnImportIsAsItWasLookedAt()
    {
        string model = Samples.WriteTinyNetwork(_folder);
        Golden.Check("export-csharp", _folder.Anonymous(ToolRun.Of("export", model, _folder.At("Tiny.cs")).Good().Out));
        Golden.Check("export-onnx", _folder.Anonymous(ToolRun.Of("export", model, _folder.At("tiny.onnx")).Good().Out));
        Golden.Check("import-weka", _folder.Anonymous(ToolRun.Of("import", ForeignSamples.WriteConsole(_folder), "--out", _folder.At("hand.safetensors"), "--input-range", "0..1").Good().Out));
        Golden.Check("export-weka", _folder.Anonymous(ToolRun.Of("export", _folder.At("hand.safetensors"), _folder.At("hand.txt")).Good().Out));
        Golden.Check("weka-text", File.ReadAllText(_folder.At("hand.txt")));
        Golden.Check("tiny-csharp", File.ReadAllText(_folder.At("Tiny.cs")));
    }
}
