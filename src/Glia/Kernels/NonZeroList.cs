using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>
/// The values of a single sample that are not zero, one after another, and their places, in order. A zero adds nothing to a sum and moves no weight: one sample's way
/// through a layer follows this list, and four of five inputs of a handwritten digit are not on it.
/// </summary>
internal abstract class NonZeroList
{
    private const int Cost = 2; // to look a value up in the list costs about as much as to multiply a zero

    private readonly int _length;

    private NonZeroList(int length)
    {
        _length = length;
        Places = new int[FloatBuffer.Pad(length) + FloatBuffer.Line]; // a whole register is written at a time
        Values = new FloatBuffer(Places.Length);
    }

    /// <summary>The places of the values, from 0 on, ascending.</summary>
    public int[] Places { get; }

    /// <summary>The values.</summary>
    public FloatBuffer Values { get; }

    /// <summary>Number of values that are not zero.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the list is that of the sample at hand.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Whether to follow the list is quicker than to take every value as it comes.</summary>
    public bool Pays => IsCurrent && Count * Cost < _length;

    public static NonZeroList Create(SimdWidth width, int length) => width.Create(new Factory(length));

    /// <summary>Lists the values of <paramref name="x"/>, whose padding may hold anything: a sigmoid makes ½ of its zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(FloatBuffer x)
    {
        int count = List(ref x[0], FloatBuffer.Pad(_length));
        while (count > 0 && Places[count - 1] >= _length) count--;
        (Count, IsCurrent) = (count, true);
    }

    /// <summary>Lists bytes times <paramref name="scale"/>, which must leave each but 0 different from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ref byte raw, float scale) => (Count, IsCurrent) = (List(ref raw, scale, _length), true);

    /// <summary>Says that the list is no longer that of the sample at hand.</summary>
    public void Forget() => IsCurrent = false;

    /// <summary>Lists 64 bytes times <paramref name="scale"/>, a register of floats at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PieceByPiece<V>(ref byte first64, V scale, int first, ref int places, ref float values)
        where V : struct, ILanes<V>
    {
        int count = 0;
        for (int at = 0; at < NonZeros.Word; at += V.Count)
            count += V.ListNonZeros(V.LoadBytes(ref Unsafe.Add(ref first64, at)) * scale, first + at, ref Unsafe.Add(ref places, count), ref Unsafe.Add(ref values, count));
        return count;
    }

    protected abstract int List(ref float x, int length);

    protected abstract int List(ref byte raw, float scale, int length);

    private readonly struct Factory(int length) : IPerWidth<NonZeroList>
    {
        public NonZeroList Create<V>()
            where V : struct, ILanes<V> => new Wide<V>(length);
    }

    private sealed class Wide<V>(int length) : NonZeroList(length)
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override int List(ref float x, int length)
        {
            int count = 0;
            for (int at = 0; at < length; at += V.Count)
                count += V.ListNonZeros(V.Load(ref Unsafe.Add(ref x, at)), at, ref Places[count], ref Values[count]);
            return count;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override int List(ref byte raw, float scale, int length)
        {
            int count = 0, at = 0;
            V factor = V.All(scale);
            for (; at + NonZeros.Word <= length; at += NonZeros.Word)
                count += V.ListNonZeroBytes(ref Unsafe.Add(ref raw, at), factor, at, ref Places[count], ref Values[count]);
            for (; at + V.Count <= length; at += V.Count)
                count += V.ListNonZeros(V.LoadBytes(ref Unsafe.Add(ref raw, at)) * factor, at, ref Places[count], ref Values[count]);
            for (; at < length; at++)
            {
                (Places[count], Values[count]) = (at, Unsafe.Add(ref raw, at) * scale);
                if (Unsafe.Add(ref raw, at) != 0) count++;
            }

            return count;
        }
    }
}
