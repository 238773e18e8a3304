namespace Glia.Pages;

/// <summary>How the numbers of a <see cref="Picture"/> become colours.</summary>
public abstract record Palette
{
    /// <summary>Ink on paper as MNIST has it: 0 black, 255 white. Numbers of other ranges are stretched from their smallest to their largest.</summary>
    public static Palette Ink { get; } = new InkPalette();

    /// <summary>Blue below 0, white at 0, red above; the farthest from 0 gets the full colour.</summary>
    public static Palette Signed { get; } = new SignedPalette(null);

    /// <summary>The same with the full colour at ± <paramref name="limit"/>, so that several pictures compare.</summary>
    public static Palette SignedTo(double limit) => new SignedPalette(limit);

    /// <summary>The colours of <paramref name="values"/>.</summary>
    public abstract (byte R, byte G, byte B)[] Colors(IReadOnlyList<float> values);

    private sealed record InkPalette : Palette
    {
        public override (byte R, byte G, byte B)[] Colors(IReadOnlyList<float> values)
        {
            float low = 0, high = 255;
            if (values.Any(v => !(v is >= 0 and <= 255 && v == MathF.Floor(v)))) (low, high) = (values.Min(), values.Max());
            return [.. values.Select(v => high > low ? (byte)Math.Clamp((v - low) / (high - low) * 255, 0, 255) : (byte)0).Select(g => (g, g, g))];
        }
    }

    private sealed record SignedPalette(double? Limit) : Palette
    {
        private static readonly (int R, int G, int B) Below = (0x21, 0x66, 0xAC), Above = (0xB2, 0x18, 0x2B); // the ends of ColorBrewer's RdBu (Brewer 2002), which the colour-blind tell apart

        public override (byte R, byte G, byte B)[] Colors(IReadOnlyList<float> values)
        {
            double limit = Limit ?? values.Max(v => Math.Abs((double)v));
            return [.. values.Select(v => Color(limit > 0 ? Math.Clamp(v / limit, -1, 1) : 0))];
        }

        private static (byte R, byte G, byte B) Color(double part)
        {
            (int r, int g, int b) = part < 0 ? Below : Above;
            double strength = Math.Sqrt(Math.Abs(part)); // small weights are many and matter together: linear shades would hide them
            return (Mix(r), Mix(g), Mix(b));

            byte Mix(int end) => (byte)(255 + ((end - 255) * strength));
        }
    }
}
