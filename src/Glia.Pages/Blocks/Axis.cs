namespace Glia.Pages;

/// <summary>One axis of a <see cref="Plot"/>.</summary>
/// <param name="Label">What it measures.</param>
/// <param name="Low">Where it begins; null for the smallest value.</param>
/// <param name="High">Where it ends; null for the largest value.</param>
public sealed record Axis(string Label, double? Low = null, double? High = null)
{
    /// <summary>Whether equal steps multiply instead of adding; values must then be above 0.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Names for the places 0, 1, 2 …, instead of numbers; null for numbers.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Numbers to mark instead of round ones, such as the few that were tried; null for round ones.</summary>
    public IReadOnlyList<double>? Marks { get; init; }
}
