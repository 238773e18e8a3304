using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>Moves a layer's weights by each block of their gradient as the product brings it.</summary>
internal sealed class Descend(LayerLayout at, UpdateStep update) : Epilogue
{
    /// <inheritdoc/>
    public override bool IgnoresZeros => update.IgnoresZeros;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int row, int rows, int column, int columns, ref float c, nint cRow) =>
        update.Weights(at.WeightAt + (row * at.Stride) + column, at.Stride, rows, columns, ref c, cRow);
}
