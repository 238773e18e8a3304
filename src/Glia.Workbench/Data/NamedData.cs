namespace Glia.Workbench;

/// <summary>Data and what they are in words.</summary>
/// <param name="Data">The data.</param>
/// <param name="Name">What they are: <c>MNIST, 10,000 test digits</c>.</param>
public sealed record NamedData(Dataset Data, string Name);
