using Glia.Datasets;

namespace Glia.OwnHandwriting;

/// <summary>A way in which pictures of digits come about.</summary>
internal sealed record Situation(string Name, Func<Scribe, RasterImage> Make);

/// <summary>All situations.</summary>
internal static partial class Situations
{
    public static IReadOnlyList<Situation> All { get; } = [.. Photos, .. Papers, .. Pens, .. Screens, .. Places];

    // Everything in between the two shades of light that a room throws on paper.
    private static Func<double, double, double> Slanting(Scribe s, double depth)
    {
        double dx = s.Between(-1, 1), dy = s.Between(-1, 1), norm = Math.Abs(dx) + Math.Abs(dy) + 0.2;
        return (x, y) => 1 - (depth * (0.5 + (((dx * (x - 0.5)) + (dy * (y - 0.5))) / norm)));
    }

    private static Func<double, double, double> Vignette(double depth) => (x, y) => 1 - (depth * (((x - 0.5) * (x - 0.5)) + ((y - 0.5) * (y - 0.5))) * 2);

    // Paper whose fibres show by `amount`.
    private static Page Sheet(Scribe s, int width, int height, Rgb colour, double amount)
    {
        var grain = new Grain(s.NextSeed());
        return new(width, height, (x, y) => colour * (1 + (amount * (grain.At(x, y, 2.2) + grain.At(x, y, 5, 3) - 1))));
    }
}
