using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>
/// The random generator of everything in Glia: xoshiro256++ (Blackman and Vigna 2019), seeded through SplitMix64 (Steele, Lea and Flood 2014).
/// The same seed and stream give the same numbers on every machine; <c>default</c> is the generator of seed 0. Not safe to share between threads: give each its own stream.
/// </summary>
public struct Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>The generator of seed 0.</summary>
    public Xoshiro256()
        : this(0)
    {
    }

    /// <summary>A generator for <paramref name="seed"/>; different <paramref name="stream"/>s of one seed are independent of each other.</summary>
    public Xoshiro256(ulong seed, ulong stream = 0)
    {
        ulong state = seed ^ Mix(stream + 0x632BE59BD9B4E019UL);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        if (result == 0 && IsUnseeded()) result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A double in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A float in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A double in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An integer in [0, <paramref name="bound"/>), every value equally likely (Lemire 2019).</summary>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold) product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A draw from the normal distribution N(0, 1), by Marsaglia's polar method (1964) with logarithms that are the same on every machine.</summary>
    public double NextNormal()
    {
        // The second of the pair is dropped: a generator without hidden state beyond its four words can be saved as those words.
        while (true)
        {
            double u = NextDouble(-1, 1), v = NextDouble(-1, 1);
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1) return u * Math.Sqrt(-2 * StableMath.Log(s) / s);
        }
    }

    /// <summary>Shuffles <paramref name="items"/> in place (Fisher and Yates 1938; Durstenfeld 1964).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A 64-bit hash of <paramref name="value"/> in which every bit depends on every bit (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>Seeds what never was seeded, <c>default</c>: from four zeros the generator would never come away. No seed gives them, and no generator comes back to them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsUnseeded()
    {
        if ((_s0 | _s1 | _s2 | _s3) != 0) return false;
        this = new Xoshiro256(0);
        return true;
    }

    private static ulong SplitMix(ref ulong state) => Mix(state += 0x9E3779B97F4A7C15UL);
}
