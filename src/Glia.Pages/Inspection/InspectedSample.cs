namespace Glia.Pages;

/// <summary>One sample: what the network says to it, and which of its inputs that hangs on.</summary>
/// <param name="Index">Its number in the data.</param>
/// <param name="Inputs">Raw inputs, shape <c>(in)</c>.</param>
/// <param name="Truth">The class that it is of; −1 where the data have none.</param>
/// <param name="Answer">The network's answer.</param>
/// <param name="Slope">How fast the answer gains on the others with each raw input, see <see cref="Sensitivity.OfClass"/>; for a network without classes, how fast its first output grows.</param>
/// <param name="Occlusion">How much of the answer's output goes when the inputs around each are covered; null where answers are no single outputs, or the inputs are no picture.</param>
public sealed record InspectedSample(int Index, float[] Inputs, int Truth, NetworkAnswer Answer, float[] Slope, float[]? Occlusion)
{
    /// <summary>Looks at sample <paramref name="index"/> of <paramref name="data"/>.</summary>
    public static InspectedSample Of(Network network, Dataset data, int index)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        float[] inputs = data.Features(index);
        NetworkAnswer answer = NetworkAnswer.Of(network, inputs);
        float[] slope = answer.Label >= 0 ? Sensitivity.OfClass(network, inputs, answer.Label) : Sensitivity.OfSum(network, inputs, network.Layers.Count - 1, 0);
        bool covers = answer.Label >= 0 && network.InputShape.IsImage && network.Encoding is null or OneHot;
        return new(index, inputs, data.IsClassification ? data.Label(index) : -1, answer, slope, covers ? Sensitivity.Occlusion(network, inputs, answer.Label) : null);
    }

    /// <summary>The first sample of each class that the network reads right; of data without classes, the first three.</summary>
    public static IReadOnlyList<InspectedSample> OneOfEachClass(Network network, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification || network.ClassNames.Count == 0) return [.. Enumerable.Range(0, Math.Min(3, data.Count)).Select(i => Of(network, data, i))];
        var found = new SortedDictionary<int, int>();
        for (int i = 0; i < data.Count && found.Count < data.ClassCount; i++)
            if (!found.ContainsKey(data.Label(i)) && network.Classify(data.Features(i)) == data.Label(i)) found[data.Label(i)] = i;
        return [.. found.Values.Select(i => Of(network, data, i))];
    }
}
