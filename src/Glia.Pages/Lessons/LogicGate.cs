namespace Glia.Pages;

/// <summary>A function of two inputs that are 0 or 1, with an answer that is 0 or 1.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Answers">For (0, 0), (0, 1), (1, 0) and (1, 1).</param>
internal sealed record LogicGate(string Name, IReadOnlyList<int> Answers)
{
    private static readonly string[] Names =
    [
        "always 0", "AND", "x AND NOT y", "x", "y AND NOT x", "y", "XOR", "OR",
        "NOR", "XNOR", "NOT y", "x OR NOT y", "NOT x", "y OR NOT x", "NAND", "always 1",
    ];

    /// <summary>1 when both are.</summary>
    public static LogicGate And { get; } = Of([0, 0, 0, 1]);

    /// <summary>1 when at least one is.</summary>
    public static LogicGate Or { get; } = Of([0, 1, 1, 1]);

    /// <summary>1 when exactly one is.</summary>
    public static LogicGate Xor { get; } = Of([0, 1, 1, 0]);

    /// <summary>The four pairs of inputs.</summary>
    public static IReadOnlyList<float[]> Inputs { get; } = [[0, 0], [0, 1], [1, 0], [1, 1]];

    /// <summary>The gate that gives these answers; every one of the 16 has a name.</summary>
    public static LogicGate Of(IReadOnlyList<int> answers) => new(Names[(8 * answers[0]) + (4 * answers[1]) + (2 * answers[2]) + answers[3]], answers);

    /// <summary>The four pairs with the right answers as classes.</summary>
    public Dataset Data => Dataset.FromFloats([.. Inputs.SelectMany(x => x)], [.. Answers], FeatureShape.Row(2), ["0", "1"]);

    /// <summary>The pairs whose answer is <paramref name="answer"/>, for a plot.</summary>
    public Dots Dots(int answer) => new($"{Name} is {answer}", [.. Inputs.Where((_, i) => Answers[i] == answer).Select(x => ((double)x[0], (double)x[1]))]);
}
