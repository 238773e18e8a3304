namespace Glia.Cli;

/// <summary>The ways of writing classes as target values that have a name on the command line.</summary>
internal sealed record Targets(string Name, TargetEncoding Encoding)
{
    public static IReadOnlyList<Targets> All { get; } =
    [
        new("0-1", new OneHot()),
        new("0.01-0.99", new OneHot(0.01f, 0.99f)),
        new("binary", new BinaryCode()),
    ];

    public static Targets? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
