using System.Text.Json;
using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>glia data (row E1).</summary>
public sealed class DataTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void E1_DigitsGoRoundThroughEveryFormat()
    {
        Good("data", "generate", "30", _folder.At("a-images-idx3-ubyte.gz"), "--seed", "3");
        Good("data", "convert", _folder.At("a-images-idx3-ubyte.gz"), _folder.At("b.csv"));
        Good("data", "convert", _folder.At("b.csv"), _folder.At("c"));
        Good("data", "convert", _folder.At("c"), _folder.At("d-images-idx3-ubyte"));
        Dataset first = Samples.Digits(30, 3), last = Idx.ReadDataset(_folder.At("d-images-idx3-ubyte"), _folder.At("d-labels-idx1-ubyte"));

        // A folder of pictures is read label by label, so the order differs.
        Assert.Equal(Sorted(first), Sorted(last), StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 30).Select(first.Label), Enumerable.Range(0, 30).Select(CsvData.Read(_folder.At("b.csv")).Label));
    }

    [Fact]
    public void ForceReplacesAFile()
    {
        string path = _folder.At("x.csv");
        File.WriteAllText(path, "mine");
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("data", "generate", "10", path).Code);
        Assert.Equal("mine", File.ReadAllText(path));
        Good("data", "generate", "10", path, "--force");
        Assert.Equal(10, CsvData.Read(path).Count);
    }

    [Fact]
    public void WhatIsWrittenIsSaidAsJson()
    {
        JsonElement json = ToolRun.Of("data", "generate", "12", _folder.At("x.csv"), "--json").Json();
        Assert.Equal(12, json.GetProperty("samples").GetInt32());
        Assert.Equal(_folder.At("x.csv"), json.GetProperty("written").GetString());
    }

    [Fact]
    public void ListSaysWhereMnistWouldBe()
    {
        JsonElement json = ToolRun.Of("data", "list", "--json").Json();
        Assert.False(json.GetProperty("mnist").GetProperty("found").GetBoolean()); // hidden from these tests
        Assert.NotEqual("", json.GetProperty("cacheFolder").GetString());
        Assert.Contains("glia data fetch mnist", ToolRun.Of("data", "list").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedFetchEndsWithoutAFile()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        ToolRun run = ToolRun.Of(["data", "fetch", "mnist", "--to", _folder.At("m")], isTerminal: false, cancellation: stopped.Token);
        Assert.Equal(ExitCodes.Stopped, run.Code);
        Assert.DoesNotContain(_folder.Listing(), line => line.Contains(".gz ", StringComparison.Ordinal));
    }

    private static void Good(params string[] args) => ToolRun.Of(args).Good();

    private static string[] Sorted(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(i => data.Label(i) + Convert.ToHexString(data.ByteFeatures(i))).Order(StringComparer.Ordinal)];
}
