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
            ("activation", ""), ("activation", "name=gelu z=-1.5,0.25,3"), ("activation", "name=softmax z=1,2,3"), ("activation", "name=elu z=-200,-0.5,0,11"),
            ("gates", ""), ("gates", "gate=or seed=7 lr=0.5"), ("gates", "w=-1,-1 b=1.5 seed=3"), ("gates", "w=2,0.5 b=-0.5 gate=or seed=11 lr=0.001"),
            ("line", ""), ("line", "seed=5 points=20"), ("line", "slope=-2 start=0.4 at=0,0 seed=9"), ("line", "updates=0 at=-0.5,0.125 seed=6"),
            ("xor", ""), ("xor", "hidden=3 seed=9"), ("xor", "hidden=1 activation=tanh lr=0.1 epochs=100"), ("xor", "hidden=4 activation=relu lr=2 epochs=50 seed=1234567"),
            ("feed-forward", ""), ("feed-forward", "x=1,0.5 w1=0.9,0.3/0.2,0.8 w2=none"), ("feed-forward", "x=12,24,9,16 w1=19,23,14,2/4,7,11,18/3,13,52,20 b1=4,6,9 w2=5,10,15 b2=7"), ("feed-forward", "x=3,-2,5 w2=-2.5,1,12 left=1,2,3/4,5,6 right=1/0.5/-1"),
            ("loss", ""), ("loss", "outputs=4,8,16"), ("loss", "outputs=-1,0.3 targets=0.5,-0.25 delta=2 p=0.01,0.98,0.01 class=1"), ("loss", "outputs=2 targets=2 p=0.5,0.5 class=1"),
            ("error-table", ""), ("error-table", "outputs=0.4,0.4,1"), ("error-table", "outputs=0,1,0.5 targets=1,0,0.5"), ("error-table", "outputs=-3.25,0.001 targets=-3,0.125"),
            ("slope", ""), ("slope", "t=-2"), ("slope", "curve=cube t=0.5 h=0.5"), ("slope", "curve=line t=5 h=10"), ("slope", "curve=constant t=-10 h=0.01"),
            ("power-and-chain-rule", ""), ("power-and-chain-rule", "coefficients=1,0,0 inner=1,-1 power=3 at=0.25"), ("power-and-chain-rule", "coefficients=-2.5,0,7,-1,0,0.125,4 inner=-2,0.5,0,1.5 power=4 at=1,-1.75,0.1"), ("power-and-chain-rule", "coefficients=0,0 inner=0,-2 at=-2,2"),
            ("splitting-the-error", ""), ("splitting-the-error", "into1=6,-3 errors=0.6,-0.5"), ("splitting-the-error", "into1=0.25,3,-1.5 into2=2,0.125,0.7 errors=-0.9,0.33"), ("splitting-the-error", "into1=1,2,3,4 into2=4,3,2,-10 errors=0,1"),
            ("training-step", ""), ("training-step", "x=0,0.1,0.8 rate=1.5"), ("training-step", "x=-3,2,5 t=0,1,0.5 rate=100"), ("training-step", "x=0.5,0.25,-0.125 t=0.73,0.71,0.78 rate=0.001"),
            ("gradient-descent", ""), ("gradient-descent", "start=-1.9 rate=0.12 steps=25 decay=0.95"), ("gradient-descent", "curve=bowl start=1.5 rate=1 steps=10 momentum=0.5"), ("gradient-descent", "start=0.13 rate=1.7 steps=3"), ("gradient-descent", "rate=0.0001 steps=200"),
            ("vanishing-gradients", ""), ("vanishing-gradients", "layers=10 units=12 seed=5 z=-12,12,0.1"), ("vanishing-gradients", "layers=1 units=50 seed=3 z=1"), ("vanishing-gradients", "layers=3 units=5 seed=77 z=-0.5,6,-7.5"),
            ("preparing-data", ""), ("preparing-data", "pixel=128 digit=7 seed=4"), ("preparing-data", "pixel=0 digit=0 rate=0.003 epochs=1 seed=9"), ("preparing-data", "pixel=255 digit=8 rate=2 epochs=2 seed=12"),
            ("starting-weights", ""), ("starting-weights", "links=784 seed=2"), ("starting-weights", "links=1,2,7,1000 large=2 rate=0.05 seed=6"), ("starting-weights", "links=16 large=1000 rate=1 seed=33"),
            ("digits", ""), ("digits", "hidden=15 epochs=2 train=1000 query=123 seed=7"), ("digits", "hidden=2 rate=5 epochs=1 train=100 query=999 seed=3"), ("digits", "hidden=60 rate=0.1 epochs=1 query=0 seed=21"),
            ("inside", ""), ("inside", "neuron=3 query=12 seed=2"), ("inside", "hidden=4 neuron=4 query=399 seed=5"), ("inside", "hidden=16 neuron=16 query=100 seed=40"),
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

    internal static LessonRun Run(string lesson, string values) => Lesson.Find(lesson)!.Run(Values(values));

    private static KnobValues Values(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]));
}
