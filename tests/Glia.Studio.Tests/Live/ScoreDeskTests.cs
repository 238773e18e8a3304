using Glia.Live;
using Glia.Studio.Http;
using Glia.Studio.Live;

namespace Glia.Studio.Tests.Live;

/// <summary>Measurements one after the other, and after the end of their session.</summary>
public sealed class ScoreDeskTests
{
    [Fact]
    public void Whoever_sees_the_end_of_a_measurement_may_begin_the_next()
    {
        using LiveSession session = Taught();
        using var desk = new ScoreDesk(session);
        for (int i = 0; i < 100; i++)
        {
            desk.Start(new ScoreSetup(Folds: 2));
            while (desk.View!.IsBusy) Thread.SpinWait(1);
        }
    }

    [Fact]
    public void Whoever_still_holds_a_closed_desk_is_told_so()
    {
        using LiveSession session = Taught();
        var desk = new ScoreDesk(session);
        desk.Start(new ScoreSetup());
        desk.Dispose();
        desk.Cancel();
        Assert.Throws<StudioException>(() => desk.Start(new ScoreSetup()));
        Assert.False(desk.View!.IsBusy);
    }

    private static LiveSession Taught() => new(new LiveProject
    {
        InputNames = ["a"],
        Outputs = [OutputSpec.ForValue("x", Learners.Named("linear"))],
        Examples = [.. Enumerable.Range(1, 6).Select(i => new Example(i, default, 1, [i], [i / 6f]))],
    });
}
