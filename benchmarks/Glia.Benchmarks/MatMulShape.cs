namespace Glia.Benchmarks;

/// <summary>One product of a training step: results are <paramref name="Rows"/> × <paramref name="Columns"/>, each a sum over <paramref name="Depth"/>.</summary>
/// <param name="Name">Which pass it belongs to, and of which network.</param>
/// <param name="Rows">Samples for X·W and dZ·Wᵀ, inputs for Xᵀ·dZ.</param>
/// <param name="Depth">What is summed over.</param>
/// <param name="Columns">Before padding.</param>
/// <param name="AlongColumns">True for Xᵀ·dZ, which reads X along its columns.</param>
public sealed record MatMulShape(string Name, int Rows, int Depth, int Columns, bool AlongColumns = false)
{
    /// <summary>The shapes of docs and results: forward passes, weight gradients, input gradients, and one large square.</summary>
    public static IReadOnlyList<MatMulShape> All { get; } =
    [
        new("forward 10, 784 to 30", 10, 784, 30),
        new("forward 32, 784 to 100", 32, 784, 100),
        new("forward 128, 784 to 512", 128, 784, 512),
        new("forward 128, 512 to 512", 128, 512, 512),
        new("dW 784 x 100, batch 32", 784, 32, 100, AlongColumns: true),
        new("dW 784 x 512, batch 128", 784, 128, 512, AlongColumns: true),
        new("dX 32, 512 to 512", 32, 512, 512),
        new("dX 128, 512 to 512", 128, 512, 512),
        new("square 1024", 1024, 1024, 1024),
    ];

    /// <summary>Floating-point operations, padding not counted.</summary>
    public double Operations => 2.0 * Rows * Depth * Columns;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
