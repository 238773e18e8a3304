using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>
/// A permutation of 0 … count − 1 that is computed place by place and keeps none of them: the generalised Feistel cipher with cycle walking of Black and Rogaway (2002, "Ciphers with arbitrary finite domains").
/// A number is split into two digits of the mixed base a · b ≥ count; in turn, each is moved on, round its base, by a hash of the other; a result that is not below count goes through again.
/// </summary>
internal sealed class IndexPermutation
{
    private const int Rounds = 6; // three make a permutation that passes for random (Luby and Rackoff 1988), an even number leaves the digits in their places

    private readonly uint _count, _low, _high;
    private readonly ulong[] _keys = new ulong[Rounds];

    public IndexPermutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = (uint)count;
        _low = Math.Max(1, (uint)Math.Ceiling(Math.Sqrt(count)));
        _high = Math.Max(1, (_count + _low - 1) / _low);
    }

    /// <summary>Chooses the permutation.</summary>
    public void Choose(Xoshiro256 random)
    {
        for (int i = 0; i < Rounds; i++) _keys[i] = random.NextUInt64();
    }

    /// <summary>The number at <paramref name="place"/>, which is below count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int At(int place)
    {
        uint number = (uint)place;
        do
        {
            number = Encipher(number);
        }
        while (number >= _count); // ends: the cycle that began below count comes back there
        return (int)number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Encipher(uint number)
    {
        uint high = number / _low, low = number - (high * _low);
        for (int round = 0; round < Rounds; round += 2)
        {
            low = Move(low, _keys[round] ^ high, _low);
            high = Move(high, _keys[round + 1] ^ low, _high);
        }

        return (high * _low) + low;
    }

    /// <summary>(digit + hash) mod bound; the hash is brought below the bound without a division (Lemire 2019).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Move(uint digit, ulong key, uint bound)
    {
        uint sum = digit + (uint)(((Xoshiro256.Mix(key) >> 32) * bound) >> 32);
        return sum >= bound ? sum - bound : sum;
    }
}
