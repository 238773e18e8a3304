using System.Diagnostics.CodeAnalysis;

namespace Glia;

/// <summary>
/// Several processes, called ranks, that train one network together: each works through its part of every batch, and what they found is added up. Every rank calls the same members in the same order; a
/// call returns when all have made it. <c>Glia.Mpi</c> has one over MPI.
/// </summary>
[Experimental(ExperimentalFeatures.Ranks)]
public interface ICollective
{
    /// <summary>The number of this process, 0 … <see cref="Size"/> − 1.</summary>
    int Rank { get; }

    /// <summary>Number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>Puts into each place the sum of what all ranks have there. All get the same bits, and the same again for the same numbers from as many ranks.</summary>
    /// <param name="values">Numbers of shape <c>(count)</c>, the count being the same on every rank; replaced by the sums. Where the others cannot be reached, it throws an exception of its own, which ends the training.</param>
    void Sum(Span<float> values);

    /// <summary>Puts into each place the sum of the double-precision numbers that all ranks have there. All get the same bits, and the same again for the same numbers from as many ranks.</summary>
    /// <param name="values">Numbers of shape <c>(count)</c>, the count being the same on every rank; replaced by the sums. Where the others cannot be reached, it throws an exception of its own, which ends the training.</param>
    void Sum(Span<double> values);
}
