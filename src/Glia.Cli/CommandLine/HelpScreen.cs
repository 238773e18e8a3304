using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>Writes a command's help: what it does, how to call it, its options in groups, and examples.</summary>
internal sealed class HelpScreen(ToolConsole console) : SynchronousCommandLineAction
{
    private const int Indent = 2, WidestNames = 30, WidestText = 100;

    private static readonly Example[] RootExamples =
    [
        new("glia learn", "Neural networks from a single neuron on."),
        new("glia train", "Learn to read digits, from handwriting that glia draws itself: no download."),
        new("glia evaluate digits.safetensors --data mnist", "Score the model on MNIST's 10,000 test digits."),
        new("glia predict digits.safetensors my-digit.png", "Read your own handwriting."),
    ];

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCodes.Ok;
    }

    public void Write(Command command)
    {
        foreach (string line in TextWrap.Lines(command.Description ?? "", console.Width - 1)) Line(line);
        Title("Usage:");
        Line($"  {Usage(command)}");
        WriteCommands(command);
        Rows("Arguments:", command.Arguments.Select(a => ($"<{a.HelpName ?? a.Name}>", a.Description ?? "")));
        if (command is ToolCommand { Groups.Count: > 0 } tool)
            foreach (OptionGroup group in tool.Groups) Rows(group.Title + ":", group.Options.Select(Row));
        if (command is ToolCommand { Notes: var notes })
            foreach ((string title, IEnumerable<(string Name, string Text)> rows) in notes) Rows(title + ":", rows);
        Rows("Everywhere:", EverywhereOptions(command).Select(Row));
        WriteExamples(command);
        if (!command.Parents.Any()) WriteExitCodes();
    }

    // Dozens of commands are looked through by what they are for.
    private void WriteCommands(Command command)
    {
        int longest = command.Subcommands.Select(c => c.Name.Length).DefaultIfEmpty(0).Max();
        if (command is GroupedCommands { Groups: var groups })
            foreach ((string title, IReadOnlyList<Command> commands) in groups) Rows(title + ":", commands.Select(c => (c.Name.PadRight(longest), c.Description ?? "")));
        else
            Rows("Commands:", command.Subcommands.Select(c => (c.Name, c.Description ?? "")));
    }

    private static IEnumerable<Option> EverywhereOptions(Command command)
    {
        Command root = command;
        while (root.Parents.OfType<Command>().FirstOrDefault() is { } parent) root = parent;
        return root.Options.Where(o => o.Recursive || (command == root && o is not HelpOption)).Distinct();
    }

    private static string Usage(Command command)
    {
        string path = command.Name;
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
            path = $"{parent.Name} {path}";
        if (command.Subcommands.Count > 0) path += command is ToolCommand ? " [<command>]" : " <command>";
        foreach (Argument argument in command.Arguments)
        {
            string name = $"<{argument.HelpName ?? argument.Name}>" + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
            path += argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
        }

        return path + " [options]";
    }

    private static (string, string) Row(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(a => !a.StartsWith('/') && a != "-?").OrderBy(a => a.Length).Append(option.Name);
        return (string.Join(", ", names) + (option.ValueType == typeof(bool) || option.HelpName is null ? "" : $" {option.HelpName}"), option.Description ?? "");
    }

    private void Rows(string title, IEnumerable<(string Name, string Text)> source)
    {
        (string Name, string Text)[] rows = [.. source];
        if (rows.Length == 0) return;
        Title(title);
        int column = Indent + Math.Min(WidestNames, rows.Max(r => r.Name.Length)) + 2;
        foreach ((string name, string text) in rows)
        {
            string[] lines = [.. TextWrap.Lines(text, Math.Min(WidestText, console.Width - column - 1))];
            bool isLong = name.Length + Indent + 2 > column;
            string first = isLong ? "" : lines[0];
            Line($"{new string(' ', Indent)}[green]{Markup.Escape(name)}[/]{new string(' ', Math.Max(0, column - Indent - name.Length))}{Markup.Escape(first)}".TrimEnd(), isMarkup: true);
            foreach (string line in lines.Skip(isLong ? 0 : 1)) Line(new string(' ', column) + line);
        }
    }

    private void WriteExamples(Command command)
    {
        IReadOnlyList<Example> examples = command is ToolCommand tool ? tool.Examples : command.Parents.Any() ? [] : RootExamples;
        if (examples.Count == 0) return;

        Title("Examples:");
        foreach (Example example in examples)
        {
            Line($"  [green]{Markup.Escape(example.Line)}[/]", isMarkup: true);
            foreach (string line in TextWrap.Lines(example.Meaning, console.Width - 7)) Line($"      {line}");
        }
    }

    private void WriteExitCodes()
    {
        Title("Exit codes:");
        Line("  0  done");
        Line("  1  the job failed (training diverged, a download failed, a disk was full)");
        Line("  2  the command line or an input file is not what it should be");
        Line("  130  stopped by Ctrl-C (143 by SIGTERM); a training was saved and can go on");
        Line("");
        Line("With --json the result is one JSON document on standard output, and an error one");
        Line("on standard error. Set NO_COLOR to do without colours.");
    }

    private void Title(string title)
    {
        Line("");
        Line($"[bold]{title}[/]", isMarkup: true);
    }

    private void Line(string text, bool isMarkup = false) => console.Out.MarkupLine(isMarkup ? text : Markup.Escape(text));
}
