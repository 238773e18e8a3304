namespace Glia.Live;

/// <summary>What a network that was learnt live tells of where it comes from.</summary>
internal static class Remember
{
    /// <summary>Keeps the names of the inputs, by which Weka's text calls them.</summary>
    public static void InputNames(Network network, IReadOnlyList<string> names) =>
        network.TrainingSummary = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["input names"] = string.Join(", ", names) };
}
