namespace Glia;

/// <summary>How one sample's features are arranged: a picture of <paramref name="Height"/> × <paramref name="Width"/> values in row order, or a plain row (height 1).</summary>
public readonly record struct FeatureShape(int Height, int Width)
{
    /// <summary>Number of features: height × width.</summary>
    public int Length => checked(Height * Width);

    /// <summary>True where the features can be looked at as a picture.</summary>
    public bool IsImage => Height > 1;

    /// <summary>A row of <paramref name="length"/> features that are not a picture.</summary>
    public static FeatureShape Row(int length) => new(1, length);

    /// <inheritdoc/>
    public override string ToString() => IsImage ? $"{Height} × {Width}" : $"{Width}";
}
