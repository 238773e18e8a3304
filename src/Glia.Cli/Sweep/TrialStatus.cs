namespace Glia.Cli;

/// <summary>How a trial stands.</summary>
internal enum TrialStatus
{
    /// <summary>All its epochs are done.</summary>
    Done,

    /// <summary>It has reached a rung, and waits for whether it goes on.</summary>
    Paused,

    /// <summary>The numbers blew up.</summary>
    Diverged,

    /// <summary>It cannot be trained.</summary>
    Failed,
}
