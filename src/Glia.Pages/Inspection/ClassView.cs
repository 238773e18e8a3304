namespace Glia.Pages;

/// <summary>Inputs that speak for a class, and what the network itself says to them.</summary>
/// <param name="Inputs">Raw inputs, shape <c>(in)</c>.</param>
/// <param name="Answer">The network's answer.</param>
public sealed record AskedInputs(float[] Inputs, NetworkAnswer Answer);

/// <summary>One class, or one output of a network without classes, seen from inside.</summary>
/// <param name="Label">Its number, from 0.</param>
/// <param name="Name">Its name.</param>
public sealed record ClassView(int Label, string Name)
{
    /// <summary>The network run backwards, see <see cref="Backquery"/>; null where that cannot be done.</summary>
    public AskedInputs? Backwards { get; init; }

    /// <summary>The part of that which is ink; null where that cannot be done or the inputs are no picture.</summary>
    public AskedInputs? Ink { get; init; }

    /// <summary>What excites it most, see <see cref="ActivationMaximization"/>.</summary>
    public required AskedInputs Excited { get; init; }

    /// <summary>All of a network's classes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="bounds">Range of each raw input.</param>
    /// <param name="seed">Where the ascents start.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellation">Stops between two.</param>
    public static IReadOnlyList<ClassView> All(Network network, InputBounds bounds, ulong seed = 1, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        int count = network.ClassNames.Count > 0 ? network.ClassNames.Count : network.Outputs;
        var views = new List<ClassView>(count);
        foreach (ClassView view in Each(network, bounds, seed))
        {
            views.Add(view);
            progress?.Report(views.Count);
            cancellation.ThrowIfCancellationRequested();
        }

        return views;
    }

    private static IEnumerable<ClassView> Each(Network network, InputBounds bounds, ulong seed)
    {
        var climb = new ActivationMaximization { Seed = seed };
        int last = network.Layers.Count - 1;
        if (network.ClassNames.Count == 0)
            return Enumerable.Range(0, network.Outputs).Select(k => new ClassView(k, $"output {k + 1}") { Excited = Ask(network, climb.OfUnit(network, last, k, bounds)) });
        bool canInvert = Backquery.WhyNot(network) is null;
        return network.ClassNames.Select((name, label) =>
        {
            float[]? backwards = canInvert ? Backquery.OfClass(network, label, bounds) : null;
            return new ClassView(label, name)
            {
                Backwards = backwards is null ? null : Ask(network, backwards),
                Ink = backwards is null || !network.InputShape.IsImage ? null : Ask(network, Backquery.Ink(backwards, bounds: bounds)),
                Excited = Ask(network, climb.OfClass(network, label, bounds)),
            };
        });
    }

    private static AskedInputs Ask(Network network, float[] inputs) => new(inputs, NetworkAnswer.Of(network, inputs));
}
