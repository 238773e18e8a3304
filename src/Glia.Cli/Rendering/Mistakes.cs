using Spectre.Console;

namespace Glia.Cli;

/// <summary>The worst mistakes as small pictures beside each other.</summary>
internal static class Mistakes
{
    private const int PictureWidth = 22, Gap = 3, Most = 4;

    public static void Write(ToolConsole console, Evaluation evaluation, Dataset data)
    {
        if (!data.Shape.IsImage) return;
        int fitting = Math.Clamp((console.Width - 2 + Gap) / (PictureWidth + Gap), 1, Most);
        Answer[] worst = [.. evaluation.WorstMistakes().Take(fitting)];
        if (worst.Length == 0) return;
        console.Out.WriteLine();
        console.Out.MarkupLine("  [bold]Its worst mistakes[/]");
        string[][] blocks = [.. worst.Select(answer => Block(console, answer, data))];
        foreach (string line in Picture.Beside(blocks, new string(' ', Gap))) console.Out.MarkupLine(("  " + line).TrimEnd());
    }

    private static string[] Block(ToolConsole console, Answer answer, Dataset data)
    {
        (float[] pixels, FeatureShape shape) = Picture.WithoutRim(data.Features(answer.Index), data.Shape);
        string[] lines = Picture.Lines(pixels, shape, console.HasColor, PictureWidth);
        string looks = answer.Predicted < 0 ? "no answer" : $"looks like {Name(data, answer.Predicted)}";
        return
        [
            .. lines.Select(l => Pad(l, PictureWidth)),
            Pad($"[red]{Markup.Escape(looks)}[/], is [green]{Markup.Escape(Name(data, answer.Actual))}[/]", PictureWidth),
            Pad($"[dim]{Show.Percent(answer.Confidence, 0)} sure, no. {answer.Index}[/]", PictureWidth),
        ];
    }

    private static string Name(Dataset data, int label) => data.ClassNames[label] is { Length: <= 6 } name ? name : data.ClassNames[label][..5] + "…";

    private static string Pad(string markup, int width) => markup + new string(' ', Math.Max(0, width - Length(markup)));

    // Spectre takes the markup of nothing but blanks for empty.
    private static int Length(string markup) => string.IsNullOrWhiteSpace(markup) ? markup.Length : Markup.Remove(markup).Length;
}
