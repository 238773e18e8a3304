namespace Glia.Live;

/// <summary>How one output is learnt from examples: the settings, immutable. What comes of it is a <see cref="LearnedModel"/>.</summary>
public abstract record Learner
{
    /// <summary>Its name on the command line, in files and on the page, such as <c>network</c> or <c>knn</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it learns values.</summary>
    public abstract bool LearnsValues { get; }

    /// <summary>Whether it learns classes.</summary>
    public abstract bool LearnsClasses { get; }

    /// <summary>Its settings by name, as files keep them: numbers and words, in the order to show them.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The same learner with one setting changed.</summary>
    /// <param name="setting">Its name, one of <see cref="Settings"/>.</param>
    /// <param name="value">As files keep it, or as somebody typed it.</param>
    /// <exception cref="ArgumentException">There is no such setting, or it cannot be that; the message lists what there is.</exception>
    public abstract Learner With(string setting, string value);

    /// <summary>Learns. The same task gives the same bits, on any machine and on any number of threads. Several threads may call it at once on one learner: a session learns its outputs side by side.</summary>
    /// <param name="task">The examples.</param>
    /// <param name="progress">Told how it goes, from the training's own thread; null where nobody asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="LearningException">Nothing can be learnt from these examples; the message says why and what to do.</exception>
    public abstract LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default);
}
