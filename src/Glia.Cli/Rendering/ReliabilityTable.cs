using System.Text.Json;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>How sure a network is and how right, bin by bin: a bar of how many are right, and a mark where its sureness is.</summary>
internal static class ReliabilityTable
{
    private const int BarWidth = 24;

    public static void Write(ToolConsole console, Reliability reliability)
    {
        console.Out.MarkupLine("[bold]  how sure         samples  mean sure     right[/]  [dim]right, │ as sure as it is[/]");
        foreach (ReliabilityBin bin in reliability.Bins.Where(b => b.Count > 0))
        {
            string range = $"{Show.Percent(bin.Low, 0)[..^2].PadLeft(3)} – {Show.Percent(bin.High, 0).PadLeft(5)}";
            console.Out.MarkupLine($"  {range,-13}{Show.Count(bin.Count),11}{Show.Percent(bin.Confidence, 1),11}{Show.Percent(bin.Accuracy, 1),10}  {Marked(bin)}".TrimEnd());
        }

        int empty = reliability.Bins.Count(b => b.Count == 0);
        console.Out.MarkupLine($"  [dim]{reliability.Bins.Count} bins{(empty == 0 ? "" : $", {empty} of them empty")}; off by {Show.Percent(reliability.ExpectedError)} on average, {Show.Percent(reliability.MaximumError)} at most[/]");
    }

    public static void Write(Utf8JsonWriter writer, string name, Reliability reliability)
    {
        writer.WriteStartArray(name);
        foreach (ReliabilityBin bin in reliability.Bins)
        {
            writer.WriteStartObject();
            writer.Number("from", bin.Low);
            writer.Number("to", bin.High);
            writer.WriteNumber("samples", bin.Count);
            writer.Number("confidence", bin.Confidence);
            writer.Number("accuracy", bin.Accuracy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The mark stands in the bar where that reaches it.
    private static string Marked(ReliabilityBin bin)
    {
        int right = (int)Math.Round(bin.Accuracy * BarWidth), sure = Math.Clamp((int)Math.Round(bin.Confidence * BarWidth) - 1, 0, BarWidth - 1);
        char[] bar = [.. Enumerable.Range(0, BarWidth).Select(i => i == sure ? '│' : i < right ? '█' : ' ')];
        return new string(bar).TrimEnd();
    }
}
