namespace Glia.Workbench;

/// <summary>The ways of writing classes as target values that have a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Encoding">How a class becomes target values.</param>
public sealed record Targets(string Name, TargetEncoding Encoding)
{
    /// <summary>Every way.</summary>
    public static IReadOnlyList<Targets> All { get; } =
    [
        new("0-1", new OneHot()),
        new("0.01-0.99", new OneHot(0.01f, 0.99f)),
        new("binary", new BinaryCode()),
    ];

    /// <summary>The way of that name, or null.</summary>
    public static Targets? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
