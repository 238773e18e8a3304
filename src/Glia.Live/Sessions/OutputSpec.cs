namespace Glia.Live;

/// <summary>One output of a session: what it is, and how it is learnt. Make it with <see cref="Value"/> or <see cref="OfClasses"/> and change what differs.</summary>
/// <param name="Name">Its name, unique in the session.</param>
/// <param name="Kind">Value or class.</param>
/// <param name="Learner">How it is learnt.</param>
public sealed record OutputSpec(string Name, OutputKind Kind, Learner Learner)
{
    /// <summary>The lowest value it should have; a soft limit is told to whoever draws it, a hard one clips.</summary>
    public float Minimum { get; init; }

    /// <summary>The highest value it should have.</summary>
    public float Maximum { get; init; } = 1;

    /// <summary>Whether outputs are clipped to <see cref="Minimum"/> … <see cref="Maximum"/>.</summary>
    public bool IsHardLimited { get; init; }

    /// <summary>Whether outputs are rounded to whole numbers.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Number of classes 1 … n, 1 … 1,000; 0 for values.</summary>
    public int Classes { get; init; }

    /// <summary>Whether the probabilities of the classes are sent too, under <c>/name</c>.</summary>
    public bool SendsProbabilities { get; init; }

    /// <summary>Indices of the inputs that it looks at, from 0, ascending; null for all.</summary>
    public IReadOnlyList<int>? SelectedInputs { get; init; }

    /// <summary>A number, learnt by a network unless said otherwise.</summary>
    public static OutputSpec Value(string name, Learner? learner = null) => new(name, OutputKind.Value, learner ?? new NetworkLearner());

    /// <summary>One of <paramref name="classes"/> classes, learnt by the nearest neighbour unless said otherwise, as Wekinator does.</summary>
    public static OutputSpec OfClasses(string name, int classes, Learner? learner = null) => new(name, OutputKind.Class, learner ?? new NearestNeighbours()) { Classes = classes };
}
