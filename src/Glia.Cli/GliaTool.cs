using System.CommandLine;
using System.CommandLine.Help;
using Glia.Datasets;
using Glia.Mpi;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>The tool: takes a command line, runs a command, tells errors as one line each.</summary>
internal static class GliaTool
{
    /// <summary>One JSON document instead of text, for every command.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document instead of text.", Recursive = true };

    private static ParserConfiguration Syntax { get; } = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>The tool's version.</summary>
    public static string Version => TrainFacts.Version;

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code, see <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> args, ToolConsole console)
    {
        var version = new Option<bool>("--version") { Description = "Show the version." };
        Command root = CreateRoot(console, version, args.Count > 0 ? args[0] : null);
        bool json = args.Any(a => a == "--json");
        try
        {
            ParseResult input = root.Parse([.. args], Syntax);
            if (input.Action is HelpScreen help) return help.Invoke(input);
            if (UsageErrors.Find(input) is { } error) return MpiRanks.LaunchedRank > 0 ? ExitCodes.BadInput : Tell(console, json, ExitCodes.BadInput, error.Message, error.Option);
            if (input.GetValue(version)) return WriteVersion(console, json);
            if (input.CommandResult.Command is ToolCommand command) return command.Run(input, console);
            new HelpScreen(console).Write(input.CommandResult.Command);
            return ExitCodes.Ok;
        }
        catch (Exception e)
        {
            return Tell(console, json, e);
        }
    }

    /// <summary>What is wrong with a command line, as far as that can be said without running it; null where nothing is.</summary>
    public static string? Problem(IReadOnlyList<string> args)
    {
        Command root = CreateRoot(new ToolConsole(TextWriter.Null, TextWriter.Null), new Option<bool>("--version"), args.Count > 0 ? args[0] : null);
        return UsageErrors.Find(root.Parse([.. args], Syntax))?.Message;
    }

    private static Command CreateRoot(ToolConsole console, Option<bool> version, string? first)
    {
        // A plain command, not a RootCommand: that one takes its name from the file that runs, which is called glia only where the tool is installed.
        var root = new GroupedCommands("glia", "Small neural networks that you can see inside: train them, test them, look at every number.", first,
            new("Learn", new NamedCommand("learn", () => new LearnCommand())),
            new("See", new NamedCommand("studio", () => new StudioCommand())),
            new("Train", new NamedCommand("train", () => new TrainCommand()), new NamedCommand("sweep", () => new SweepCommand())),
            new("Judge", new NamedCommand("evaluate", () => new EvaluateCommand()), new NamedCommand("compare", () => new CompareCommand())),
            new("Look inside", new NamedCommand("explain", () => new ExplainCommand()), new NamedCommand("inspect", () => new InspectCommand()), new NamedCommand("weights", () => new WeightsCommand()), new NamedCommand("summary", () => new SummaryCommand())),
            new("Use", new NamedCommand("predict", () => new PredictCommand()), new NamedCommand("read", () => new ReadCommand()), new NamedCommand("serve", () => new ServeCommand()), new NamedCommand("live", () => new LiveCommand()), new NamedCommand("export", () => new ExportCommand()), new NamedCommand("import", () => new ImportCommand())),
            new("Data and machine", new NamedCommand("data", () => new DataCommand()), new NamedCommand("show", () => new ShowCommand()), new NamedCommand("bench", () => new BenchCommand())));
        root.Add(new HelpOption("--help", "-h", "-?") { Description = "Show this help.", Action = new HelpScreen(console), Recursive = true });
        root.Add(Json);
        root.Add(version);
        return root;
    }

    private static int WriteVersion(ToolConsole console, bool json)
    {
        if (json) JsonOutput.Write(console, writer => writer.WriteString("version", Version));
        else console.OutWriter.WriteLine($"glia {Version}");
        return ExitCodes.Ok;
    }

    /// <summary>Tells what went wrong, and returns the exit code for it.</summary>
    public static int Tell(ToolConsole console, bool json, Exception exception) => exception switch
    {
        ToolException e => Tell(console, json, e.ExitCode, e.Message, e.Option, e.File, command: e.Command),
        SettingException e => Tell(console, json, ToolException.Of(e)),
        InputFileException e => Tell(console, json, ToolException.Of(e)),
        OperationCanceledException => Tell(console, json, ExitCodes.Stopped, "Stopped; nothing was written."),
        InvalidFileException e => Tell(console, json, ExitCodes.BadInput, e.Message, file: e.File, rule: e.Rule),
        DownloadException e => Tell(console, json, ExitCodes.Failed, e.Message, file: e.File),
        TrainingDivergedException e => Tell(console, json, ExitCodes.Failed, e.Message),
        MpiException or RanksDifferException => Tell(console, json, ExitCodes.Failed, exception.Message),
        FileNotFoundException { FileName: null } e => Tell(console, json, ExitCodes.BadInput, e.Message),
        FileNotFoundException e => Tell(console, json, ExitCodes.BadInput, $"{e.FileName}: there is no such file.", file: e.FileName),
        DirectoryNotFoundException e => Tell(console, json, ExitCodes.BadInput, e.Message),
        UnauthorizedAccessException e => Tell(console, json, ExitCodes.BadInput, $"{e.Message} Check the permissions, or name another file."),
        IOException e => Tell(console, json, ExitCodes.Failed, e.Message),
        OutOfMemoryException => Tell(console, json, ExitCodes.Failed, "There is not enough memory. Use smaller layers, a smaller batch or fewer samples."),
        _ => Tell(console, json, ExitCodes.Failed, $"This is a mistake in glia itself, please report it: {exception.GetType().Name}: {exception.Message}"),
    };

    private static int Tell(ToolConsole console, bool json, int code, string message, string? option = null, string? file = null, string? rule = null, string? command = null)
    {
        try
        {
            if (json) JsonOutput.WriteError(console, code, message, option, file, rule, command);
            else WriteError(console, message, command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: the exit code is all that can still be told.
        }

        return code;
    }

    private static void WriteError(ToolConsole console, string message, string? command)
    {
        // One line, which only a terminal is spared to break in the middle of a word.
        string text = console.IsTerminal ? string.Join('\n', message.Split('\n').SelectMany((line, i) => TextWrap.Lines(line, console.Width - (i == 0 ? 7 : 1)))) : message;
        console.Error.MarkupLine($"[red]glia:[/] {Markup.Escape(text)}");
        if (command is not null) console.Error.MarkupLine($"    [green]{Markup.Escape(command)}[/]");
    }
}
