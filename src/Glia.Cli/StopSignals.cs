using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Glia.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the work to stop and be saved, a second ends the process at once. As long as no work has asked for the <see cref="Token"/>,
/// nobody would hear of the first, and it ends the process too. A SIGTERM right after the first signal is the same request by another way: schedulers signal every process of a job, and
/// scripts and launchers among these hand on what they get.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int Terminated = 143; // 128 + SIGTERM
    private static readonly TimeSpan SameRequest = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile bool _isHeard;
    private volatile int _received; // the signal's exit code by the habit of shells, 128 + number; 0 before
    private long _receivedAt; // 0 before

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminated)),
    ];

    public CancellationToken Token
    {
        get
        {
            _isHeard = true;
            return _source.Token;
        }
    }

    /// <summary>The exit code of a job that ended with <paramref name="code"/>: that of the signal where the job was stopped by one.</summary>
    public int ExitCode(int code) => code == ExitCodes.Stopped && _received != 0 ? _received : code;

    /// <summary>What a signal does.</summary>
    /// <param name="context">The signal; cancelled where it is not to end the process.</param>
    /// <param name="code">The exit code by the habit of shells.</param>
    internal void Stop(PosixSignalContext context, int code)
    {
        if (!_isHeard) return; // not cancelled: the system does what it does by default, ending the process
        if (Interlocked.CompareExchange(ref _receivedAt, Stopwatch.GetTimestamp(), 0) is > 0 and var first)
        {
            context.Cancel = code == Terminated && Stopwatch.GetElapsedTime(first) < SameRequest;
            return;
        }

        context.Cancel = true;
        _received = code;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work is done, and this was under way on a thread of its own when the registrations were taken back, which does not wait for it.
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _source.Dispose();
    }
}
