namespace Glia.Workbench;

/// <summary>The ways of scaling inputs that have a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Create">Makes the scaler, of the data where it is to be measured on them.</param>
public sealed record Scaling(string Name, Func<Dataset, Scaler> Create)
{
    /// <summary>Every way.</summary>
    public static IReadOnlyList<Scaling> All { get; } =
    [
        new("standardise", data => Scaler.Standardize(data, perFeature: !data.Shape.IsImage)),
        new("deviation", data => Scaler.DivideByDeviation(data, perFeature: !data.Shape.IsImage)),
        new("255", _ => Scaler.Divide(255)),
        new("256", _ => Scaler.Divide(256)),
        new("0.01-1", _ => Scaler.Range(0, 255, 0.01f, 1)),
        new("0.01-0.99", _ => Scaler.Range(0, 255, 0.01f, 0.99f)),
        new("-1-1", _ => Scaler.Range(0, 255, -1, 1)),
        new("none", _ => Scaler.None),
    ];

    /// <summary>The way of that name, or null.</summary>
    public static Scaling? Find(string name) => All.FirstOrDefault(s => s.Name == name) ?? (name == "standardize" ? All[0] : null);
}
