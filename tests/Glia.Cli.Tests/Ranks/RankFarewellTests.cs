using Glia.Mpi;

namespace Glia.Cli.Tests;

/// <summary>How a rank tells the others on its machine that it ends all; with several processes, tests/mpi/run.sh has it.</summary>
public sealed class RankFarewellTests
{
    [Fact]
    public void ARankThatIsDoneStillHearsThatAnotherEndsAll()
    {
        if (!OperatingSystem.IsLinux()) return; // it has no signal for that elsewhere
        using var farewell = new RankFarewell();
        var alone = new RankPlaces([Environment.ProcessId], [true]);
        new RankWatch(alone, 0, farewell, (_, _) => Assert.Fail("Nobody was lost.")).Dispose();
        RankFarewell.Say(alone.Processes); // the end of this very process, if nobody heard it
        Assert.True(SpinWait.SpinUntil(() => farewell.IsSaid, TimeSpan.FromSeconds(20)));
    }
}
