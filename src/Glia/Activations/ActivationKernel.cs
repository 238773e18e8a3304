namespace Glia.Activations;

/// <summary>An activation at one width, over blocks of a layer's batch: shape <c>(rows, columns)</c>, rows <c>stride</c> floats apart, columns a multiple of 16.</summary>
internal abstract class ActivationKernel
{
    /// <summary>True where each value stands alone, so that a block may be any part of a batch; false where it must hold whole rows.</summary>
    public abstract bool IsElementwise { get; }

    /// <summary>a = f(z).</summary>
    public abstract void Forward(ref float z, ref float a, int rows, int columns, int stride);

    /// <summary>dz = da ⊙ f'(z), in the place of <paramref name="da"/>.</summary>
    public abstract void Backward(ref float z, ref float a, ref float da, int rows, int columns, int stride);
}
