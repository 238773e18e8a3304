using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>One term of a loss that is a sum over the outputs, and the factor before that sum.</summary>
internal interface ILossTerm
{
    /// <summary>The factor before the sum: 1/n for a mean over n outputs, 1 for a sum, ½ for half a sum.</summary>
    double Factor(int outputs);

    /// <summary>One term, given d = a − t.</summary>
    T Of<T>(T d)
        where T : struct, IReal<T>;

    /// <summary>The derivative of one term, given d = a − t.</summary>
    T Slope<T>(T d)
        where T : struct, IReal<T>;
}

/// <summary>A loss that is a sum over the outputs, each term of one output and its target, times one factor.</summary>
public abstract record ElementwiseLoss : Loss
{
    private protected ElementwiseLoss()
    {
    }

    /// <summary>The sum; called with the type of the term, so that its formula comes into the loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static T Sum<TTerm, T>(TTerm term, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient)
        where TTerm : struct, ILossTerm
        where T : struct, IReal<T>
    {
        T factor = T.Of(term.Factor(a.Length)), sum = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            T d = a[i] - t[i];
            sum += term.Of(d);
            gradient[i] = term.Slope(d) * factor * scale;
        }

        return sum * factor;
    }
}
