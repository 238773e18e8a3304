using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>
/// How a rank that ends all on purpose says so to those on its machine: by a signal, as they are waiting for it in MPI. Else they would report it lost, after it has told why itself. The signal ends a process that
/// does not hear: a rank hears from before the others know its process until all have left.
/// </summary>
internal sealed partial class RankFarewell : IDisposable
{
    private const int UserSignal = 10; // SIGUSR1 on Linux

    private readonly PosixSignalRegistration? _registration;
    private volatile bool _isSaid;

    public RankFarewell() => _registration = OperatingSystem.IsLinux() ? PosixSignalRegistration.Create((PosixSignal)UserSignal, Hear) : null;

    /// <summary>Whether a rank of this machine has said that it ends all.</summary>
    public bool IsSaid => _isSaid;

    /// <summary>Says it to other processes.</summary>
    public static void Say(IEnumerable<int> processes)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (int process in processes) _ = Kill(process, UserSignal);
    }

    /// <inheritdoc/>
    public void Dispose() => _registration?.Dispose();

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true; // of the default, which is to die
        _isSaid = true;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
