using System.Globalization;

namespace Glia.Cli;

/// <summary>Open MPI gives its processes a terminal of its own and copies what they write to wherever it writes itself: a file would be full of colours and moving lines.</summary>
internal static class LaunchedTerminal
{
    /// <summary>Where the launcher has no terminal, or may have none, neither has this process. To be called before anything is written.</summary>
    public static void SeeThrough()
    {
        if (Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") is not null && !HasLauncherOne()) Environment.SetEnvironmentVariable("TERM", "dumb");
    }

    private static bool HasLauncherOne()
    {
        try
        {
            string stat = File.ReadAllText("/proc/self/stat");
            string parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
            return new[] { 1, 2 }.All(stream => IsTerminal(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}/fd/{stream}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsTerminal(string stream) => File.ResolveLinkTarget(stream, returnFinalTarget: false)?.FullName is { } file && (file.StartsWith("/dev/pts/", StringComparison.Ordinal) || file.StartsWith("/dev/tty", StringComparison.Ordinal));
}
