using System.CommandLine;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia learn</c>: the list of lessons, each of which is a command of its own below this one.</summary>
internal sealed class LearnCommand : ToolCommand
{
    private readonly Option<string?> _html = Opt.Text("--html", "FILE", "Write all lessons into one HTML page.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the page if it exists.");

    public LearnCommand()
        : base("learn", "Neural networks from a single neuron on: short lessons that compute everything before your eyes.",
            new Example("glia learn neuron", "The first lesson."),
            new Example("glia learn neuron --x 1,0.5 --w 0.9,0.3 --b 0", "The same with numbers of your own."),
            new Example("glia learn neuron --answer -780", "Answer the question at its end."),
            new Example("glia learn --html lessons.html", "All lessons as one page."))
    {
        foreach (Lesson lesson in Lesson.All) Add(new LessonCommand(lesson));
        Group("Result", _html, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        if (input.GetValue(_html) is { } file) return WriteAll(console, file, input.GetValue(_force), input.GetValue(GliaTool.Json));
        if (input.GetValue(GliaTool.Json)) WriteJson(console, null);
        else TerminalPage.Write(console, List());
        return ExitCodes.Ok;
    }

    private static Page List() => new("Lessons",
        [
            new Glia.Pages.Table(["", "<lesson", "<what you will see"], [.. Lesson.All.Select(l => (IReadOnlyList<Cell>)[Num.Count(l.Number), new Cell(l.Id, Tone.Strong), l.Summary])]),
            new Commands("Begin", [new($"glia learn {Lesson.All[0].Id}", "Each lesson runs for real, in less than a second. Every number in it can be changed: see `glia learn neuron --help`.")]),
        ])
    {
        Lead = "From one neuron to a network that reads digits; each adds one idea.",
    };

    private int WriteAll(ToolConsole console, string file, bool force, bool json)
    {
        OutputFile.CheckNew(_html.Name, file, force);
        Page[] pages = [.. Lesson.All.Select(lesson => lesson.ToPage(lesson.Run(KnobValues.Default)))];
        var all = new Page("Neural networks, with every number", [.. pages.SelectMany(p => (IEnumerable<Block>)[new Heading(p.Title, 2), new Glia.Pages.Paragraph(p.Lead), .. p.Blocks])]) { Lead = "From one neuron to a network that reads digits; each lesson adds one idea." };
        PageFile.Write(file, all);
        if (json) WriteJson(console, file);
        else console.Out.MarkupLine($"  {Lesson.All.Count} lessons: [green]{Markup.Escape(file)}[/]");
        return ExitCodes.Ok;
    }

    private static void WriteJson(ToolConsole console, string? page) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartArray("lessons");
        foreach (Lesson lesson in Lesson.All)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", lesson.Number);
            writer.WriteString("lesson", lesson.Id);
            writer.WriteString("title", lesson.Title);
            writer.WriteString("summary", lesson.Summary);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page is not null) writer.WriteString("page", page);
    });
}
