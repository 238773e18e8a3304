using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// What the ranks of a training tell each other. In each step one message: the gradients of their parts of the batch, and behind them loss, hits, and whether somebody was asked to stop, so that all
/// see a diverged step and all end after the same one.
/// </summary>
internal sealed class RankExchange(ICollective ranks)
{
    /// <summary>Floats that a rank adds behind its gradients.</summary>
    public const int Extra = FloatBuffer.Line;

    private readonly double[] _measured = new double[2];
    private bool _wantsToStop, _allStop;

    /// <summary>Whether this rank writes files and tells how it goes.</summary>
    public bool IsFirst => ranks.Rank == 0;

    /// <summary>The most samples that a rank has of a batch.</summary>
    public int MostRows(int batch) => (int)(((long)batch + ranks.Size - 1) / ranks.Size);

    /// <summary>This rank's part of a batch, or of a data set: neighbours, and about as many for all.</summary>
    public (int Start, int Count) Part(int count)
    {
        int start = (int)((long)count * ranks.Rank / ranks.Size);
        return (start, (int)((long)count * (ranks.Rank + 1) / ranks.Size) - start);
    }

    /// <summary>Adds up the gradients, in place, to those of the whole batch.</summary>
    /// <param name="gradients">The gradients of this rank's part, and <see cref="Extra"/> floats.</param>
    /// <param name="loss">This rank's part of the mean loss.</param>
    /// <param name="correct">This rank's right answers.</param>
    /// <returns>Loss and right answers of the whole batch.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Loss, int Correct) Sum(FloatBuffer gradients, double loss, int correct)
    {
        Span<float> extra = gradients.Slice(gradients.Length - Extra, Extra);
        (extra[0], extra[1], extra[2]) = ((float)loss, correct, _wantsToStop ? 1 : 0);
        ranks.Sum(gradients.Span);
        _allStop = extra[2] > 0;
        return (extra[0], (int)extra[1]);
    }

    /// <summary>Whether all ranks stop now; one that is asked to does so a step later, when the others have heard.</summary>
    public bool StopsNow(bool isAsked)
    {
        bool all = _allStop;
        (_wantsToStop, _allStop) = (isAsked && !all, false);
        return all;
    }

    /// <summary>Adds up what the ranks have measured, each on its part.</summary>
    public (double Loss, int Correct) Sum(double loss, int correct)
    {
        (_measured[0], _measured[1]) = (loss, correct);
        ranks.Sum(_measured);
        return (_measured[0], (int)_measured[1]);
    }

    /// <summary>Makes sure that all ranks have the same weights.</summary>
    /// <exception cref="RanksDifferException">They do not: a machine computes otherwise, or they began with different files.</exception>
    public void CheckWeights(ReadOnlySpan<float> weights)
    {
        if (FirstOther(SHA256.HashData(MemoryMarshal.AsBytes(weights))) is { } other)
            throw new RanksDifferException($"Rank {other} has other weights than rank 0: they began with different networks or checkpoints, or their machines do not compute alike. Nothing more is saved.");
    }

    /// <summary>Makes sure that all ranks learn from the same data.</summary>
    /// <exception cref="RanksDifferException">They do not.</exception>
    public void CheckData(string fingerprint)
    {
        if (FirstOther(SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint))) is { } other)
            throw new RanksDifferException($"Rank {other} has other data than rank 0. Every rank needs the same data in the same order, of which it reads its part.");
    }

    /// <summary>The first rank whose digest is not that of rank 0; null where all are the same.</summary>
    private int? FirstOther(ReadOnlySpan<byte> digest)
    {
        var all = new double[ranks.Size];
        all[ranks.Rank] = BinaryPrimitives.ReadUInt32LittleEndian(digest); // which a double holds exactly
        ranks.Sum(all);
        int other = Array.FindIndex(all, value => value != all[0]);
        return other < 0 ? null : other;
    }
}
