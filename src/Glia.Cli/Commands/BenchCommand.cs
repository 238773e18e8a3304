using System.CommandLine;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia bench</c>: how fast this machine is, and how much of that training uses.</summary>
internal sealed class BenchCommand : ToolCommand
{
    private const int BarWidth = 30;

    private readonly Option<string?> _data = Opt.Text("--data", "WHAT", "generated, mnist, or a file or folder (IDX, CSV, PNGs by label) of digits. Default: generated.");
    private readonly Option<bool> _quick = Opt.Flag("--quick", "A few seconds instead of about a minute, and rougher figures.");
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "The most threads; everything is measured on one, too. 0 for one per core. Default: 0.", 0, 256);
    private readonly Option<string?> _out = Opt.Text("--out", "FILE.json", "Write the figures there too, as one JSON document.", "-o");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the file if it exists.");

    public BenchCommand()
        : base("bench", "Measure how fast this machine is, and how much of that the library's products, training and predictions use.",
            new Example("glia bench", "Everything, in about a minute. Let nothing else run meanwhile."),
            new Example("glia bench --quick --threads 1", "A first look, on one thread only."),
            new Example("glia bench --data mnist --out this-machine.json", "On MNIST's digits; tables to read, and the same figures in a file to compare later."))
    {
        Group("What and how", _data, _quick, _threads);
        Group("Result", _out, _force);
        Notes = [("What the figures mean",
        [
            ("GFLOP/s", "Billions of floating-point operations per second; a multiplication with its addition counts as two."),
            ("% of peak", "Part of what a loop of nothing but fused multiply-adds reaches on as many threads: 100 % would be a program that never waits for memory."),
            ("median, best", "Of several windows or epochs: what the machine does, and what it can do undisturbed."),
            ("digits, dense", "Four of five pixels of a digit are 0 and are left out of the work; dense inputs have no zeros. Operations are counted as if none were left out."),
        ])];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        BenchPlan plan = input.GetValue(_quick) ? BenchPlan.Quick : BenchPlan.Full;
        string? path = input.GetValue(_out);
        if (path is not null) OutputFile.CheckNew(_out.Name, path, input.GetValue(_force));
        NamedData data = Load(console, input.GetValue(_data) ?? DataSource.Default, plan);
        int threads = input.GetValue(_threads) is { } n and > 0 ? n : Environment.ProcessorCount;
        BenchResult result = Measure(console, plan, data, threads);
        if (path is not null) JsonOutput.WriteFile(path, writer => BenchJson.Write(writer, result));
        if (input.GetValue(GliaTool.Json)) JsonOutput.Write(console, writer => BenchJson.Write(writer, result));
        else Write(console, result, path);
        return ExitCodes.Ok;
    }

    private static BenchResult Measure(ToolConsole console, BenchPlan plan, NamedData data, int threads)
    {
        using var line = new LiveLine(console);
        return new BenchRun(plan, data.Data, threads, console.Cancellation).Run(data, (what, part) => line.Write(Moving(console, what, part)));
    }

    private static void Write(ToolConsole console, BenchResult result, string? path)
    {
        BenchTables.Write(console, result);
        if (path is null) return;
        console.Out.WriteLine();
        console.Out.MarkupLine($"  Figures written to [green]{Markup.Escape(path)}[/]");
    }

    private NamedData Load(ToolConsole console, string spec, BenchPlan plan)
    {
        int pixels = TrainCase.All[0].Widths[0], classes = TrainCase.All[0].Widths[^1];
        NamedData data = ToolData.Train(console, spec, plan.Samples, 1);
        if (data.Data.FeatureCount != pixels || data.Data.ClassCount != classes)
            throw ToolException.BadOption(_data.Name, $"the networks measured read digits, {pixels} values in {classes} classes, but {data.Name} has {data.Data.FeatureCount} values in {data.Data.ClassCount} classes.");
        if (data.Data.Count < BenchPlan.FewestSamples)
            throw ToolException.BadOption(_data.Name, $"{data.Name} is too little to measure with. At least {Show.Count(BenchPlan.FewestSamples)} are needed.");
        return data.Data.Count <= plan.Samples ? data : new(data.Data.Slice(0, plan.Samples), $"{data.Name}, the first {Show.Count(plan.Samples)} of them");
    }

    private static string Moving(ToolConsole console, string what, double part)
    {
        string text = $" {part * 100,3:F0} %  {what}";
        int room = console.Width - BarWidth - 4;
        return $"  {Bar.Thin(part, BarWidth)}{Markup.Escape(text.Length > room ? text[..room] : text)}";
    }
}
