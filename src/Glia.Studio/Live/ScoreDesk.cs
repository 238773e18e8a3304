using Glia.Live;
using Glia.Studio.Http;

namespace Glia.Studio.Live;

/// <summary>Measures how well the outputs of a session are learnt, one measurement at a time, in the background.</summary>
internal sealed class ScoreDesk(LiveSession session) : IDisposable
{
    private const int MostFolds = 50;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _cancellation;
    private Task _work = Task.CompletedTask;
    private ScoresView? _view;
    private long _version;
    private bool _isOver;

    /// <summary>Rises with everything that <see cref="View"/> shows.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>The measurement under way, or the last one; null where there was none.</summary>
    public ScoresView? View => Volatile.Read(ref _view);

    /// <summary>Begins a measurement of every output that has examples.</summary>
    /// <exception cref="StudioException">One is under way, or there is nothing to measure.</exception>
    public void Start(ScoreSetup setup)
    {
        if (setup.Folds is < 2 or > MostFolds) throw StudioException.Bad("folds", $"There can be 2 to {MostFolds} parts.");
        if (setup.Seed < 0) throw StudioException.Bad("seed", "The seed is 0 or a greater whole number.");
        LiveSnapshot now = session.Snapshot();
        (OutputSpec Spec, LearningTask Task)[] tasks = [.. now.Outputs.Select((o, i) => (o.Spec, session.LearningTaskFor(i + 1))).Where(t => t.Item2 is not null).Select(t => (t.Spec, t.Item2!))];
        if (tasks.Length == 0) throw StudioException.Conflict("There is nothing to measure: no output has an example.");
        lock (_gate)
        {
            if (_isOver) throw StudioException.Conflict("This live session was closed.");
            if (View is { IsBusy: true }) throw StudioException.Conflict("A measurement is under way. Wait for it, or cancel it."); // not the work itself: whoever sees its end may begin the next
            _cancellation?.Dispose();
            var cancellation = _cancellation = new CancellationTokenSource();
            Show(new(true, 0, setup.Folds, setup.Seed, now.ExampleCount, [], null));
            _work = Task.Factory.StartNew(() => Measure(tasks, setup, now.ExampleCount, cancellation.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Ends the measurement under way.</summary>
    public void Cancel()
    {
        lock (_gate)
            if (!_isOver) _cancellation?.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true; // nothing begins any more
            _cancellation?.Cancel();
        }

        _work.Wait();
        _cancellation?.Dispose();
    }

    private void Measure((OutputSpec Spec, LearningTask Task)[] tasks, ScoreSetup setup, int examples, CancellationToken stop)
    {
        var scores = new List<ScoreView>();
        string? ended = null;
        try
        {
            foreach ((OutputSpec spec, LearningTask task) in tasks)
            {
                scores.Add(Measure(spec, task, setup, p => Show(new(true, (float)((scores.Count + p) / tasks.Length), setup.Folds, setup.Seed, examples, [.. scores], null)), stop));
                Show(new(true, (float)scores.Count / tasks.Length, setup.Folds, setup.Seed, examples, [.. scores], null));
            }
        }
        catch (OperationCanceledException)
        {
            ended = "The measurement was cancelled.";
        }
        catch (Exception e) // whatever it is: the page must not be left waiting
        {
            ended = $"The measurement failed: {e.Message}";
        }

        Show(new(false, 1, setup.Folds, setup.Seed, examples, [.. scores], ended));
    }

    private static ScoreView Measure(OutputSpec spec, LearningTask task, ScoreSetup setup, Action<double> progress, CancellationToken stop)
    {
        try
        {
            CrossValidationScore score = CrossValidation.Run(spec.Learner, task, setup.Folds, (ulong)setup.Seed, progress, stop);
            return new(spec.Name, task.IsClassification, score.ExampleCount, score.Folds, Known(score.Training), Known(score.Validation), null);
        }
        catch (LearningException e)
        {
            return new(spec.Name, task.IsClassification, task.Count, 0, null, null, e.Message);
        }
    }

    private static double? Known(double number) => double.IsFinite(number) ? number : null;

    private void Show(ScoresView view)
    {
        Volatile.Write(ref _view, view);
        Interlocked.Increment(ref _version);
    }
}
