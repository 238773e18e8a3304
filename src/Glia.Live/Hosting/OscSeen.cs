namespace Glia.Live;

/// <summary>A message that came or went.</summary>
public sealed record OscSeen
{
    /// <summary>Whether it came.</summary>
    public required bool IsIn { get; init; }

    /// <summary>When, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public required long Time { get; init; }

    /// <summary>What it says, as <see cref="OscText"/> writes it; of a long one the address alone, and ….</summary>
    public required string Text { get; init; }
}
