using System.Security.Cryptography;
using System.Text;

namespace Glia.Mpi;

/// <summary>Where the ranks are: which of them share this machine, and as which processes.</summary>
internal sealed record RankPlaces(IReadOnlyList<int> Processes, IReadOnlyList<bool> AreHere)
{
    /// <summary>Number of ranks on this machine, this one among them.</summary>
    public int HereCount => AreHere.Count(here => here);

    /// <summary>Has every rank tell the others; all call it together.</summary>
    public static RankPlaces Of(ICollective ranks)
    {
        // Each fills places of its own and adds up: no other function is needed.
        var processes = new double[ranks.Size];
        var machines = new double[ranks.Size];
        processes[ranks.Rank] = Environment.ProcessId;
        machines[ranks.Rank] = Machine();
        ranks.Sum(processes);
        ranks.Sum(machines);
        return new([.. processes.Select(process => (int)process)], [.. machines.Select(machine => machine == machines[ranks.Rank])]);
    }

    // 48 bits of the name's digest, which a double holds exactly.
    private static double Machine()
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName));
        return BitConverter.ToUInt64(digest) & 0xFFFF_FFFF_FFFF;
    }
}
