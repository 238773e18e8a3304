using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Steps of known lengths: the choice must find the faster way.</summary>
public class SharingChoiceTests
{
    private const int AfterStart = 64, BetweenTrials = 2048;

    /// <summary>How many of these steps were shared.</summary>
    private static int Run(SharingChoice choice, int steps, Func<int, bool, long> ticks)
    {
        int shared = 0;
        for (int i = 0; i < steps; i++)
        {
            if (choice.Shares) shared++;
            choice.End(ticks(i, choice.Shares));
        }

        return shared;
    }

    [Theory]
    [InlineData(100, 200), InlineData(200, 100), InlineData(1000, 990)]
    public void The_faster_way_is_found_and_kept_but_for_short_trials(int shared, int alone)
    {
        var choice = new SharingChoice();
        Run(choice, AfterStart, Ticks);
        Assert.Equal(shared < alone, choice.Shares);
        int count = Run(choice, 10 * BetweenTrials, Ticks);
        Assert.InRange(shared < alone ? (10 * BetweenTrials) - count : count, 1, 200); // it keeps looking, and not for long

        long Ticks(int step, bool isShared) => isShared ? shared : alone;
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void It_changes_its_mind_when_times_change(bool sharedFirst)
    {
        var choice = new SharingChoice();
        Run(choice, 3000, (_, isShared) => isShared == sharedFirst ? 100 : 150);
        Assert.Equal(sharedFirst, choice.Shares);
        Run(choice, BetweenTrials + 100, (_, isShared) => isShared == sharedFirst ? 300 : 150);
        int shared = Run(choice, 1000, (_, isShared) => isShared == sharedFirst ? 300 : 150);
        Assert.InRange(sharedFirst ? shared : 1000 - shared, 0, 30);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Now_and_then_a_step_that_stalls_does_not_mislead_it(bool sharedIsFaster)
    {
        var choice = new SharingChoice();
        Run(choice, AfterStart, Ticks);
        int count = Run(choice, 10 * BetweenTrials, Ticks);
        Assert.InRange(sharedIsFaster ? (10 * BetweenTrials) - count : count, 0, 200);

        long Ticks(int step, bool isShared) => step % 5 == 0 ? 100_000 : isShared == sharedIsFaster ? 100 : 150;
    }

    [Fact]
    public void The_first_steps_of_a_way_do_not_count()
    {
        // Each change of ways costs two slow steps, in which weights move to the other core.
        var choice = new SharingChoice();
        bool last = choice.Shares;
        int sinceChange = 0;
        Run(choice, AfterStart, Ticks);
        Assert.True(choice.Shares);

        long Ticks(int step, bool isShared)
        {
            sinceChange = isShared == last ? sinceChange + 1 : 1;
            last = isShared;
            return isShared ? sinceChange <= 2 ? 1_000_000 : 100 : 150;
        }
    }

    [Fact]
    public void By_the_clock_both_ways_are_tried_at_the_start()
    {
        var choice = new SharingChoice();
        var seen = new HashSet<bool>();
        for (int i = 0; i < AfterStart; i++)
        {
            choice.Begin();
            seen.Add(choice.Shares);
            choice.End();
        }

        Assert.Equal(2, seen.Count);
    }
}
