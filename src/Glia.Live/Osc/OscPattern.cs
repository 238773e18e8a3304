using System.Buffers;

namespace Glia.Live;

/// <summary>
/// Address patterns of OSC 1.0: <c>?</c> one byte, <c>*</c> any number of them, <c>[a-z]</c> one of these, <c>[!a-z]</c> one of the others,
/// <c>{one,two}</c> one of these words; none of them reaches over a slash. A malformed pattern matches nothing.
/// </summary>
/// <remarks>
/// A pattern is walked as the automaton that it is, all its places at once (K. Thompson, 1968): the work is at most length of the pattern
/// × length of the address, however many stars there are. Source of the syntax: M. Wright, The Open Sound Control 1.0 Specification (2002).
/// </remarks>
public static class OscPattern
{
    /// <summary>The longest pattern in bytes; a longer one matches nothing.</summary>
    public const int MaximumLength = 256;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("?*[]{}"u8);
    private static readonly SearchValues<byte> SignsInWords = SearchValues.Create("?*[]{"u8);

    /// <summary>Whether an address has any of the signs <c>? * [ ] { }</c> and may so mean several.</summary>
    public static bool IsPattern(ReadOnlySpan<byte> address) => address.ContainsAny(Signs);

    /// <summary>Whether <paramref name="address"/>, an address without pattern signs, is one that <paramref name="pattern"/> means.</summary>
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> address)
    {
        if (pattern.IsEmpty || pattern[0] != (byte)'/')
            return false;
        if (!IsPattern(pattern))
            return pattern.SequenceEqual(address);
        return pattern.Length <= MaximumLength && MatchesPartByPart(pattern, address);
    }

    private static bool MatchesPartByPart(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> address)
    {
        if (pattern.Count((byte)'/') != address.Count((byte)'/'))
            return false;

        while (true)
        {
            int end = pattern.IndexOf((byte)'/');
            int nameEnd = address.IndexOf((byte)'/');
            if (end < 0)
                return MatchesPart(pattern, address);
            if (!MatchesPart(pattern[..end], address[..nameEnd]))
                return false;
            pattern = pattern[(end + 1)..];
            address = address[(nameEnd + 1)..];
        }
    }

    // here[i]: what was read of the name so far is what pattern[..i] means.
    private static bool MatchesPart(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        if (!IsPattern(pattern))
            return pattern.SequenceEqual(name);
        if (!IsWellFormed(pattern))
            return false;

        Span<bool> here = stackalloc bool[MaximumLength + 1];
        Span<bool> next = stackalloc bool[MaximumLength + 1];
        here = here[..(pattern.Length + 1)];
        next = next[..(pattern.Length + 1)];
        here[0] = true;
        Skip(pattern, here);
        foreach (byte letter in name)
        {
            next.Clear();
            Step(pattern, here, letter, next);
            Skip(pattern, next);
            var last = here;
            here = next;
            next = last;
            if (!here.Contains(true))
                return false;
        }

        return here[^1];
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case (byte)'[':
                    int length = pattern[(i + 1)..].IndexOf((byte)']');
                    if (length <= 0 || (length == 1 && pattern[i + 1] == (byte)'!'))
                        return false;
                    i += length + 1;
                    break;
                case (byte)'{':
                    length = pattern[(i + 1)..].IndexOf((byte)'}');
                    if (length < 0 || pattern.Slice(i + 1, length).ContainsAny(SignsInWords))
                        return false;
                    i += length + 1;
                    break;
                case (byte)']' or (byte)'}':
                    return false;
            }
        }

        return true;
    }

    /// <summary>From where it stands to where it may stand without reading: behind a star, into each word of a group, behind the group at a word's end.</summary>
    private static void Skip(ReadOnlySpan<byte> pattern, Span<bool> here)
    {
        int groupEnd = -1;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case (byte)'*':
                    here[i + 1] |= here[i];
                    break;
                case (byte)'[':
                    i = EndOf(pattern, i, (byte)']');
                    break;
                case (byte)'{':
                    groupEnd = EndOf(pattern, i, (byte)'}');
                    if (here[i])
                        EnterWords(pattern, here, i, groupEnd);
                    break;
                case (byte)'}':
                case (byte)',' when i < groupEnd:
                    here[groupEnd + 1] |= here[i];
                    break;
            }
        }
    }

    private static void EnterWords(ReadOnlySpan<byte> pattern, Span<bool> here, int start, int end)
    {
        here[start + 1] = true;
        for (int i = start + 1; i < end; i++)
        {
            // A word's end is also where the one before it ends: only the place behind the comma begins a word.
            if (pattern[i] == (byte)',')
                here[i + 1] = true;
        }
    }

    private static void Step(ReadOnlySpan<byte> pattern, ReadOnlySpan<bool> here, byte letter, Span<bool> next)
    {
        int groupEnd = -1;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case (byte)'*':
                    next[i] |= here[i];
                    break;
                case (byte)'?':
                    next[i + 1] |= here[i];
                    break;
                case (byte)'[':
                    int end = EndOf(pattern, i, (byte)']');
                    next[end + 1] |= here[i] && IsIn(pattern[(i + 1)..end], letter);
                    i = end;
                    break;
                case (byte)'{':
                    groupEnd = EndOf(pattern, i, (byte)'}');
                    break;
                case (byte)'}':
                case (byte)',' when i < groupEnd:
                    break;
                default:
                    next[i + 1] |= here[i] && pattern[i] == letter;
                    break;
            }
        }
    }

    private static int EndOf(ReadOnlySpan<byte> pattern, int start, byte sign) => start + pattern[start..].IndexOf(sign);

    private static bool IsIn(ReadOnlySpan<byte> set, byte letter)
    {
        bool isNegated = set[0] == (byte)'!';
        if (isNegated)
            set = set[1..];

        bool isIn = false;
        while (!set.IsEmpty)
        {
            // A minus at the end stands for itself.
            bool isRange = set.Length > 2 && set[1] == (byte)'-';
            isIn |= isRange ? letter >= set[0] && letter <= set[2] : letter == set[0];
            set = set[(isRange ? 3 : 1)..];
        }

        return isIn != isNegated;
    }
}
