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
    public static IReadOnlyList<ClassView> All(Network network, InputBounds bounds, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        var climb = new ActivationMaximization { Seed = seed };
        int last = network.Layers.Count - 1;
        if (network.ClassNames.Count == 0)
            return [.. Enumerable.Range(0, network.Outputs).Select(k => new ClassView(k, $"output {k + 1}") { Excited = Ask(network, climb.OfUnit(network, last, k, bounds)) })];
        bool canInvert = Backquery.WhyNot(network) is null;
        return [.. network.ClassNames.Select((name, label) =>
        {
            float[]? backwards = canInvert ? Backquery.OfLabel(network, label, bounds) : null;
            return new ClassView(label, name)
            {
                Backwards = backwards is null ? null : Ask(network, backwards),
                Ink = backwards is null || !network.InputShape.IsImage ? null : Ask(network, Backquery.Ink(backwards, bounds: bounds)),
                Excited = Ask(network, climb.OfLabel(network, label, bounds)),
            };
        })];
    }

    private static AskedInputs Ask(Network network, float[] inputs) => new(inputs, NetworkAnswer.Of(network, inputs));
}
