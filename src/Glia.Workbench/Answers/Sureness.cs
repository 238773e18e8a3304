namespace Glia.Workbench;

/// <summary>How sure an answer is, in a word and a colour.</summary>
/// <param name="Word">The word.</param>
/// <param name="Color">The colour.</param>
public sealed record Sureness(string Word, (byte R, byte G, byte B) Color)
{
    /// <summary>Believed in at 90 % and more.</summary>
    public static Sureness Sure { get; } = new("sure", (0x2E, 0x7D, 0x32));

    /// <summary>Between the two.</summary>
    public static Sureness Fair { get; } = new("fairly sure", (0xC7, 0x7F, 0x00));

    /// <summary>Believed in at less than 60 %, or refused by a calibrated network.</summary>
    public static Sureness Unsure { get; } = new("unsure", (0xC6, 0x28, 0x28));

    /// <summary>The least belief that is fairly sure.</summary>
    public const float LeastFair = 0.6f;

    /// <summary>Sure from 90 % on, fairly sure from 60 %.</summary>
    public static Sureness Of(float belief) => belief >= 0.9f ? Sure : belief >= LeastFair ? Fair : Unsure;
}
