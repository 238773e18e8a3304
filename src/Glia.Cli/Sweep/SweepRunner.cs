using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Glia.Cli;

/// <summary>Runs the trials that are due, several side by side. What comes out depends neither on how many those are nor on who is done first.</summary>
internal sealed class SweepRunner(SweepPlan plan, TrialRun run, ISweepWatcher watcher, int jobs, int? threads)
{
    /// <summary>Runs all trials of all rungs that have not been run yet.</summary>
    /// <param name="console">Where loading data hears of Ctrl-C.</param>
    /// <param name="results">The results so far, to which the new ones are added.</param>
    /// <exception cref="OperationCanceledException">The sweep was stopped; the trials that were done are written.</exception>
    public void Run(ToolConsole console, SortedDictionary<int, TrialResult> results)
    {
        for (var state = new SweepState(plan, results); !state.IsComplete; state = new SweepState(plan, results))
        {
            watcher.Begin(state.Rung, state.Due.Count);
            foreach (TrialResult result in RunAll(console, state.Due, state.Rung)) results[result.Trial] = result;
        }
    }

    private ConcurrentBag<TrialResult> RunAll(ToolConsole console, IReadOnlyList<Trial> trials, Rung rung)
    {
        var queue = new ConcurrentQueue<Trial>(trials);
        var results = new ConcurrentBag<TrialResult>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(console.Cancellation);
        var quiet = new ToolConsole(TextWriter.Null, TextWriter.Null, cancellation: stop.Token); // what loads further data must not write into the view
        Exception? failure = null;
        int side = Math.Min(jobs, trials.Count), each = threads ?? (side == 1 ? 0 : 1); // one training alone may have all cores
        void Work()
        {
            try
            {
                while (!stop.IsCancellationRequested && queue.TryDequeue(out Trial? trial))
                {
                    TrialResult result = run.Run(quiet, trial, rung, watcher.Start(trial), each, stop.Token);
                    results.Add(result);
                    watcher.End(trial, result);
                }
            }
            catch (Exception e)
            {
                // The first cause counts; that the others were stopped for it does not.
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }

        Thread[] workers = [.. Enumerable.Range(0, side).Select(i => new Thread(Work) { Name = $"Trials {i + 1}" })];
        foreach (Thread thread in workers) thread.Start();
        foreach (Thread thread in workers) thread.Join();
        console.Cancellation.ThrowIfCancellationRequested();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return results;
    }
}
