using System.Globalization;

namespace Glia.Mpi;

/// <summary>What the system knows of a rank's process on this machine.</summary>
internal static class RankProcess
{
    /// <summary>Whether it runs. A process that was killed is there as a zombie until its parent has heard of it. Elsewhere than on Linux nobody can tell, and it counts as running.</summary>
    public static bool IsAlive(int process)
    {
        if (!OperatingSystem.IsLinux()) return true;
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            char state = stat[stat.LastIndexOf(')') + 2];
            return state is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
