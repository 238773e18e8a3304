using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>A loss that is a sum over the outputs, each term of one output and its target, times one factor.</summary>
public abstract record ElementwiseLoss : Loss
{
    private protected ElementwiseLoss()
    {
    }

    /// <summary>The factor before the sum: 1/n for a mean over n outputs, 1 for a sum, ½ for half a sum.</summary>
    private protected abstract double Factor(int outputs);

    /// <summary>One term, given d = a − t.</summary>
    private protected abstract T Term<T>(T d)
        where T : struct, IReal<T>;

    /// <summary>The derivative of one term, given d = a − t.</summary>
    private protected abstract T Slope<T>(T d)
        where T : struct, IReal<T>;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal sealed override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient)
    {
        T factor = T.Of(Factor(a.Length)), sum = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            T d = a[i] - t[i];
            sum += Term(d);
            gradient[i] = Slope(d) * factor * scale;
        }

        return sum * factor;
    }
}
