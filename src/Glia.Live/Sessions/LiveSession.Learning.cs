namespace Glia.Live;

/// <content>Learning in the background, while the old models go on answering.</content>
public sealed partial class LiveSession
{
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

    /// <summary>What an output is to learn, as it would be learnt now; null where there is no such output, or it has no example.</summary>
    /// <param name="number">Its number, from 1.</param>
    public LearningTask? ExamplesOf(int number)
    {
        lock (_gate) return IsOutput(number) && TaskOf(number - 1, _examples.All, number - 1).Examples is { Count: > 0 } task ? task : null;
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
        var watch = new LearningWatch(tasks.Length, Report);
        var models = new LearnedModel?[tasks.Length];
        var failures = new string?[tasks.Length];
        try
        {
            // Each is learnt on one thread, to the same bits whoever is beside it.
            BackgroundWork.Run(tasks.Length, i =>
            {
                try
                {
                    models[i] = tasks[i].Spec.Learner.Learn(tasks[i].Examples, progress => watch.Tell(i, progress), cancellation.Token);
                }
                catch (LearningException e)
                {
                    failures[i] = $"{tasks[i].Spec.Name}: {e.Message}";
                }
            });
            _options.Hold?.Wait(cancellation.Token);
            cancellation.Token.ThrowIfCancellationRequested();
            string[] told = [.. failures.OfType<string>()];
            string text = told.Length > 0 ? string.Join(' ', told) : $"{Count(tasks.Length, "output")} learnt from {Count(tasks.Max(t => t.Examples.Count), "example")}";
            Finish(tasks, models, watch.Outcome(told.Length > 0 ? LearningEnd.Failed : LearningEnd.Done, text));
        }
        catch (OperationCanceledException)
        {
            Finish([], [], watch.Outcome(LearningEnd.Cancelled, "Training was cancelled. What was learnt before goes on answering."));
        }
        catch (Exception e) // whatever it is: the session must not be left learning for ever
        {
            Finish([], [], watch.Outcome(LearningEnd.Failed, $"Training failed: {e.Message}"));
        }
        finally
        {
            cancellation.Dispose();
        }
    }

    private void Finish(OutputTask[] tasks, LearnedModel?[] models, LearningOutcome outcome)
    {
        lock (_gate)
        {
            for (int i = 0; i < tasks.Length; i++)
                if (models[i] is { } model && tasks[i].Output < _outputs.Length && _outputs[tasks[i].Output].Spec.Kind == tasks[i].Spec.Kind) _outputs[tasks[i].Output].Take(model, tasks[i].Inputs, tasks[i].Examples.Count);
            (IsLearning, _cancellation, LastOutcome) = (false, null, outcome);
            Progress = new(outcome.End == LearningEnd.Cancelled ? Progress.Part : 1, outcome.Epochs, outcome.Loss);
            Interlocked.Increment(ref _version);
            foreach (LiveListener listener in _listeners) listener.OnLearned(outcome);
            foreach (LiveListener listener in _listeners) listener.OnChange();
        }
    }

    private void Report(LearningProgress progress)
    {
        lock (_gate)
        {
            Progress = progress;
            Interlocked.Increment(ref _version);
            foreach (LiveListener listener in _listeners) listener.OnLearning(progress);
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
}
