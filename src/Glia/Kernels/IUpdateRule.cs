namespace Glia.Kernels;

/// <summary>How one weight moves, given its gradient and up to two remembered numbers (slots).</summary>
internal interface IUpdateRule
{
    /// <summary>Numbers remembered per weight: 0, 1 or 2.</summary>
    static abstract int Slots { get; }

    /// <summary>True where a gradient of 0 changes neither the weight nor what is remembered.</summary>
    static virtual bool IgnoresZeros => false;

    /// <summary>The new weight.</summary>
    T Step<T>(T weight, T gradient, ref T slot1, ref T slot2)
        where T : struct, IReal<T>;
}
