namespace Glia.Pages;

/// <summary>One of the networks that a <see cref="ComparisonReport"/> is about.</summary>
/// <param name="Letter">What it is called in tables: A, B …</param>
/// <param name="Name">What it is called otherwise, such as its file.</param>
/// <param name="Network">The network.</param>
/// <param name="Evaluation">Its answers.</param>
/// <param name="FileBytes">Length of its file; null where it has none.</param>
public sealed record ComparedNetwork(string Letter, string Name, Network Network, Evaluation Evaluation, long? FileBytes = null)
{
    /// <summary>Widths and functions: <c>784-128-10, silu, softmax</c>.</summary>
    public string Shape => string.Join("-", Network.Layers.OfType<Dense>().Select(d => d.Units).Prepend(Network.Inputs)) + ", " + string.Join(", ", Network.Layers.OfType<Dense>().Select(d => d.Activation.Name));
}
