namespace Glia.Studio.Draw;

/// <summary>The strongest connections of one layer for one picture: the terms <c>W[unit, input] · x[input]</c> of its sums that are farthest from 0.</summary>
/// <param name="From">Inputs of the layer, or neurons of the one before.</param>
/// <param name="To">Neurons of the layer.</param>
/// <param name="Value">What each contributes.</param>
internal sealed record StrongLinks(int[] From, int[] To, float[] Value)
{
    /// <summary>None.</summary>
    public static StrongLinks None { get; } = new([], [], []);

    /// <summary>The strongest of a layer.</summary>
    /// <param name="layer">The layer, as it was traced.</param>
    /// <param name="most">How many.</param>
    /// <param name="from">Only those from this input; −1 for all.</param>
    /// <param name="to">Only those into this neuron; −1 for all.</param>
    public static StrongLinks Of(LayerTrace layer, int most, int from = -1, int to = -1)
    {
        var found = new PriorityQueue<(int From, int To, float Value), float>(most + 1);
        float least = 0;
        WeightMatrix weights = layer.Weights;
        for (int input = Math.Max(0, from); input < (from < 0 ? layer.In : from + 1); input++)
        {
            float x = layer.Inputs[input];
            if (x == 0) continue;
            for (int unit = Math.Max(0, to); unit < (to < 0 ? layer.Out : to + 1); unit++)
            {
                float value = weights[unit, input] * x, size = Math.Abs(value);
                if (!(size > least)) continue;
                found.Enqueue((input, unit, value), size);
                if (found.Count <= most) continue;
                found.Dequeue();
                found.TryPeek(out _, out least);
            }
        }

        (int From, int To, float Value)[] links = [.. found.UnorderedItems.Select(i => i.Element).OrderByDescending(l => Math.Abs(l.Value)).ThenBy(l => l.To).ThenBy(l => l.From)];
        return new([.. links.Select(l => l.From)], [.. links.Select(l => l.To)], [.. links.Select(l => l.Value)]);
    }
}
