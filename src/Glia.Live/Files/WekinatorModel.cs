namespace Glia.Live;

/// <summary>A network that Wekinator trained.</summary>
/// <param name="OutputIndex">Index of its output, from 0.</param>
/// <param name="InputIndices">Indices of the inputs that it takes, from 0, in the order in which it takes them.</param>
/// <param name="Network">The network; it takes inputs and gives its output as they are, without any normalisation besides.</param>
public sealed record WekinatorModel(int OutputIndex, IReadOnlyList<int> InputIndices, Network Network);
