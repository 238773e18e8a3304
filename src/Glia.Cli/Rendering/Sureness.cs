namespace Glia.Cli;

/// <summary>How sure an answer is, in a word and a colour.</summary>
internal sealed record Sureness(string Word, (byte R, byte G, byte B) Color)
{
    public static Sureness Sure { get; } = new("sure", (0x2E, 0x7D, 0x32));

    public static Sureness Fair { get; } = new("fairly sure", (0xC7, 0x7F, 0x00));

    public static Sureness Unsure { get; } = new("unsure", (0xC6, 0x28, 0x28));

    /// <summary>The least belief that is fairly sure.</summary>
    public const float LeastFair = 0.6f;

    /// <summary>Sure from 90 % on, fairly sure from 60 %.</summary>
    public static Sureness Of(float belief) => belief >= 0.9f ? Sure : belief >= LeastFair ? Fair : Unsure;
}
