using System.Text;
using Glia.Formats;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>What is made of a sweep's results, all of them or those that there are: the score of the best, the page, the report.</summary>
internal static class SweepEnd
{
    /// <summary>Writes it all.</summary>
    /// <param name="console">Where the report goes.</param>
    /// <param name="plan">The sweep.</param>
    /// <param name="folder">Where the page goes.</param>
    /// <param name="results">The results.</param>
    /// <param name="data">What to score the best on, when the sweep is complete; null for not at all.</param>
    /// <param name="json">Whether the report is JSON.</param>
    /// <returns>The exit code: the job has failed where every trial has.</returns>
    public static int Write(ToolConsole console, SweepPlan plan, SweepFolder folder, SortedDictionary<int, TrialResult> results, SweepData? data, bool json)
    {
        var summary = new SweepSummary(plan, results);
        bool isComplete = summary.State.IsComplete;
        if (isComplete) folder.Tidy();
        SweepScore? score = isComplete && data is not null && summary.Best is { } best ? SweepScore.Of(console, folder, best, data) : null;
        var page = new SweepPage(summary, folder, score);
        folder.Put(folder.PagePath, own => AtomicFile.Write(own, stream => stream.Write(Encoding.UTF8.GetBytes(HtmlPage.Write(page.ToPage())))));
        if (json) JsonOutput.Write(console, writer => SweepJson.Write(writer, summary, folder, score));
        else Report(console, folder, page);
        return isComplete && summary.Best is null ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static void Report(ToolConsole console, SweepFolder folder, SweepPage page)
    {
        console.Out.WriteLine();
        TerminalPage.Write(console, page.ToTerminal());
        console.Out.WriteLine();
        console.Out.MarkupLine($"  Table and plots: [green]{Markup.Escape(folder.PagePath)}[/]");
    }
}
