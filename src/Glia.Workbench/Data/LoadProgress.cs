namespace Glia.Workbench;

/// <summary>How far the loading of data is.</summary>
/// <param name="What">What is being done: <c>drawing digits</c>.</param>
/// <param name="Done">Samples done.</param>
/// <param name="Total">Samples in all.</param>
public sealed record LoadProgress(string What, int Done, int Total);
