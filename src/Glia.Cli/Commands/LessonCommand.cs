using System.CommandLine;
using System.Globalization;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia learn neuron</c>: one lesson, with its numbers as options.</summary>
internal sealed class LessonCommand : ToolCommand
{
    private readonly Lesson _lesson;
    private readonly (Knob Knob, Option<string?> Option)[] _knobs;
    private readonly Option<string?> _answer = Opt.Text("--answer", "ANSWER", "Answer the question at the end: is it right?");
    private readonly Option<bool> _solution = Opt.Flag("--solution", "Show the answer, and how one gets there.");
    private readonly Option<string?> _html = Opt.Text("--html", "FILE", "Write the lesson as an HTML page.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the page if it exists.");

    public LessonCommand(Lesson lesson)
        : base(lesson.Id, lesson.Summary, new Example($"glia learn {lesson.Id}", lesson.Title + "."))
    {
        _lesson = lesson;
        Aliases.Add(lesson.Number.ToString(CultureInfo.InvariantCulture));
        _knobs = [.. lesson.Knobs.Select(knob => (knob, Opt.Text("--" + knob.Name, knob.Wanted, $"{knob.Meaning} Default: {knob.DefaultText}.")))];
        if (_knobs.Length > 0) Group("What can be changed", [.. _knobs.Select(k => k.Option)]);
        Group("Question", _answer, _solution);
        Group("Result", _html, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        bool json = input.GetValue(GliaTool.Json);
        string? html = input.GetValue(_html), answer = input.GetValue(_answer);
        if (html is not null && answer is not null) throw ToolException.BadOption(_answer.Name, "an answer is checked here, not on a page. Leave --html out.");
        if (html is not null) OutputFile.CheckNew(_html.Name, html, input.GetValue(_force));
        LessonRun run = Compute(input);
        if (answer is not null || input.GetValue(_solution)) return Answer(console, run.Quiz, answer, json);
        if (html is not null) PageFile.Write(html, _lesson.ToPage(run));
        if (json) WriteJson(console, input, run, html);
        else if (html is null) TerminalPage.Write(console, _lesson.ToPage(run));
        else console.Out.MarkupLine($"  Lesson {_lesson.Number}, {_lesson.Title}: [green]{Markup.Escape(html)}[/]");
        return ExitCodes.Ok;
    }

    private LessonRun Compute(ParseResult input)
    {
        Dictionary<string, string> texts = _knobs.Where(k => input.GetValue(k.Option) is not null).ToDictionary(k => k.Knob.Name, k => input.GetValue(k.Option)!, StringComparer.Ordinal);
        try
        {
            foreach ((Knob knob, _) in _knobs)
                if (texts.TryGetValue(knob.Name, out string? text)) knob.Check(text);
            return _lesson.Run(new KnobValues(texts));
        }
        catch (KnobException e)
        {
            throw ToolException.BadOption("--" + e.Knob, e.Message);
        }
    }

    /// <summary>Exit code 0 for a right answer, 1 for a wrong one; without an answer, the solution is shown.</summary>
    private int Answer(ToolConsole console, Quiz quiz, string? answer, bool json)
    {
        bool? isRight = answer is null ? null : quiz.Accepts(answer) ?? throw ToolException.BadOption(_answer.Name,
            $"'{answer}' is no answer to this question, which wants {(quiz.Wanted == "N" ? "a number" : quiz.Wanted.Replace("|", " or ", StringComparison.Ordinal))}: {quiz.Text}");
        if (json) WriteAnswer(console, quiz, answer, isRight);
        else TerminalPage.Write(console, AnswerPage(quiz, isRight));
        return isRight == false ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private Page AnswerPage(Quiz quiz, bool? isRight)
    {
        if (isRight == false) return new Page("Not quite.", [new Glia.Pages.Paragraph(quiz.Text), new Commands("Try again, or", [new($"glia learn {_lesson.Id} --solution", "See how one gets there; with the same numbers as before, if you changed some.")])]);
        Block[] next = _lesson.Number < Lesson.All.Count ? [new Commands("Next", [new($"glia learn {Lesson.All[_lesson.Number].Id}", Lesson.All[_lesson.Number].Summary)])] : [];
        return new Page(isRight == true ? "Right." : "The answer", [new Glia.Pages.Paragraph(quiz.Text), new Glia.Pages.Paragraph($"**{quiz.Solution}** – {quiz.Why}"), .. next]);
    }

    private static void WriteAnswer(ToolConsole console, Quiz quiz, string? answer, bool? isRight) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("question", quiz.Text);
        if (answer is not null) writer.WriteString("answer", answer);
        if (isRight is { } right) writer.WriteBoolean("right", right);
        if (isRight == false) return;
        writer.WriteString("solution", quiz.Solution);
        writer.WriteString("why", quiz.Why);
    });

    private void WriteJson(ToolConsole console, ParseResult input, LessonRun run, string? html) => JsonOutput.Write(console, writer =>
    {
        writer.WriteNumber("number", _lesson.Number);
        writer.WriteString("lesson", _lesson.Id);
        writer.WriteString("title", _lesson.Title);
        writer.WriteStartObject("values");
        foreach ((Knob knob, Option<string?> option) in _knobs) writer.WriteString(knob.Name, input.GetValue(option) ?? knob.DefaultText);
        writer.WriteEndObject();
        writer.WriteStartArray("equations");
        foreach (Equation line in run.Blocks.OfType<Equations>().SelectMany(e => e.Lines)) writer.WriteStringValue(line.Text);
        writer.WriteEndArray();
        writer.WriteString("question", run.Quiz.Text);
        if (html is not null) writer.WriteString("page", html);
    });
}
