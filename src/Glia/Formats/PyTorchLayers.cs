namespace Glia;

/// <summary>What a file of PyTorch's tensors does not say about its network: it holds weights and biases, and no word on what lies between them.</summary>
/// <param name="Hidden">The activation after every linear layer but the last.</param>
/// <param name="Output">The activation after the last. A classifier trained with <c>CrossEntropyLoss</c> ends in a linear layer, to which softmax belongs here.</param>
public sealed record PyTorchLayers(Activation Hidden, Activation Output)
{
    /// <summary>The activation after every linear layer but the last.</summary>
    public Activation Hidden { get; } = Hidden ?? throw new ArgumentNullException(nameof(Hidden));

    /// <summary>The activation after the last linear layer. A classifier trained with <c>CrossEntropyLoss</c> ends in a linear layer, to which softmax belongs here.</summary>
    public Activation Output { get; } = Output ?? throw new ArgumentNullException(nameof(Output));

    /// <summary>What was done to raw inputs before they came to the network; null for nothing.</summary>
    public Scaler? Scaler { get; init; }

    /// <summary>Names of the linear layers from first to last, as <c>fc1</c> for <c>fc1.weight</c>; empty to take them in the natural order of their names, in which <c>fc2</c> stands before <c>fc10</c>.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];
}
