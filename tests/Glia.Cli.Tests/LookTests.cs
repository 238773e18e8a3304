using System.Text.Json;
using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>Commands that show things: summary, weights, show.</summary>
public sealed class LookTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void B5_Summary_784_15_10_Has11910WeightsAnd25Biases()
    {
        JsonElement json = ToolRun.Of("summary", "784-15-10", "--json").Json();
        Assert.Equal([11_760, 150], json.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("weights").GetInt32()));
        Assert.Equal([15, 10], json.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("biases").GetInt32()));
        Assert.Equal(11_910, json.GetProperty("weights").GetInt32());
        Assert.Equal(25, json.GetProperty("biases").GetInt32());
        string text = ToolRun.Of("summary", "784-15-10").Good().Out;
        Assert.Contains("11,760 + 150 = 11,910 weights, 25 biases", text, StringComparison.Ordinal);
    }

    [Fact]
    public void B7_RandomWeightsAreThoseOfTheLibrarysNetwork()
    {
        var network = new Network(784, seed: 7, new Dense(15, Activation.Sigmoid) { Weights = Initializer.Normal, Biases = Initializer.Normal }, new Dense(10, Activation.Sigmoid) { Weights = Initializer.Normal, Biases = Initializer.Normal });
        for (int layer = 1; layer <= 2; layer++)
        {
            JsonElement json = ToolRun.Of("weights", "--shape", "784-15-10", "--seed", "7", "--init", "normal", "--layer", $"{layer}", "--neuron", "9", "--json").Json();
            Assert.Equal(network.Weights(layer - 1).Row(8), json.GetProperty("weights").EnumerateArray().Select(w => w.GetSingle()));
            Assert.Equal(network.Biases(layer - 1)[8], json.GetProperty("bias").GetSingle());
        }
    }

    [Fact]
    public void B7_EveryWeightIsInTheTable()
    {
        string text = ToolRun.Of("weights", "--shape", "784-15-10", "--neuron", "15").Good().Out;
        Assert.Equal(784, text.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2])).Sum(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length - 1));
    }

    [Fact]
    public void WeightsOfAModelWithoutBiasesSaySo()
    {
        new Network(3, 1, new Dense(2, Activation.Sigmoid) { Bias = false }).Save(_folder.At("m.safetensors"));
        Assert.Contains("no bias", ToolRun.Of("weights", _folder.At("m.safetensors")).Good().Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, ToolRun.Of("weights", _folder.At("m.safetensors"), "--json").Json().GetProperty("bias").ValueKind);
    }

    [Fact]
    public void E2_TheGridHas28LinesOf0AndStar()
    {
        string[] lines = ToolRun.Of("show", "--data", Samples.WriteBox(_folder), "0", "--as", "grid").Good().Out.TrimEnd('\n').Split('\n')[2..];
        Assert.Equal(28, lines.Length);
        Assert.All(lines, line => Assert.Equal(28, line.Length));
        Assert.Equal(new string('0', 28), lines[0]);
        Assert.Equal("00000000************00000000", lines[4]);
        Assert.Equal("00000000**00000000**00000000", lines[10]);
    }

    [Fact]
    public void E2_TheFloatsArePixelsDividedBy256()
    {
        string[] lines = ToolRun.Of("show", "--data", Samples.WriteBox(_folder), "0", "--as", "floats").Good().Out.TrimEnd('\n').Split('\n')[2..];
        float[] floats = [.. lines.SelectMany(l => l.Split(' ')).Select(float.Parse)];
        Assert.Equal(784, floats.Length);
        Assert.Equal(0.98828125f, floats[(4 * 28) + 8]); // row D1: 253 ÷ 256
        Assert.Equal(Samples.Box().Features(0).Select(p => p / 256), floats);
    }

    [Fact]
    public void ShowFindsMnistOrGeneratedDigits()
    {
        JsonElement json = ToolRun.Of("show", "--data", MnistAtHand.OrGenerated, "0", "--json").Json();
        Assert.Equal(784, json.GetProperty("raw").GetArrayLength());
        Assert.Equal(28, json.GetProperty("grid").GetArrayLength());
        if (MnistAtHand.Folder is not null) Assert.Equal("5", json.GetProperty("label").GetString()); // MNIST begins with a 5
        else Assert.Contains(json.GetProperty("label").GetString(), HandwrittenDigits.ClassNames, StringComparer.Ordinal);
    }

    [Fact]
    public void AGeneratedDigitIsTheLibrarysDigit()
    {
        JsonElement json = ToolRun.Of("show", "123456", "--seed", "9", "--json").Json();
        Dataset digit = Samples.Digits(1, 9, 123_456);
        Assert.Equal(digit.Features(0), json.GetProperty("raw").EnumerateArray().Select(p => p.GetSingle()));
        Assert.Equal(digit.ClassNames[digit.Label(0)], json.GetProperty("label").GetString());
    }

    [Fact]
    public void VersionIsAWordAndANumber()
    {
        Assert.Matches(@"^glia \d+\.\d+\.\d+\n$", ToolRun.Of("--version").Good().Out);
        Assert.Matches(@"^\d+\.\d+\.\d+$", ToolRun.Of("--version", "--json").Json().GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("/home/me/.dotnet/tools/glia", true, "glia")]
    [InlineData("glia.exe", true, "glia")]
    [InlineData("/repository/src/Glia.Cli/bin/Release/net10.0/Glia.Cli", false, "glia")]
    [InlineData("/repository/src/Glia.Cli/bin/Release/net10.0/Glia.Cli", true, "dotnet run -c Release --project src/Glia.Cli --")]
    [InlineData("/usr/bin/dotnet", true, "dotnet run -c Release --project src/Glia.Cli --")]
    public void WhatIsSuggestedIsHowTheToolIsCalledHere(string process, bool isClone, string command) =>
        Assert.Equal(command, ToolConsole.CommandLine(process, isClone).Replace('\\', '/'));

    [Fact]
    public void EveryCommandOfTheHelpRunsByItsName()
    {
        string[] names = [.. ToolRun.Of("--help").Good().Out.Split('\n').Select(l => l.Trim().Split(' ')[0]).Where(w => w.Length > 3 && w.All(char.IsAsciiLetterLower)).Distinct()];
        string[] commands = [.. names.Where(n => ToolRun.Of(n, "--help").Out.Contains($"\n  glia {n}", StringComparison.Ordinal))];
        Assert.Equal(19, commands.Length);
    }

    [Theory]
    [InlineData("Look inside:")]
    [InlineData("Commands:", "data")]
    public void AGroupOfCommandsShowsItsHelp(string title, params string[] args) => Assert.Contains(title, ToolRun.Of(args).Good().Out, StringComparison.Ordinal);
}
