namespace Glia.Pages;

/// <summary>The report on a network's inside: everything of a <see cref="NetworkInspection"/> on one page.</summary>
public static class InspectionPage
{
    /// <summary>The page.</summary>
    /// <param name="inspection">What was found.</param>
    /// <param name="samples">Samples to look at closely; one of each class unless given.</param>
    /// <param name="cancellation">Stops between neurons.</param>
    public static Page Of(NetworkInspection inspection, IReadOnlyList<InspectedSample>? samples = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        if (samples is null && inspection.Data is { } data) samples = InspectedSample.OneOfEachClass(inspection.Network, data);
        List<Block> blocks = [.. LayerBlocks.Of(inspection), .. ClassBlocks.Of(inspection), .. NeuronBlocks.Of(inspection, cancellation)];
        if (samples is { Count: > 0 }) blocks.AddRange([.. SampleBlocks.Of(inspection, samples), .. ChangeBlocks.OfSamples(inspection, samples)]);
        return new Page($"Inside {inspection.Name}", blocks) { Lead = Lead(inspection) };
    }

    /// <summary>The part on layers: their weights and outputs, and the neurons that do nothing.</summary>
    public static IReadOnlyList<Block> Layers(NetworkInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return [.. LayerBlocks.Of(inspection)];
    }

    /// <summary>The part on classes: what the network takes for each.</summary>
    public static IReadOnlyList<Block> Classes(NetworkInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return [.. ClassBlocks.Of(inspection)];
    }

    /// <summary>What the network is and what it was looked at with, in one line.</summary>
    public static string Lead(NetworkInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        string activations = string.Join(" and ", inspection.Layers.Select(l => l.Activation.Name).Distinct(StringComparer.Ordinal));
        string with = inspection.Data is null ? "looked at without data" : $"looked at with {inspection.DataName}";
        return $"{inspection.Widths}, {activations}, {Num.Count(inspection.Network.ParameterCount)} weights and biases; {with}.";
    }
}
