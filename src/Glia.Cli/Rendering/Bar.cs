namespace Glia.Cli;

/// <summary>Horizontal bars.</summary>
internal static class Bar
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    /// <summary>A bar of <paramref name="width"/> columns filled to <paramref name="part"/>, 0 … 1, to an eighth of a column.</summary>
    public static string Solid(double part, int width)
    {
        int eighths = (int)Math.Round(Math.Clamp(double.IsNaN(part) ? 0 : part, 0, 1) * width * 8, MidpointRounding.AwayFromZero);
        string bar = new('█', eighths / 8);
        if (eighths % 8 > 0) bar += Eighths[eighths % 8];
        return bar.PadRight(width);
    }

    /// <summary>A thin progress bar as markup: done in green, the rest dim.</summary>
    public static string Thin(double part, int width)
    {
        int done = (int)(Math.Clamp(part, 0, 1) * width);
        return $"[green]{new string('━', done)}[/][dim]{new string('─', width - done)}[/]";
    }
}
