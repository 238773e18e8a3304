using System.Globalization;

namespace Glia.Peers;

/// <summary>Pairs of a name and a value, as run.py gives them.</summary>
internal sealed class Arguments(string[] args)
{
    private readonly Dictionary<string, string> _values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);

    public string? Find(string name) => _values.GetValueOrDefault(name);

    public string Text(string name) => Find(name) ?? throw new ArgumentException($"{name} is missing.");

    public int Whole(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    public double Number(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);
}
