using System.Runtime.InteropServices;

namespace Glia.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the work to stop and be saved, a second ends the process at once. As long as no work has asked for the <see cref="Token"/>,
/// nobody would hear of the first, and it ends the process too.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile bool _isHeard;
    private int _received; // the signal's exit code by the habit of shells, 128 + number; 0 before

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143)),
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

    private void Stop(PosixSignalContext context, int code)
    {
        if (!_isHeard || Interlocked.Exchange(ref _received, code) != 0) return; // not cancelled: the system does what it does by default, ending the process
        context.Cancel = true;
        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _source.Dispose();
    }
}
