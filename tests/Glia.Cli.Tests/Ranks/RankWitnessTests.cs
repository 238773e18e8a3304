using System.Diagnostics;
using System.Net.Sockets;
using Glia.Mpi;

namespace Glia.Cli.Tests;

/// <summary>The witness of ranks with real lines, in one process; with ranks that are killed, tests/mpi/run.sh has it.</summary>
public sealed class RankWitnessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int s_places;

    // Of a process that is not there, so that tests at once do not meet.
    private readonly WitnessPlace _place = new(-Interlocked.Increment(ref s_places) - Environment.ProcessId * 100, 0x1234_5678_9abc);

    [Fact]
    public async Task LeavesWithRanksThatAreDone()
    {
        if (!OperatingSystem.IsLinux()) return; // it has no other use than MPICH on Linux, nor works elsewhere
        Task<int?> lost = Witness(Living(3), out WitnessLine[] lines);
        foreach (WitnessLine line in lines) line.Say(WitnessLine.Leaving);
        Assert.Null(await lost);
    }

    [Fact]
    public async Task SaysNothingWhereTheEndIsToldAlready()
    {
        if (!OperatingSystem.IsLinux()) return;
        Task<int?> lost = Witness(Living(2), out WitnessLine[] lines);
        lines[1].Say(WitnessLine.AllEnd);
        Assert.Null(await lost);
        lines[0].Say(WitnessLine.Leaving); // to nobody
    }

    [Fact]
    public async Task NamesTheRankWhoseLineClosesFirst()
    {
        if (!OperatingSystem.IsLinux()) return;
        Task<int?> lost = Witness(Living(3), out WitnessLine[] lines, at: [0]);
        (Socket second, Socket first) = (Greet(1), Greet(2));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(lost.IsCompleted);
        first.Dispose();
        second.Dispose();
        Assert.Equal(2, await lost);
        lines[0].Say(WitnessLine.Leaving);
    }

    [Fact]
    public async Task NamesTheRankThatDiedBeforeItCame()
    {
        if (!OperatingSystem.IsLinux()) return;
        Task<int?> lost = Witness([Environment.ProcessId, Dead(), Environment.ProcessId], out WitnessLine[] lines, at: [0]);
        Greet(2).Dispose();
        Assert.Equal(1, await lost);
        lines[0].Say(WitnessLine.Leaving);
    }

    [Fact]
    public async Task EndsWhereAllDiedBeforeTheyCame()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Null(await Witness([Dead(), Dead()], out _, at: []));
    }

    [Fact]
    public async Task HearsOnlyThoseWhoKnowTheSecret()
    {
        if (!OperatingSystem.IsLinux()) return;
        Task<int?> lost = Witness(Living(2), out WitnessLine[] lines, at: [0]);
        Greet(1, secret: 7).Dispose();
        Greet(9).Dispose(); // nor a rank that there is not
        Greet(0).Dispose(); // nor one that is there already
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(lost.IsCompleted);
        Greet(1).Dispose();
        Assert.Equal(1, await lost);
        lines[0].Say(WitnessLine.Leaving);
    }

    private static int[] Living(int count) => [.. Enumerable.Repeat(Environment.ProcessId, count)];

    private static int Dead()
    {
        using var process = Process.Start("true");
        process.WaitForExit();
        return process.Id;
    }

    // Ranks with lines of their own: all, or those in "at".
    private Task<int?> Witness(int[] processes, out WitnessLine[] lines, int[]? at = null)
    {
        var witness = new RankWitness(_place, processes);
        var lost = Task.Run(() =>
        {
            using (witness) return witness.Lost();
        });
        lines = [.. (at ?? [.. Enumerable.Range(0, processes.Length)]).Select(rank => new WitnessLine(_place, rank))];
        Assert.All(lines, line => Assert.True(line.Opens(Patience)));
        return lost.WaitAsync(Patience);
    }

    private Socket Greet(int rank, long? secret = null)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint($"\0{_place.Name}"));
        socket.Send([.. BitConverter.GetBytes(secret ?? _place.Secret), .. BitConverter.GetBytes(rank)]);
        return socket;
    }
}
