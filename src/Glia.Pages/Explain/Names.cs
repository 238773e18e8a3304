namespace Glia.Pages;

/// <summary>What layers, neurons and inputs are called: all are counted from 1, dropout is no layer of its own, and outputs have the names of their classes.</summary>
internal sealed class Names(Network network)
{
    private readonly int[] _dense = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense)];

    /// <summary>Layers with weights.</summary>
    public IReadOnlyList<int> Dense => _dense;

    /// <summary>3-3-3.</summary>
    public string Shape => string.Join('-', _dense.Select(i => network.Weights(i).Out).Prepend(network.Inputs));

    /// <summary>1 for the first layer with weights.</summary>
    public int Number(int layer) => Array.IndexOf(_dense, layer) + 1;

    /// <summary>Whether the layer gives the outputs.</summary>
    public bool IsLast(int layer) => layer == _dense[^1];

    /// <summary>Layer 2 (outputs): 3 → 3, sigmoid.</summary>
    public string Title(int layer)
    {
        var dense = (Dense)network.Layers[layer];
        string place = IsLast(layer) ? "outputs" : _dense.Length == 2 ? "hidden" : $"hidden {Number(layer)}";
        return $"Layer {Number(layer)} ({place}): {Num.Count(network.Weights(layer).In)} → {Num.Count(dense.Units)}, {dense.Activation.Name}";
    }

    /// <summary>The neuron's number, and at the outputs its class: 8 (class 7).</summary>
    public string Neuron(int layer, int unit) => IsLast(layer) && Class(unit) is { } name ? $"{unit + 1} (class {name})" : $"{unit + 1}";

    /// <summary>The class that an output speaks for; null where outputs are no classes.</summary>
    public string? Class(int unit) => network.ClassNames.Count == network.Outputs && network.Encoding is null or OneHot ? network.ClassNames[unit] : null;

    /// <summary>What an input of a layer is: input 2, row 12 column 9, neuron 3 of layer 1.</summary>
    public string Source(int layer, int input)
    {
        if (Number(layer) > 1) return $"neuron {input + 1} of layer {Number(layer) - 1}";
        FeatureShape shape = network.InputShape;
        return shape.IsImage && shape.Length == network.Inputs ? $"row {(input / shape.Width) + 1}, column {(input % shape.Width) + 1}" : $"input {input + 1}";
    }

    /// <summary>z₁, a₁₂.</summary>
    public static string Sub(string letter, int index) => letter + string.Concat($"{index + 1}".Select(c => (char)('₀' + (c - '0'))));

    /// <summary>w₁₂ for neuron 1 and input 2; w₁₀,₁₂ where one digit is not enough.</summary>
    public static string Weight(int unit, int input) => unit < 9 && input < 9 ? Sub("w", unit) + Sub("", input) : $"{Sub("w", unit)},{Sub("", input)}";
}
