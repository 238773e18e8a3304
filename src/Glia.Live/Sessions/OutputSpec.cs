namespace Glia.Live;

/// <summary>One output of a session: what it is, and how it is learnt. Make it with <see cref="ForValue"/> or <see cref="ForClasses"/> and change what differs.</summary>
/// <param name="Name">Its name, unique in the session: 1 … 256 characters, none of them a control character.</param>
/// <param name="Kind">Value or class.</param>
/// <param name="Learner">How it is learnt: one that learns values, or classes, as <paramref name="Kind"/> says.</param>
public sealed record OutputSpec(string Name, OutputKind Kind, Learner Learner)
{
    /// <summary>The lowest value it should have, finite and below <see cref="Maximum"/> (of classes, not above it); a soft limit is told to whoever draws it, a hard one clips. Default: 0.</summary>
    public float Minimum { get; init; }

    /// <summary>The highest value it should have, finite. Default: 1.</summary>
    public float Maximum { get; init; } = 1;

    /// <summary>Whether outputs are clipped to <see cref="Minimum"/> … <see cref="Maximum"/>, and labels outside refused. Default: no.</summary>
    public bool IsHardLimited { get; init; }

    /// <summary>Whether outputs are rounded to whole numbers. Default: no.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Number of classes 1 … n, 1 … 1,000; 0 for values.</summary>
    public int ClassCount { get; init; }

    /// <summary>Whether the probabilities of the classes are sent too, under <c>/name</c>. Default: no.</summary>
    public bool SendsProbabilities { get; init; }

    /// <summary>Indices of the inputs that it looks at, from 0, ascending, one at least; null, the default, for all.</summary>
    public IReadOnlyList<int>? SelectedInputIndices { get; init; }

    /// <summary>A number, learnt by a network unless said otherwise.</summary>
    public static OutputSpec ForValue(string name, Learner? learner = null) => new(name, OutputKind.Value, learner ?? new NetworkRegression());

    /// <summary>One of <paramref name="classes"/> classes, learnt by the nearest neighbour unless said otherwise, as Wekinator does.</summary>
    public static OutputSpec ForClasses(string name, int classes, Learner? learner = null) => new(name, OutputKind.Class, learner ?? new NearestNeighbors()) { ClassCount = classes };
}
