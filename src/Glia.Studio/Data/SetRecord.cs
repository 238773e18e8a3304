namespace Glia.Studio.Data;

/// <summary>What <c>set.json</c> holds: all of a set but its samples, which lie beside it as <c>pictures/CLASS/NUMBER.png</c> or as <c>samples.csv</c>. Immutable.</summary>
internal sealed record SetRecord
{
    public const string FormatName = "glia set 1";

    public string Format { get; init; } = FormatName;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>pictures, points or table.</summary>
    public required string Kind { get; init; }

    /// <summary>How pictures are made ready: <see cref="PictureFit.Digit"/> or <see cref="PictureFit.Whole"/>.</summary>
    public string Fit { get; init; } = PictureFit.Digit;

    /// <summary>Pixels of a picture's side.</summary>
    public int Side { get; init; } = 28;

    /// <summary>The classes in the order in which they are shown; of a table those of its file.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What a table holds; null for others.</summary>
    public TableFacts? Table { get; init; }
}

/// <summary>Kinds of sets.</summary>
internal static class SetKind
{
    public const string Pictures = "pictures", Points = "points", Table = "table";
}
