namespace Glia.Kernels;

/// <summary>What happens to a block of a product while it is still in the first cache: an activation, a derivative, a step of the optimiser.</summary>
internal abstract class Epilogue
{
    /// <summary>True where a block of zeros would change nothing, so that it need not even be computed.</summary>
    public virtual bool IgnoresZeros => false;

    /// <summary>Takes results <paramref name="row"/> … of <paramref name="column"/> …, which lie at <paramref name="c"/> in rows of <paramref name="cRow"/> floats.</summary>
    public abstract void Run(int row, int rows, int column, int columns, ref float c, nint cRow);
}
