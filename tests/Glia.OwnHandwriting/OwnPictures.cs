using Glia.Datasets;

namespace Glia.OwnHandwriting;

/// <summary>One picture of a digit.</summary>
/// <param name="Digit">What was written, 0 … 9.</param>
/// <param name="Way">Which of the ways to write it, from 0.</param>
/// <param name="Situation">How the picture came about.</param>
/// <param name="Picture">The picture.</param>
public sealed record OwnPicture(int Digit, int Way, string Situation, RasterImage Picture);

/// <summary>Ten digits in each situation, always the same ones for the same seed.</summary>
public static class OwnPictures
{
    /// <summary>Names of the situations, in the order in which they are drawn.</summary>
    public static IReadOnlyList<string> Situations { get; } = [.. OwnHandwriting.Situations.All.Select(s => s.Name)];

    /// <summary>Draws every picture: for each situation the digits 0 … 9. They are made on as many threads as there are processors, and do not depend on it.</summary>
    public static IReadOnlyList<OwnPicture> Draw(ulong seed) =>
        [.. Enumerable.Range(0, 10 * Situations.Count).AsParallel().AsOrdered().Select(i => Draw(seed, i / 10, i % 10))];

    /// <summary>The ten pictures of one situation, which come quicker than all.</summary>
    public static IReadOnlyList<OwnPicture> Draw(ulong seed, int situation) => [.. Enumerable.Range(0, 10).Select(digit => Draw(seed, situation, digit))];

    private static OwnPicture Draw(ulong seed, int situation, int digit)
    {
        string[][] ways = OwnStrokes.Of(digit);
        int way = (situation + digit + (int)(seed % 64)) % ways.Length; // each way about as often
        var scribe = new Scribe(ways[way], seed, (ulong)((situation * 10) + digit));
        return new(digit, way, Situations[situation], OwnHandwriting.Situations.All[situation].Make(scribe));
    }
}
