using System.Globalization;
using Glia.Mpi;

namespace Glia.Cli;

/// <summary>A training that several processes share: the first speaks and writes, the others work; whatever ends one ends all, with one message.</summary>
internal sealed class TrainingRanks : IDisposable
{
    private static readonly TimeSpan Precedence = TimeSpan.FromSeconds(2); // for the first rank to tell what all have found
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // with a witness that starts while the data are loaded

    private const int MostNamed = 16;

    private readonly MpiRanks _ranks;
    private readonly RankFarewell _farewell = new(); // before the others hear which process this is
    private readonly RankPlaces _places;
    private readonly ToolConsole _console;
    private readonly bool _json;
    private readonly RankWatch _watch;
    private string? _checkpoint;
    private WitnessLine? _line;
    private WitnessProcess? _witness;

    private TrainingRanks(MpiRanks ranks, ToolConsole console, bool json)
    {
        (_ranks, _console, _json) = (ranks, console, json);
        _places = RankPlaces.Of(ranks);
        _watch = new RankWatch(_places, ranks.Rank, _farewell, Lost);
    }

    /// <summary>For the trainer.</summary>
    public ICollective All => _ranks;

    /// <summary>Whether this one speaks and writes.</summary>
    public bool IsFirst => _ranks.Rank == 0;

    /// <summary>Threads for this one where nobody says: the ranks of a machine share its cores.</summary>
    public int Threads => Math.Max(1, Environment.ProcessorCount / _places.HereCount);

    /// <summary>Says where the training is saved, for those who must go on with it. All ranks call it together.</summary>
    public void SaveAt(string checkpoint)
    {
        _checkpoint = checkpoint;
        if (!_ranks.AreKilledAtOnce || !OperatingSystem.IsLinux() || _places.HereCount != _ranks.Size || _ranks.Size == 1) return; // of other machines, nothing can be seen here
        var place = WitnessPlace.Agreed(_ranks, _places);
        _line = new WitnessLine(place, _ranks.Rank);
        _console.Cancellation.Register(() => _line.Say(WitnessLine.AllEnd));
        if (IsFirst) _witness = WitnessProcess.Start(new(place, _places.Processes, checkpoint, _json));
    }

    /// <summary>To be called before the first step: from here on a lost rank is noticed.</summary>
    public void Begin() => _line?.Opens(Patience);

    /// <summary>How many, where and as which processes, by what.</summary>
    public IEnumerable<string> Description(int threads)
    {
        string[] here = [.. Enumerable.Range(0, _ranks.Size).Where(rank => _places.AreHere[rank]).Select(rank => string.Create(CultureInfo.InvariantCulture, $"{rank}: {_places.Processes[rank]}"))];
        yield return string.Create(CultureInfo.InvariantCulture, $"{_ranks.Size}, {(here.Length == _ranks.Size ? "all" : here.Length)} on this machine, {(threads == 1 ? "one thread" : $"{threads} threads")} each, over {_ranks.Library}");
        yield return $"as processes {string.Join(", ", here.Take(MostNamed))}{(here.Length > MostNamed ? " …" : "")}";
    }

    /// <summary>The command that starts as many processes.</summary>
    public string Command(string command) => LostRank.Launched(_ranks.Size, command);

    /// <summary>Has this process do its part of a job, and leave together with the others.</summary>
    /// <param name="console">Where to tell what went wrong.</param>
    /// <param name="json">Whether that is told as JSON.</param>
    /// <param name="work">The job: with its ranks and the console of this one. Returns the exit code.</param>
    public static int Run(ToolConsole console, bool json, Func<TrainingRanks, ToolConsole, int> work)
    {
        using var ranks = new TrainingRanks(MpiRanks.Join(), console, json);
        try
        {
            int code = work(ranks, ranks.IsFirst ? console : new ToolConsole(TextWriter.Null, TextWriter.Null, cancellation: console.Cancellation));
            ranks.Leave();
            return code;
        }
        catch (ToolException e) when (e.ExitCode == ExitCodes.Stopped)
        {
            if (ranks.IsFirst) GliaTool.Tell(console, json, e);
            ranks.Leave(); // all stop at the same step
            return e.ExitCode;
        }
        catch (Exception e)
        {
            return ranks.Fail(e);
        }
    }

    public void Dispose()
    {
        Leave();
        _farewell.Dispose();
        _witness?.Dispose();
    }

    // From here on ranks end because they are done.
    private void Leave()
    {
        _watch.Dispose();
        _line?.Say(WitnessLine.Leaving);
        _ranks.Dispose(); // waits for the others
    }

    /// <summary>The others would wait for this one for ever: it ends them.</summary>
    private int Fail(Exception e)
    {
        if (!IsFirst && _watch.HearsFarewell(Precedence)) Thread.Sleep(Timeout.Infinite); // it is told; the launcher ends this process
        _watch.SayFarewell();
        _line?.Say(WitnessLine.AllEnd);
        int code = GliaTool.Tell(_console, _json, IsFirst ? e : ToolException.Failed(string.Create(CultureInfo.InvariantCulture, $"Rank {_ranks.Rank} on {Environment.MachineName}: {e.Message}"), innerException: e));
        _ranks.Abort(code);
        return code;
    }

    private void Lost(int rank, int process)
    {
        // One tells it: the lowest of those that are left here.
        bool tells = _watch.LowestAlive == _ranks.Rank && _line is not { IsOpen: true };
        if (tells) GliaTool.Tell(_console, _json, new LostRank(_ranks.Size, _checkpoint, _console.Command).Error(rank, process));
        else Thread.Sleep(Precedence / 4);
        Environment.Exit(ExitCodes.Failed);
    }
}
