namespace Glia.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The job is done.</summary>
    public const int Ok = 0;

    /// <summary>The input was good, but the job failed: training diverged, a download failed, a disk was full.</summary>
    public const int Failed = 1;

    /// <summary>The command line or an input file is not what it should be.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT); 143 where SIGTERM stopped it.</summary>
    public const int Stopped = 130;
}
