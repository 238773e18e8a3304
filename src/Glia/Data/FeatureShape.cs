namespace Glia;

/// <summary>How one sample's features are arranged: a picture of <paramref name="Height"/> × <paramref name="Width"/> values in row order, or a plain row (height 1).</summary>
/// <param name="Height">Rows of the picture, at least 1; 1 for features that are no picture.</param>
/// <param name="Width">Values of a row, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
public readonly record struct FeatureShape(int Height, int Width)
{
    /// <summary>Rows of the picture, at least 1; 1 for features that are no picture, and 0 in <c>default</c>, which is no shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Height
    {
        get;
        init => field = Checked(value, nameof(Height));
    } = Checked(Height, nameof(Height));

    /// <summary>Values of a row, at least 1; 0 in <c>default</c>, which is no shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Width
    {
        get;
        init => field = Checked(value, nameof(Width));
    } = Checked(Width, nameof(Width));

    /// <summary>Number of features: height × width.</summary>
    public int Length => checked(Height * Width);

    /// <summary>True where the features can be looked at as a picture.</summary>
    public bool IsImage => Height > 1;

    /// <summary>A row of <paramref name="length"/> features that are not a picture.</summary>
    public static FeatureShape Row(int length) => new(1, length);

    private static int Checked(int value, string name) => value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"The {(name == nameof(Height) ? "height" : "width")} of a sample must be at least 1.");

    /// <inheritdoc/>
    public override string ToString() => IsImage ? $"{Height} × {Width}" : $"{Width}";
}
