using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// What training makes small: a number L for outputs a and targets t of one sample, shape <c>(out)</c>, and its gradient. The loss of a batch is the
/// mean over its samples. Immutable.
/// </summary>
public abstract record Loss
{
    /// <summary>The name in model files and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Every built-in loss with its default settings, in the order of the documentation.</summary>
    public static IReadOnlyList<Loss> All { get; } =
        [new MeanSquaredError(), new SquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(), new CrossEntropy(), new BinaryCrossEntropy()];

    /// <summary>The built-in loss of that name, or null.</summary>
    public static Loss? Find(string name) => All.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>L of one sample.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public double Value(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        CheckLengths(outputs, targets);
        Span<F32> gradient = new F32[outputs.Length];
        ReadOnlySpan<F32> a = MemoryMarshal.Cast<float, F32>(outputs);
        return Sample(fused: false, a, a, MemoryMarshal.Cast<float, F32>(targets), new F32(1), gradient).Value;
    }

    /// <summary>∂L/∂a of one sample, shape <c>(out)</c>.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public float[] Gradient(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        CheckLengths(outputs, targets);
        var gradient = new float[outputs.Length];
        ReadOnlySpan<F32> a = MemoryMarshal.Cast<float, F32>(outputs);
        Sample(fused: false, a, a, MemoryMarshal.Cast<float, F32>(targets), new F32(1), MemoryMarshal.Cast<float, F32>(gradient.AsSpan()));
        return gradient;
    }

    /// <summary>True where the loss and <paramref name="output"/> together have one simple gradient with respect to z, stable for any z.</summary>
    internal virtual bool FusesWith(Activation output) => false;

    /// <summary>Refuses an output layer on which this loss would make no sense.</summary>
    /// <exception cref="ArgumentException">The outputs are not what the loss needs; the message says what to use.</exception>
    internal virtual void Check(Activation output, int outputs)
    {
    }

    /// <summary>
    /// L of one sample, and its gradient times <paramref name="scale"/>: with respect to z where <paramref name="fused"/>, else to a.
    /// </summary>
    internal abstract T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient)
        where T : struct, IReal<T>;

    /// <summary>The same for floats, without the search for a generic method's code that each call of the other costs.</summary>
    internal abstract F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient);

    private static void CheckLengths(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        if (outputs.Length == 0 || outputs.Length != targets.Length)
            throw new ArgumentException($"There are {outputs.Length} outputs and {targets.Length} targets; a loss needs as many of one as of the other, and at least one.");
    }
}
