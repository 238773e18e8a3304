namespace Glia.Pages.Tests;

/// <summary>What every lesson keeps to, whatever its numbers.</summary>
public class LessonTests
{
    /// <summary>For each lesson, four sets of values: its own, and three others.</summary>
    public static TheoryData<string, string> Runs { get; } =
    [
        .. new (string Lesson, string Values)[]
        {
            ("neuron", ""), ("neuron", "x=1,0.5 w=0.9,0.3 b=0"), ("neuron", "x=1 w=-4 b=2"), ("neuron", "x=0.1,0.2,0.3 w=-1,2.5,-0.125 b=-0.75"),
        }.Select(run => new TheoryDataRow<string, string>(run.Lesson, run.Values)),
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void WhatIsPrintedIsTrue(string lesson, string values) => RelationCheck.AssertHolds(Run(lesson, values).Blocks, least: 2);

    [Theory]
    [MemberData(nameof(Runs))]
    public void TheSolutionIsAcceptedAndAnotherAnswerIsNot(string lesson, string values)
    {
        Quiz quiz = Run(lesson, values).Quiz;
        Assert.True(quiz.Accepts(quiz.Solution));
        string[] wrong = quiz.Wanted.Contains('|', StringComparison.Ordinal) ? [.. quiz.Wanted.Split('|').Where(w => w != quiz.Solution)] : ["12345.678"];
        Assert.NotEmpty(wrong);
        Assert.All(wrong, w => Assert.False(quiz.Accepts(w)));
        Assert.Null(quiz.Accepts("no answer at all"));
    }

    [Fact]
    public void EveryLessonIsRunWithFourSetsOfValues() =>
        Assert.All(Lesson.All, lesson => Assert.True(Runs.Count(run => run.Data.Item1 == lesson.Id) >= 4, lesson.Id));

    [Fact]
    public void LessonsHaveNamesOfTheirOwnAndAWayOn()
    {
        Assert.Equal(Lesson.All.Count, Lesson.All.Select(l => l.Id).Distinct(StringComparer.Ordinal).Count());
        foreach (Lesson lesson in Lesson.All)
        {
            Assert.Same(lesson, Lesson.Find(lesson.Id));
            Page page = lesson.ToPage(lesson.Run(KnobValues.Default));
            Assert.Single(page.Blocks.OfType<Ask>());
            Assert.Equal(lesson.Number < Lesson.All.Count, page.Blocks.OfType<Commands>().Any(c => c.Title == "Next"));
        }
    }

    [Fact]
    public void EveryKnobRefusesWhatItCannotRead()
    {
        foreach (Lesson lesson in Lesson.All)
            foreach (Knob knob in lesson.Knobs)
            {
                knob.Check(knob.DefaultText);
                Assert.Equal(knob.Name, Assert.Throws<KnobException>(() => knob.Check("?!")).Knob);
            }
    }

    private static LessonRun Run(string lesson, string values) => Lesson.Find(lesson)!.Run(Values(values));

    private static KnobValues Values(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]));
}
