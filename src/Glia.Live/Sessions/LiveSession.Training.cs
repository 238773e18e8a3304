namespace Glia.Live;

/// <content>Learning in the background, while the old models go on answering.</content>
public sealed partial class LiveSession
{
    private UnderWay? _underWay;
    private Task _learning = Task.CompletedTask;

    /// <summary>Whether something is being learnt.</summary>
    public bool IsTraining
    {
        get
        {
            lock (_gate) return _underWay is not null;
        }
    }

    /// <summary>How far learning is, or where it ended.</summary>
    public LearningProgress Progress
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    /// <summary>How the last learning ended; null where there was none.</summary>
    public TrainingOutcome? LastOutcome
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    /// <summary>
    /// Learns every output that has examples, in the background, from the examples that there are now. Refused while learning is under way, and where there are no examples.
    /// The end comes as <see cref="LiveListener.OnTrained"/>.
    /// </summary>
    public bool Train()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) return Refuse("Gestures need no training: each recorded one is matched at once.");
            if (IsTraining) return Refuse("Training is under way. Wait for it, or cancel it.");
            OutputTask[] tasks = [.. Enumerable.Range(0, _outputs.Length).Select(o => TaskOf(o, _examples.All, o)).Where(t => t.Examples.Count > 0)];
            return tasks.Length > 0 ? Begin(tasks) : Refuse("There is nothing to train on: no output has an example.");
        }
    }

    /// <summary>Asks the learning under way to end, and does not wait for it: its end comes as <see cref="LiveListener.OnTrained"/>, and the old models of all outputs stay. Refused where nothing is being learnt.</summary>
    public bool CancelTraining()
    {
        lock (_gate)
        {
            if (_underWay is null) return Refuse("There is no training to cancel.");
            _underWay.Cancellation.Cancel();
            return true;
        }
    }

    /// <summary>Waits for the end of the learning that is under way now, whichever it is; then its models answer and <see cref="LastOutcome"/> says what came of it. Ended at once where nothing is being learnt. It never fails for a
    /// learning that failed.</summary>
    /// <param name="cancellationToken">Ends the waiting, and not the learning.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public Task WaitForTrainingAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) return _learning.WaitAsync(cancellationToken);
    }

    /// <summary>What an output is to learn, as it would be learnt now; null where there is no such output, or it has no example.</summary>
    /// <param name="number">Its number, from 1.</param>
    public LearningTask? LearningTaskFor(int number)
    {
        lock (_gate) return IsOutput(number) && TaskOf(number - 1, _examples.All, number - 1).Examples is { Count: > 0 } task ? task : null;
    }

    // Only what there is when learning begins is learnt: what is recorded meanwhile waits for the next time.
    private bool Begin(OutputTask[] tasks)
    {
        var learning = new UnderWay(tasks, sparesCore: IsRunning, Report);
        (_underWay, Progress) = (learning, default);
        Changed();
        _learning = Task.Factory.StartNew(() => LearnAll(learning), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    /// <summary>What an output is to learn: the examples whose <paramref name="label"/>-th output is not missing.</summary>
    private OutputTask TaskOf(int output, IReadOnlyList<Example> all, int label)
    {
        OutputSpec spec = _outputs[output].Spec;
        Example[] examples = [.. all.Where(e => !float.IsNaN(e.Outputs[label]))];
        int[] chosen = spec.SelectedInputIndices is { } selected ? [.. selected] : [.. Enumerable.Range(0, _inputs.Length)];
        var inputs = new float[examples.Length * chosen.Length];
        for (int e = 0; e < examples.Length; e++)
            for (int i = 0; i < chosen.Length; i++) inputs[(e * chosen.Length) + i] = examples[e].Inputs[chosen[i]];
        return new(output, spec, chosen, new LearningTask([.. chosen.Select(i => _project.InputNames[i])], spec.ClassCount, inputs, [.. examples.Select(e => e.Outputs[label])], SeedOf(output)));
    }

    private ulong SeedOf(int output) => Xoshiro256.Mix(_project.Seed + (ulong)output); // outputs begin from weights of their own

    private void LearnAll(UnderWay learning)
    {
        OutputTask[] tasks = learning.Tasks;
        CancellationToken cancellationToken = learning.Cancellation.Token;
        var models = new LearnedModel?[tasks.Length];
        var failures = new string?[tasks.Length];
        try
        {
            // Each is learnt on one thread, to the same bits whoever is beside it.
            BackgroundWork.Run(tasks.Length, learning.SparesCore, i =>
            {
                try
                {
                    models[i] = Checked(tasks[i], tasks[i].Spec.Learner.Learn(tasks[i].Examples, progress => learning.Watch.Tell(i, progress), cancellationToken));
                }
                catch (LearningException e)
                {
                    failures[i] = $"{tasks[i].Spec.Name}: {e.Message}";
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested) // of one learner, which may be anybody's: the other outputs get their models
                {
                    failures[i] = $"{tasks[i].Spec.Name}: Training failed: {e.Message}";
                }
            });
            _options.Hold?.Wait(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            string[] told = [.. failures.OfType<string>()];
            if (told.Length > 0) Finish(learning, models, TrainingEnd.Failed, string.Join(' ', told));
            else Finish(learning, models, TrainingEnd.Done, $"{Count(tasks.Length, "output")} learnt from {Count(tasks.Max(t => t.Examples.Count), "example")}");
        }
        catch (OperationCanceledException)
        {
            Finish(learning, [], TrainingEnd.Cancelled, Cancelled);
        }
        catch (Exception e) // whatever it is: the session must not be left learning for ever
        {
            Finish(learning, [], TrainingEnd.Failed, $"Training failed: {e.Message}");
        }
        finally
        {
            learning.Cancellation.Dispose();
        }
    }

    /// <summary>A model as it must be to answer for its output.</summary>
    private static LearnedModel Checked(OutputTask task, LearnedModel? model)
    {
        string learner = task.Spec.Learner.Name;
        if (model is null) throw new LearningException($"The learner {learner} gave no model.");
        if (model.InputCount != task.Inputs.Length || model.ClassCount != task.Spec.ClassCount) throw new LearningException($"The learner {learner} gave a model of {Count(model.InputCount, "input")} and {model.ClassCount} classes, and it should have {Count(task.Inputs.Length, "input")} and {task.Spec.ClassCount} classes.");
        return model;
    }

    private const string Cancelled = "Training was cancelled. What was learnt before goes on answering.";

    private void Finish(UnderWay learning, LearnedModel?[] models, TrainingEnd end, string text)
    {
        lock (Turn)
            lock (_gate)
            {
                if (_underWay != learning) return; // another project came meanwhile
                if (learning.Cancellation.IsCancellationRequested) (models, end, text) = ([], TrainingEnd.Cancelled, Cancelled); // while all was learnt and waited for its turn: the old models were promised to stay
                OutputTask[] tasks = learning.Tasks;
                for (int i = 0; i < models.Length; i++)
                    if (models[i] is { } model && tasks[i].Output < _outputs.Length && _outputs[tasks[i].Output].Spec.Kind == tasks[i].Spec.Kind) _outputs[tasks[i].Output].Take(model, tasks[i].Inputs, tasks[i].Examples.Count);
                End(learning, end, text);
                foreach (LiveListener listener in _listeners) listener.OnChange();
            }
    }

    /// <summary>Gives up what is being learnt, without waiting for it; whoever calls has the gate.</summary>
    private void Abandon()
    {
        if (_underWay is not { } learning) return;
        learning.Cancellation.Cancel();
        End(learning, TrainingEnd.Cancelled, Cancelled);
    }

    private void End(UnderWay learning, TrainingEnd end, string text)
    {
        TrainingOutcome outcome = learning.Watch.Outcome(end, text);
        (_underWay, LastOutcome) = (null, outcome);
        Progress = new(end == TrainingEnd.Cancelled ? Progress.Part : 1, outcome.Epochs, outcome.Loss);
        Interlocked.Increment(ref _version);
        foreach (LiveListener listener in _listeners) listener.OnTrained(outcome);
    }

    private void Report(UnderWay learning, LearningProgress progress)
    {
        lock (_gate)
        {
            if (_underWay != learning) return;
            Progress = progress;
            Interlocked.Increment(ref _version);
            foreach (LiveListener listener in _listeners) listener.OnTraining(progress);
        }
    }

    /// <summary>Ends whatever is being learnt, and waits for that. Not for whoever has the <see cref="Turn"/>.</summary>
    internal void EndLearning()
    {
        Task learning;
        lock (_gate)
        {
            _underWay?.Cancellation.Cancel();
            learning = _learning;
        }

        learning.Wait();
    }

    private sealed record OutputTask(int Output, OutputSpec Spec, int[] Inputs, LearningTask Examples);

    private sealed class UnderWay
    {
        public UnderWay(OutputTask[] tasks, bool sparesCore, Action<UnderWay, LearningProgress> report)
        {
            (Tasks, SparesCore) = (tasks, sparesCore);
            Watch = new LearningWatch(tasks.Length, progress => report(this, progress));
        }

        public OutputTask[] Tasks { get; }

        // While the session answers inputs, a core is left for that. Running does not begin before the learning has ended.
        public bool SparesCore { get; }

        public LearningWatch Watch { get; }

        public CancellationTokenSource Cancellation { get; } = new();
    }
}
