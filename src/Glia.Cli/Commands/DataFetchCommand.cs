using System.CommandLine;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia data fetch</c>: downloads MNIST, verified and resumable.</summary>
internal sealed class DataFetchCommand : ToolCommand
{
    private readonly Argument<string> _what = new("WHAT") { Description = "What to fetch: mnist." };
    private readonly Option<string?> _folder = Opt.Text("--to", "FOLDER", "Where to put it. Default: the cache folder that 'glia data list' names.");

    public DataFetchCommand()
        : base("fetch", "Download MNIST (11 MB), check every byte, go on where an interrupted download stopped.",
            new Example("glia data fetch mnist", "Fetch MNIST once; afterwards '--data mnist' finds it."),
            new Example("glia data fetch mnist --to data/mnist", "Fetch it into a folder of this project."))
    {
        Add(_what);
        Group("Place", _folder);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string what = input.GetRequiredValue(_what);
        if (what != DataSource.MnistName) throw ToolException.BadOption("<WHAT>", $"'{what}' cannot be fetched; only mnist can.");
        string folder = input.GetValue(_folder) ?? Mnist.CacheFolder;
        if (File.Exists(folder)) throw ToolException.BadOption(_folder.Name, $"'{folder}' is a file; a folder is needed.");
        using (var line = new LiveLine(console))
            folder = Mnist.FetchAsync(folder, progress: new Fetching(line), cancellationToken: console.Cancellation).GetAwaiter().GetResult();

        if (input.GetValue(GliaTool.Json)) JsonOutput.Write(console, writer => writer.WriteString("folder", folder));
        else console.Out.MarkupLine($"  MNIST is in [green]{Markup.Escape(folder)}[/], every file checked.");
        return ExitCodes.Ok;
    }

    private sealed class Fetching(LiveLine line) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            string bytes = $"{value.Bytes / 1e6:F1} MB";
            string part = value.Total is { } total and > 0 ? $"{Bar.Thin((double)value.Bytes / total, 24)} {bytes} of {total / 1e6:F1} MB" : bytes;
            line.Write($"  {Markup.Escape(value.File)} {part} [dim]{Markup.Escape(value.Host)}[/]");
        }
    }
}
