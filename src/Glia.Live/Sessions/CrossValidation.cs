namespace Glia.Live;

/// <summary>How well a learner does on examples: on those that it has learnt from, and on those that it has not.</summary>
public sealed record CrossValidationScore
{
    /// <summary>Number of examples.</summary>
    public required int ExampleCount { get; init; }

    /// <summary>Into how many parts they were dealt.</summary>
    public required int Folds { get; init; }

    /// <summary>By which they were dealt.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of classes; 0 where values are learnt.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Of a model of all examples on the same: mean squared error, or the share of right classes, 0 … 1.</summary>
    public required double Training { get; init; }

    /// <summary>Of models that have not seen the examples that they are asked about: mean squared error, or the share of right classes, 0 … 1.</summary>
    public required double Validation { get; init; }

    /// <summary>The root of <see cref="Training"/>, in the unit of the values; NaN for classes.</summary>
    public double TrainingError => ClassCount == 0 ? Math.Sqrt(Training) : double.NaN;

    /// <summary>The root of <see cref="Validation"/>, in the unit of the values; NaN for classes.</summary>
    public double ValidationError => ClassCount == 0 ? Math.Sqrt(Validation) : double.NaN;
}

/// <summary>
/// k-fold cross-validation (Stone, 1974): the examples are dealt into k parts, and each part is asked of a model that was learnt from the others. Classes are spread evenly over the parts.
/// Examples that were recorded one right after the other are nearly alike, so the figure flatters what is recorded in a stream.
/// </summary>
public static class CrossValidation
{
    /// <summary>Scores a learner. The same examples, folds and seed give the same bits.</summary>
    /// <param name="learner">What learns.</param>
    /// <param name="task">The examples.</param>
    /// <param name="folds">Number of parts, 2 or more; where there are fewer examples, as many as those.</param>
    /// <param name="seed">By which the examples are dealt.</param>
    /// <param name="progress">Told of the part that is done, 0 … 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    /// <exception cref="LearningException">There are fewer than 2 examples, or nothing can be learnt from them.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CrossValidationScore Run(Learner learner, LearningTask task, int folds, ulong seed, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (task.Count < 2) throw new LearningException("Cross-validation needs two examples at least. Record some more.");
        int parts = Math.Min(folds, task.Count);
        double training = Loss(Learn(task, 0), task) / task.Count;
        int[] fold = Deal(task, parts, seed);
        double validation = 0;
        for (int f = 0; f < parts; f++)
        {
            int part = f;
            validation += Loss(Learn(Only(task, e => fold[e] != part), f + 1), Only(task, e => fold[e] == part));
        }

        return new() { ExampleCount = task.Count, Folds = parts, Seed = seed, ClassCount = task.ClassCount, Training = training, Validation = validation / task.Count };

        LearnedModel Learn(LearningTask examples, int done)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return learner.Learn(examples, p => progress?.Invoke((done + (double)Math.Clamp(p.Part, 0, 1)) / (parts + 1)), cancellationToken);
        }
    }

    /// <summary>The part of each example, from 0: chance orders them, classes are put together, and then they are dealt like cards.</summary>
    internal static int[] Deal(LearningTask task, int folds, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, task.Count)];
        new Xoshiro256(seed).Shuffle(order);
        if (task.IsClassification) order = [.. order.OrderBy(e => task.Targets[e])];
        var fold = new int[task.Count];
        for (int i = 0; i < order.Length; i++) fold[order[i]] = i % folds;
        return fold;
    }

    private static LearningTask Only(LearningTask task, Predicate<int> isMeant)
    {
        int[] chosen = [.. Enumerable.Range(0, task.Count).Where(e => isMeant(e))];
        var inputs = new float[chosen.Length * task.InputCount];
        for (int i = 0; i < chosen.Length; i++) task.Input(chosen[i]).CopyTo(inputs.AsSpan(i * task.InputCount));
        return task with { Inputs = inputs, Targets = Array.ConvertAll(chosen, e => task.Targets[e]) };
    }

    // Squared errors, or right answers, of all examples together.
    private static double Loss(LearnedModel model, LearningTask task)
    {
        double sum = 0;
        for (int e = 0; e < task.Count; e++)
        {
            double error = (double)model.Predict(task.Input(e)) - task.Targets[e];
            sum += task.IsClassification ? (error == 0 ? 1 : 0) : error * error;
        }

        return sum;
    }
}
