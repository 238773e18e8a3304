using System.Diagnostics;

namespace Glia.Live;

/// <content>Learning in the background, while the old models go on answering.</content>
public sealed partial class LiveSession
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(100);

    private CancellationTokenSource? _cancellation; // of the learning under way
    private Task _learning = Task.CompletedTask;

    /// <summary>Whether something is being learnt.</summary>
    public bool IsLearning { get; private set; }

    /// <summary>How far learning is, or where it ended.</summary>
    public LearningProgress Progress { get; private set; }

    /// <summary>How the last learning ended; null where there was none.</summary>
    public LearningOutcome? LastOutcome { get; private set; }

    /// <summary>
    /// Learns every output that has examples, in the background, from the examples that there are now. Refused while learning is under way, and where there are no examples.
    /// The end comes as <see cref="LiveListener.OnLearned"/>.
    /// </summary>
    public bool Learn()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) return Refuse("Gestures need no training: each recorded one is matched at once.");
            if (IsLearning) return Refuse("Training is under way. Wait for it, or cancel it.");
            OutputTask[] tasks = [.. Enumerable.Range(0, _outputs.Length).Select(o => TaskOf(o, _examples.All, o)).Where(t => t.Examples.Count > 0)];
            return tasks.Length > 0 ? Begin(tasks) : Refuse("There is nothing to train on: no output has an example.");
        }
    }

    /// <summary>Ends the learning under way; the old models stay.</summary>
    public bool CancelLearning()
    {
        lock (_gate)
        {
            if (!IsLearning) return Refuse("There is no training to cancel.");
            _cancellation!.Cancel();
            return true;
        }
    }

    /// <summary>Waits until nothing is being learnt.</summary>
    public Task WaitAsync()
    {
        lock (_gate) return _learning;
    }

    // Only what there is when learning begins is learnt: what is recorded meanwhile waits for the next time.
    private bool Begin(OutputTask[] tasks)
    {
        var cancellation = new CancellationTokenSource();
        (IsLearning, _cancellation, Progress) = (true, cancellation, default);
        Changed();
        _learning = Task.Factory.StartNew(() => LearnAll(tasks, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    /// <summary>What an output is to learn: the examples whose <paramref name="label"/>-th output is not missing.</summary>
    private OutputTask TaskOf(int output, IReadOnlyList<Example> all, int label)
    {
        OutputSpec spec = _outputs[output].Spec;
        Example[] examples = [.. all.Where(e => !float.IsNaN(e.Outputs[label]))];
        int[] chosen = spec.SelectedInputs is { } selected ? [.. selected] : [.. Enumerable.Range(0, _inputs.Length)];
        var inputs = new float[examples.Length * chosen.Length];
        for (int e = 0; e < examples.Length; e++)
            for (int i = 0; i < chosen.Length; i++) inputs[(e * chosen.Length) + i] = examples[e].Inputs[chosen[i]];
        return new(output, spec, chosen, new LearningTask([.. chosen.Select(i => _project.Inputs[i])], spec.Classes, inputs, [.. examples.Select(e => e.Outputs[label])], SeedOf(output)));
    }

    private ulong SeedOf(int output) => Xoshiro256.Mix(_project.Seed + (ulong)output); // outputs begin from weights of their own

    private void LearnAll(OutputTask[] tasks, CancellationTokenSource cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var learned = new List<(OutputTask Task, LearnedModel Model)>();
        var failures = new List<string>();
        var told = new Told();
        try
        {
            foreach (OutputTask task in tasks)
            {
                try
                {
                    learned.Add((task, task.Spec.Learner.Learn(task.Examples, p => Report(told, p, learned.Count + failures.Count, tasks.Length), cancellation.Token)));
                }
                catch (LearningException e)
                {
                    failures.Add($"{task.Spec.Name}: {e.Message}");
                }

                told.EpochsBefore += told.Epoch;
                told.Epoch = 0;
            }

            _options.Hold?.Wait(cancellation.Token);
            cancellation.Token.ThrowIfCancellationRequested();
            string text = failures.Count > 0 ? string.Join(' ', failures) : $"{Count(learned.Count, "output")} learnt from {Count(tasks.Max(t => t.Examples.Count), "example")}";
            Finish(learned, new(failures.Count > 0 ? LearningEnd.Failed : LearningEnd.Done, text, Stopwatch.GetElapsedTime(start), told.EpochsBefore, told.Loss));
        }
        catch (OperationCanceledException)
        {
            Finish([], new(LearningEnd.Cancelled, "Training was cancelled. What was learnt before goes on answering.", Stopwatch.GetElapsedTime(start), told.EpochsBefore + told.Epoch, told.Loss));
        }
        catch (Exception e) // whatever it is: the session must not be left learning for ever
        {
            Finish([], new(LearningEnd.Failed, $"Training failed: {e.Message}", Stopwatch.GetElapsedTime(start), told.EpochsBefore + told.Epoch, told.Loss));
        }
        finally
        {
            cancellation.Dispose();
        }
    }

    private void Finish(List<(OutputTask Task, LearnedModel Model)> learned, LearningOutcome outcome)
    {
        lock (_gate)
        {
            foreach ((OutputTask task, LearnedModel model) in learned)
                if (task.Output < _outputs.Length && _outputs[task.Output].Spec.Kind == task.Spec.Kind) _outputs[task.Output].Take(model, task.Inputs, task.Examples.Count);
            (IsLearning, _cancellation, LastOutcome) = (false, null, outcome);
            Progress = new(outcome.End == LearningEnd.Cancelled ? Progress.Part : 1, outcome.Epochs, outcome.Loss);
            Interlocked.Increment(ref _version);
            foreach (LiveListener listener in _listeners) listener.OnLearned(outcome);
            foreach (LiveListener listener in _listeners) listener.OnChange();
        }
    }

    private void Report(Told told, LearningProgress progress, int before, int all)
    {
        (told.Epoch, told.Loss) = (progress.Epoch, progress.Loss);
        if (told.Last != 0 && Stopwatch.GetElapsedTime(told.Last) < BetweenReports) return;
        told.Last = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            Progress = new((before + progress.Part) / all, told.EpochsBefore + progress.Epoch, progress.Loss);
            Interlocked.Increment(ref _version);
            foreach (LiveListener listener in _listeners) listener.OnLearning(Progress);
        }
    }

    /// <summary>Ends whatever is being learnt, and waits for that.</summary>
    internal void EndLearning()
    {
        Task learning;
        lock (_gate)
        {
            _cancellation?.Cancel();
            learning = _learning;
        }

        learning.Wait();
    }

    private sealed record OutputTask(int Output, OutputSpec Spec, int[] Inputs, LearningTask Examples);

    // What was told of the learning under way; only its own thread touches it.
    private sealed class Told
    {
        public long Last { get; set; }

        public int Epoch { get; set; }

        public int EpochsBefore { get; set; }

        public float Loss { get; set; } = float.NaN;
    }
}
