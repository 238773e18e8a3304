using System.Diagnostics;
using System.Net.Sockets;

namespace Glia.ServeLoad;

/// <summary>
/// Many connections of one thread each way. Closed loop: a connection sends its next request when it has its answer. Open loop (<c>--rate</c>): requests fall due by the clock, and are counted as unsent
/// where every connection is still waiting; latency is taken from when a request fell due, so that a slow server cannot hide by slowing the load down.
/// </summary>
internal sealed class LoadRun
{
    private readonly LoadPlan _plan;
    private readonly byte[][] _requests;
    private readonly long _start = Stopwatch.GetTimestamp(), _end;
    private readonly LoadResult _result = new();
    private readonly object _gate = new();
    private long _due;
    private volatile bool _isClosed;

    private LoadRun(LoadPlan plan, byte[][] requests)
    {
        (_plan, _requests) = (plan, requests);
        _end = _start + (long)(plan.Seconds * Stopwatch.Frequency);
    }

    public static async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        byte[][] requests = await RequestBytes.CreateAsync(plan);
        var run = new LoadRun(plan, requests);
        var tasks = new Task[plan.Connections];
        for (int i = 0; i < tasks.Length; i++)
        {
            int first = i;
            tasks[i] = Task.Run(() => run.ConnectAsync(first));
        }

        await Task.WhenAll(tasks);
        run._result.Seconds = Stopwatch.GetElapsedTime(run._start, Math.Min(Stopwatch.GetTimestamp(), run._end)).TotalSeconds;
        return run._result;
    }

    private async Task ConnectAsync(int next)
    {
        while (!_isClosed && Stopwatch.GetTimestamp() < _end)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(_plan.Address.Host, _plan.Address.Port);
            }
            catch (SocketException)
            {
                if (_plan.UntilClosed) _isClosed = true; // nobody listens any more: the end that was waited for
                else Count(r => r.Refused++);
                await Task.Delay(10);
                continue;
            }

            await UseAsync(socket, next);
            if (_plan is { UntilClosed: true, Reconnects: false }) return;
            if (!_plan.UntilClosed && Stopwatch.GetTimestamp() < _end) Count(r => r.Reconnected++);
        }
    }

    /// <summary>Sends one request after another until the server closes the connection or the time is over.</summary>
    private async Task UseAsync(Socket socket, int next)
    {
        var answer = new AnswerReader(socket);
        while (true)
        {
            long due = await DueAsync();
            if (due < 0) return;
            bool isSent = false;
            try
            {
                await socket.SendAsync(_requests[next++ % _requests.Length]);
                isSent = true;
                (int status, bool isLast) = await answer.ReadAsync();
                if (status == 0)
                {
                    Count(r => r.Dropped++);
                    return;
                }

                _result.Add(status, Stopwatch.GetElapsedTime(due), _gate);
                if (isLast) return;
            }
            catch (SocketException)
            {
                Count(r => r.Dropped += isSent ? 1 : 0);
                return;
            }
        }
    }

    /// <summary>When this connection's next request falls due; −1 where the time is over.</summary>
    private async ValueTask<long> DueAsync()
    {
        long now = Stopwatch.GetTimestamp();
        if (now >= _end || _isClosed) return -1;
        if (_plan.Rate <= 0) return now;
        double spacing = Stopwatch.Frequency / _plan.Rate;
        long due = _start + (long)(spacing * (Interlocked.Increment(ref _due) - 1));
        if (due >= _end) return -1;
        double wait = (due - now) / (double)Stopwatch.Frequency;
        if (wait > 0.001) await Task.Delay(TimeSpan.FromSeconds(wait));

        // What has been due for a second with every connection waiting is given up: a client has no endless patience.
        double late = (now - due) / (double)Stopwatch.Frequency;
        if (late <= 1) return due;
        long given = (long)(late * _plan.Rate);
        Interlocked.Add(ref _due, given);
        Count(r => r.Unsent += given);
        return now;
    }

    private void Count(Action<LoadResult> count)
    {
        lock (_gate) count(_result);
    }
}
