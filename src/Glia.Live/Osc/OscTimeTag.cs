namespace Glia.Live;

/// <summary>When a bundle is to take effect, as NTP writes it: seconds since 1900-01-01 in the upper 32 bits, 2⁻³² s in the lower. Glia reads it and does not wait for it.</summary>
/// <param name="Value">The 64 bits.</param>
public readonly record struct OscTimeTag(ulong Value)
{
    private static readonly DateTime Epoch = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>At once: the value 1.</summary>
    public static OscTimeTag Immediately => new(1);

    /// <summary>Whether it means "at once".</summary>
    public bool IsImmediate => Value == 1;

    /// <summary>That moment, to a tick of 100 ns; before 2036-02-07 or wrapped around as NTP's seconds are. A time that does not say of what zone it is (<see cref="DateTimeKind.Unspecified"/>) counts as local.</summary>
    public static OscTimeTag FromDateTime(DateTime time)
    {
        long ticks = (time.ToUniversalTime() - Epoch).Ticks;
        (long seconds, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);

        // Upwards, so that the way back, which cuts off, finds the same tick.
        ulong fraction = (((ulong)rest << 32) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        return new OscTimeTag(((ulong)(uint)seconds << 32) | fraction);
    }

    /// <summary>The moment in UTC, 1900-01-01 … 2036-02-07, cut off to a tick of 100 ns.</summary>
    public DateTime ToDateTime()
    {
        long ticks = (long)(((Value & uint.MaxValue) * TimeSpan.TicksPerSecond) >> 32);
        return Epoch.AddTicks(((long)(Value >> 32) * TimeSpan.TicksPerSecond) + ticks);
    }
}
