namespace Glia.Live;

/// <summary>What a learner has learnt for one output. It never changes, and it may be shared by threads: <see cref="Predict"/> and <see cref="Probabilities"/> may be called by several at once. Glia's own models allocate nothing for
/// a prediction. Whoever writes another sees to both: a running session and those who look at it ask the same model.</summary>
public abstract class LearnedModel
{
    /// <summary>Number of inputs.</summary>
    public abstract int InputCount { get; }

    /// <summary>Number of classes; 0 where it gives values.</summary>
    public abstract int ClassCount { get; }

    /// <summary>The network inside, for those who want to look or to take it elsewhere: raw inputs in, the values as they are wanted (or a probability for each class that has examples) out. Null where there is none.</summary>
    public virtual Network? Network => null;

    /// <summary>The network as Wekinator's console prints it, between the normalisations; null where there is none, or Weka's text has no words for it. With <see cref="Ranges"/>, <see cref="Network.FromWekaText"/> makes a
    /// working network of it.</summary>
    public virtual string? ConsoleText => null;

    /// <summary>What <see cref="ConsoleText"/> leaves out: the ranges of the inputs and of the value in the examples. Null where there is no such text.</summary>
    public virtual WekaRanges? Ranges => null;

    /// <summary>The value, or the number of the class from 1.</summary>
    /// <param name="inputs">Shape <c>(inputs)</c>, raw as recorded.</param>
    /// <exception cref="ArgumentException">There are more inputs, or fewer.</exception>
    public abstract float Predict(ReadOnlySpan<float> inputs);

    /// <summary>The probability of each class, shape <c>(classes)</c>; they add up to 1. A learner that only names a class gives it all.</summary>
    /// <param name="inputs">Shape <c>(inputs)</c>.</param>
    /// <param name="probabilities">Takes the result, shape <c>(classes)</c>.</param>
    /// <exception cref="InvalidOperationException">It gives values.</exception>
    /// <exception cref="ArgumentException">There are more inputs or classes, or fewer.</exception>
    public abstract void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities);

    private protected void CheckInputs(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != InputCount) throw new ArgumentException($"The output looks at {InputCount} inputs, but there are {inputs.Length}.", nameof(inputs));
    }

    private protected void CheckRoom(Span<float> probabilities)
    {
        if (probabilities.Length != ClassCount) throw new ArgumentException($"There are {ClassCount} classes, but there is room for {probabilities.Length} probabilities.", nameof(probabilities));
    }

    private protected static InvalidOperationException NoProbabilities() => new("This output is a value, not a class: it has no probabilities.");
}
