namespace Glia.Cli;

/// <summary>One matrix product of a training step: results are <paramref name="Rows"/> × <paramref name="Columns"/>, each a sum over <paramref name="Depth"/>.</summary>
/// <param name="Pass">Which part of the step it is.</param>
/// <param name="Rows">Samples for X·W and dZ·Wᵀ, inputs for Xᵀ·dZ.</param>
/// <param name="Depth">What is summed over.</param>
/// <param name="Columns">Before padding.</param>
/// <param name="ReadsDigits">Whether the left matrix is the digits, of which most pixels are 0.</param>
internal sealed record ProductShape(ProductPass Pass, int Rows, int Depth, int Columns, bool ReadsDigits)
{
    /// <summary>Those of the networks that are trained.</summary>
    public static IReadOnlyList<ProductShape> All { get; } =
    [
        new(ProductPass.Forward, 10, 784, 30, ReadsDigits: true),
        new(ProductPass.Forward, 32, 784, 100, ReadsDigits: true),
        new(ProductPass.Forward, 128, 784, 512, ReadsDigits: true),
        new(ProductPass.Forward, 128, 512, 512, ReadsDigits: false),
        new(ProductPass.WeightGradient, 784, 32, 100, ReadsDigits: true),
        new(ProductPass.WeightGradient, 784, 128, 512, ReadsDigits: true),
        new(ProductPass.InputGradient, 128, 512, 512, ReadsDigits: false),
    ];

    public string Name => $"{Prefix} {Rows}·{Depth}·{Columns}";

    /// <summary>Floating-point operations, padding not counted.</summary>
    public double Operations => 2.0 * Rows * Depth * Columns;

    private string Prefix => Pass switch
    {
        ProductPass.Forward => "X·W",
        ProductPass.WeightGradient => "Xᵀ·dZ",
        _ => "dZ·Wᵀ",
    };
}

/// <summary>The three products of a layer.</summary>
internal enum ProductPass
{
    Forward,
    WeightGradient,
    InputGradient,
}
