namespace Glia.Cli;

/// <summary>Scores networks, with a line that says how far it is.</summary>
internal static class Scoring
{
    /// <summary>The answers of <paramref name="network"/> to all samples.</summary>
    public static Evaluation Evaluate(ToolConsole console, Network network, string model, NamedData data, int threads)
    {
        using var line = new LiveLine(console);
        return network.Evaluate(data.Data, threads, new Progress(line, model, data.Data.Count), console.Cancellation);
    }

    private sealed class Progress(LiveLine line, string model, int count) : IProgress<int>
    {
        public void Report(int value) => line.Write($"  scoring {Spectre.Console.Markup.Escape(model)} {Bar.Thin((double)value / count, 30)} {Show.Count(value)} of {Show.Count(count)}");
    }
}
