using System.Text.Json;
using System.Text.RegularExpressions;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary><c>glia learn</c>: every lesson as it was looked at, its question, its page, and what it refuses.</summary>
public sealed partial class LearnTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Lessons { get; } = [.. Lesson.All.Select(l => l.Id)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Lessons))]
    public void ALessonIsAsItWasLookedAt(string lesson) => Golden.Check("learn-" + lesson, ToolRun.Of("learn", lesson).Good().Out);

    [Fact]
    public void TheListIsAsItWasLookedAt() => Golden.Check("learn", ToolRun.Of("learn").Good().Out);

    [Fact]
    public void HelpIsAsItWasLookedAt()
    {
        Golden.Check("help-learn", ToolRun.Of("learn", "--help").Good().Out);
        Golden.Check("help-learn-line", ToolRun.Of("learn", "line", "--help").Good().Out);
    }

    [Fact]
    public void ALessonInColor() => Golden.Check("learn-color", ToolRun.InTerminal(80, ColorSystemSupport.TrueColor, "learn", "gates").Good().Out);

    [Theory]
    [MemberData(nameof(Lessons))]
    public void ALessonKeepsToTheTerminalsWidth(string lesson)
    {
        foreach (int width in new[] { 80, 120 })
            Assert.All(
                ToolRun.InTerminal(width, ColorSystemSupport.NoColors, "learn", lesson).Good().Out.Split('\n').Where(line => !line.StartsWith("    glia ", StringComparison.Ordinal)), // commands are to be copied whole
                line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void TheRightAnswerEndsWith0AWrongOneWith1AndNoAnswerWith2(string lesson)
    {
        Quiz quiz = Lesson.Find(lesson)!.Run(KnobValues.Default).Quiz;
        string wrong = quiz.Wanted.Contains('|', StringComparison.Ordinal) ? quiz.Wanted.Split('|').First(w => w != quiz.Solution) : "12345.678";
        ToolRun right = ToolRun.Of("learn", lesson, "--answer", quiz.Solution);
        Assert.Contains("Right.", right.Good().Out, StringComparison.Ordinal);

        ToolRun failed = ToolRun.Of("learn", lesson, "--answer", wrong);
        Assert.Equal(1, failed.Code);
        Assert.Contains("Not quite.", failed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(quiz.Why, failed.Out, StringComparison.Ordinal);

        ToolRun none = ToolRun.Of("learn", lesson, "--answer", "no answer");
        Assert.Equal(2, none.Code);
        Assert.Contains("--answer", none.Error, StringComparison.Ordinal);

        JsonElement json = ToolRun.Of("learn", lesson, "--answer", quiz.Solution, "--json").Json();
        Assert.True(json.GetProperty("right").GetBoolean());
        Assert.Equal(quiz.Solution, json.GetProperty("solution").GetString());
        Assert.Equal(quiz.Why, ToolRun.Of("learn", lesson, "--solution", "--json").Json().GetProperty("why").GetString());
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void WhatALessonProposesToTryWorks(string lesson)
    {
        IReadOnlyList<CommandLine> tries = Lesson.Find(lesson)!.Run(KnobValues.Default).Tries;
        Assert.NotEmpty(tries);
        foreach (CommandLine line in tries)
        {
            Assert.StartsWith($"glia learn {lesson} ", line.Line, StringComparison.Ordinal);
            ToolRun.Of(line.Line.Split(' ')[1..]).Good();
        }
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void ALessonAsJsonHasItsValuesAndEquations(string lesson)
    {
        JsonElement json = ToolRun.Of("learn", lesson, "--json").Json();
        Assert.Equal(lesson, json.GetProperty("lesson").GetString());
        Assert.Equal(Lesson.Find(lesson)!.Knobs.Select(k => k.DefaultText), json.GetProperty("values").EnumerateObject().Select(v => v.Value.GetString()));
        Assert.NotEqual(0, json.GetProperty("equations").GetArrayLength());
        Assert.NotEqual("", json.GetProperty("question").GetString());
    }

    [Fact]
    public void ALessonGoesByItsNumberToo() => Assert.Equal(ToolRun.Of("learn", Lesson.All[2].Id).Good().Out, ToolRun.Of("learn", "3").Good().Out);

    [Fact]
    public void TheWholeCourseIsOnePageWithoutAnythingFromElsewhere()
    {
        string file = _folder.At("course.html");
        ToolRun.Of("learn", "--html", file).Good();
        string page = File.ReadAllText(file);
        Assert.All(Lesson.All, lesson => Assert.Contains($"{lesson.Number}. {lesson.Title.Split('\'')[0]}", page, StringComparison.Ordinal));
        Assert.DoesNotMatch(Elsewhere(), page);
        Assert.InRange(page.Length, 20_000, 2_500_000);
        Assert.Equal(page, Again());

        string Again()
        {
            ToolRun.Of("learn", "--html", file, "--force").Good();
            return File.ReadAllText(file);
        }
    }

    [Fact]
    public void ALessonsPageHoldsTheValuesThatWereGiven()
    {
        string file = _folder.At("neuron.html");
        Assert.Contains("neuron.html", ToolRun.Of("learn", "neuron", "--x", "1,0.5", "--w", "0.9,0.3", "--b", "0", "--html", file).Good().Out, StringComparison.Ordinal);
        Assert.Contains("a = sigmoid(1.05) = 0.7408", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learn nueron", "neuron")]
    [InlineData("learn neuron --weights 1", "--weights")]
    [InlineData("learn neuron --x 1,two", "--x")]
    [InlineData("learn neuron --x 1,2,3", "--w")]
    [InlineData("learn neuron --b 1e9", "--b")]
    [InlineData("learn neuron --b NaN", "--b")]
    [InlineData("learn neuron --answer 1 --html @/new.html", "--answer")]
    [InlineData("learn neuron --html @/taken.html", "--html")]
    [InlineData("learn --html @/taken.html", "--html")]
    [InlineData("learn --html @/no/such/folder/page.html", "--html")]
    [InlineData("learn activation --name rleu", "--name")]
    [InlineData("learn activation --name softmax --z 1", "--z")]
    [InlineData("learn gates --w 1", "--w")]
    [InlineData("learn gates --gate xor", "--gate")]
    [InlineData("learn line --updates 3001", "--updates")]
    [InlineData("learn xor --hidden 0", "--hidden")]
    [InlineData("learn xor --seed -1", "--seed")]
    [InlineData("learn xor --epochs 2.5", "--epochs")]
    [InlineData("learn feed-forward --w1 1,2/3", "--w1")]
    [InlineData("learn feed-forward --w1 1,2/3,4", "--w1")]
    [InlineData("learn feed-forward --right 1,2,3", "--right")]
    [InlineData("learn feed-forward --b2 1", "--b2")]
    [InlineData("learn loss --p 0.5,0.4", "--p")]
    [InlineData("learn error-table --outputs 1", "--outputs")]
    [InlineData("learn slope --curve circle", "--curve")]
    public void BadInputIsNamedInOneLine(string arguments, string named)
    {
        File.WriteAllText(_folder.At("taken.html"), "mine");
        string[] before = _folder.Listing();
        ToolRun run = ToolRun.Of([.. arguments.Split(' ').Select(a => a.Replace("@", _folder.FullPath, StringComparison.Ordinal))]);
        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(before, _folder.Listing());
    }

    [GeneratedRegex("<script|src=\"(?!data:)|href=\"(?!#|data:)|url\\((?!data:|\"data:)|@import")]
    private static partial Regex Elsewhere();
}
