using System.CommandLine;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia data list</c>: what there is to train on, and where it lies.</summary>
internal sealed class DataListCommand() : ToolCommand("list", "List what there is to train on, and where it was found.",
    new Example("glia data list", "Is MNIST on this computer, and where?"))
{
    public override int Run(ParseResult input, ToolConsole console)
    {
        string? mnist = Mnist.Find();
        string? environment = Environment.GetEnvironmentVariable("GLIA_DATA");
        if (input.GetValue(GliaTool.Json)) WriteJson(console, mnist, environment);
        else Write(console, mnist, environment);
        return ExitCodes.Ok;
    }

    private static void Write(ToolConsole console, string? mnist, string? environment)
    {
        var table = new TextTable("<--data", "<what", "<here?");
        table.Add("generated", "digits drawn by glia, as many as you like", "needs no files");
        table.Add("mnist", "70,000 handwritten digits (LeCun 1998)", mnist is null ? "not found" : "found");
        foreach (ToyClasses toy in DataSource.Toys) table.Add(toy.Name, $"{toy.About} (toy data)", "needs no files");
        table.Add("PATH", "IDX files, a CSV, or PNGs in folders by label", "yours");
        table.Write(console.Out);
        console.Out.WriteLine();
        if (mnist is null) console.Out.MarkupLine($"  Fetch MNIST (11 MB) with [green]{Markup.Escape(console.Command)} data fetch mnist[/]");
        else console.Out.MarkupLine($"  [dim]mnist[/]          {Markup.Escape(mnist)}");
        console.Out.MarkupLine($"  [dim]GLIA_DATA[/]      {Markup.Escape(string.IsNullOrEmpty(environment) ? "not set" : environment)}");
        console.Out.MarkupLine($"  [dim]fetched into[/]   {Markup.Escape(Mnist.CacheFolder)}");
    }

    private static void WriteJson(ToolConsole console, string? mnist, string? environment) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject("mnist");
        writer.WriteBoolean("found", mnist is not null);
        writer.WriteString("folder", mnist);
        writer.WriteEndObject();
        writer.WriteStartArray("toys");
        foreach (ToyClasses toy in DataSource.Toys) writer.WriteStringValue(toy.Name);
        writer.WriteEndArray();
        writer.WriteString("cacheFolder", Mnist.CacheFolder);
        writer.WriteString("GLIA_DATA", environment);
    });
}
