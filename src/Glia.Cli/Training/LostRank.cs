using System.Globalization;

namespace Glia.Cli;

/// <summary>How the loss of a rank is told: by one that is left, or by the witness.</summary>
/// <param name="Count">Number of ranks.</param>
/// <param name="Checkpoint">Where the training is saved.</param>
/// <param name="Command">How the tool is called.</param>
internal sealed record LostRank(int Count, string? Checkpoint, string Command)
{
    /// <summary>The error.</summary>
    /// <param name="rank">The rank that is gone.</param>
    /// <param name="process">The process that it was.</param>
    public ToolException Error(int rank, int process)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"Rank {rank} of {Count} is gone: its process {process} on {Environment.MachineName} was killed or has crashed. The training ends, as the others cannot go on without it.");
        return Checkpoint is { } file && Glia.Checkpoint.Exists(file)
            ? ToolException.FailedBut($"{what} Go on from the last checkpoint, with as many ranks or another number:", Launched(Count, $"{Command} train --resume {Shell.Quote(file)}"))
            : ToolException.Failed($"{what} It had not been saved yet: a checkpoint is written after each epoch.");
    }

    /// <summary>The command that starts as many processes.</summary>
    public static string Launched(int count, string command) => string.Create(CultureInfo.InvariantCulture, $"mpirun -n {count} {command}");
}
