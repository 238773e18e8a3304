using Spectre.Console;

namespace Glia.Cli;

/// <summary>What was measured, as tables.</summary>
internal static class BenchTables
{
    private const double MuchUnrest = 0.15;

    public static void Write(ToolConsole console, BenchResult result)
    {
        WriteMachine(console, result);
        WritePeaks(console, result);
        WriteProducts(console, result);
        WriteTrainings(console, result);
        WritePredictions(console, result);
    }

    private static void WriteMachine(ToolConsole console, BenchResult result)
    {
        MachineFacts machine = result.Machine;
        Fact(console, "processor", $"{machine.Processor}, {(machine.Cores == 1 ? "1 core" : $"{machine.Cores} cores")}, {(machine.Floats == 1 ? "1 float" : $"{machine.Floats} floats ({32 * machine.Floats} bits)")} at once");
        Fact(console, "runtime", $"glia {GliaTool.Version}, {machine.Runtime}, {machine.System}, {Show.Threads(machine.Threads)}");
        Fact(console, "data", result.Data.Name);
        Fact(console, "measured", $"in {Show.Time(result.Duration)}; median and best of {result.Plan.Windows} windows of {result.Plan.Window.TotalMilliseconds} ms or more, or of whole epochs");
        if (machine.Threads == 1) return;
        Fact(console, "core to core", result.RoundTrip is not { } trip ? "not measured: something else ran, and two threads never had a core each"
            : $"{Show.Nano(trip.Median)} ns there and back ({Show.Nano(trip.Best)} at best), which a shared step has to wait for");
    }

    private static void WritePeaks(ToolConsole console, BenchResult result)
    {
        Title(console, "Peak: fused multiply-adds in registers, GFLOP/s");
        var table = new TextTable("threads", "before: median", "best", "after: median", "best", "100 % is");
        foreach (PeakResult peak in result.Peaks)
            table.Add($"{peak.Threads}", Show.Giga(peak.Before.Median), Show.Giga(peak.Before.Best), Show.Giga(peak.After.Median), Show.Giga(peak.After.Best), Show.Giga(peak.Best));
        table.Write(console.Out);
        double unrest = result.Peaks.Max(p => p.Unrest);
        if (unrest > MuchUnrest) console.Out.MarkupLine($"  [yellow]At times {Show.Percent(unrest, 0)} of it was missing: other programs ran, or the clock changed. Take care.[/]");
    }

    private static void WriteProducts(ToolConsole console, BenchResult result)
    {
        Title(console, "Matrix products, GFLOP/s: rows · depth · columns; dZ·Wᵀ with W transposed first");
        var table = new TextTable("<product", "threads", "median", "best", "of peak", "digits: median", "best", "faster");
        foreach (ProductResult product in result.Products)
        {
            table.Add(
                product.Shape.Name, $"{product.Threads}", Show.Giga(product.Dense.Median), Show.Giga(product.Dense.Best), Show.Percent(result.OfPeak(product.Dense.Best, product.Threads), 0),
                product.Digits is { } digits ? Show.Giga(digits.Median) : "", product.Digits is { } d ? Show.Giga(d.Best) : "", product.Faster is { } faster ? Show.Times(faster) : "");
        }

        table.Write(console.Out);
        Note(console, "digits: the data's, their zeros left out but counted, so that this can be more than the peak");
    }

    private static void WriteTrainings(ToolConsole console, BenchResult result)
    {
        Title(console, $"Training, thousands of samples/s, in whole epochs of {Show.Count(result.Data.Data.Count)}: network, batch, optimiser");
        var table = new TextTable("<network", "threads", "<inputs", "first", "median", "best", "GFLOP/s", "of peak", "faster");
        foreach (TrainResult training in result.Trainings)
        {
            double operations = training.Later.Best * training.Case.OperationsPerSample;
            table.Add(
                training.Case.Name, $"{training.Threads}", training.IsDense ? "dense" : "digits", Show.Kilo(training.First), Show.Kilo(training.Later.Median),
                Show.Kilo(training.Later.Best), Show.Giga(operations), Show.Percent(result.OfPeak(operations, training.Threads), 0), training.IsDense ? "" : Show.Times(result.Faster(training)));
        }

        table.Write(console.Out);
        Note(console, "first: the first epoch; GFLOP/s, of peak and faster: of the best; dense: no input is 0");
    }

    private static void WritePredictions(ToolConsole console, BenchResult result)
    {
        Title(console, $"Prediction: one sample in µs; batches of {Show.Count(PredictBench.BatchSamples)} in thousands of samples/s");
        string[] threads = [.. result.Peaks.SelectMany(p => new[] { $"{Show.Threads(p.Threads)}: median", "best" })];
        var table = new TextTable(["<network", "one: median", "best", .. threads]);
        foreach (PredictResult prediction in result.Predictions)
        {
            string[] batches = [.. prediction.Batches.SelectMany(b => new[] { Show.Kilo(b.Samples.Median), Show.Kilo(b.Samples.Best) })];
            table.Add([prediction.Network, Show.Micro(prediction.One.Median), Show.Micro(prediction.One.Best), .. batches]);
        }

        table.Write(console.Out);
        Note(console, $"the very first prediction of the process, whose code had to be compiled, took {Show.Micro(result.FirstPrediction)} µs");
    }

    private static void Fact(ToolConsole console, string name, string text) => console.Out.MarkupLine($"  [dim]{name,-12}[/]  {Markup.Escape(text)}");

    private static void Title(ToolConsole console, string title)
    {
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [bold green]{Markup.Escape(title)}[/]");
    }

    private static void Note(ToolConsole console, string note) => console.Out.MarkupLine($"  [dim]{Markup.Escape(note)}[/]");
}
