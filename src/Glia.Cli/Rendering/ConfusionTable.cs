using Spectre.Console;

namespace Glia.Cli;

/// <summary>A confusion matrix in the terminal: true classes down, answers across, the right ones green, mistakes the redder the more there are.</summary>
internal static class ConfusionTable
{
    private const int MostNameLength = 12;

    public static void Write(ToolConsole console, ConfusionMatrix matrix, string indent = "  ")
    {
        int classes = matrix.ClassNames.Count;
        int label = Math.Max(2, Math.Min(MostNameLength, matrix.ClassNames.Max(n => n.Length)));
        int cell = Math.Max(Largest(matrix).ToString("N0").Length, label) + 1;
        if (indent.Length + label + (cell * classes) + 10 > console.Width)
        {
            WritePairs(console, matrix, indent);
            return;
        }

        console.Out.MarkupLine($"{indent}[dim]{"is",-4}[/][dim]{new string(' ', Math.Max(0, label - 4))}{"read as",9}[/]");
        string names = string.Concat(matrix.ClassNames.Select(n => Cut(n, label).PadLeft(cell)));
        console.Out.MarkupLine($"{indent}{new string(' ', label)}[bold]{Markup.Escape(names)}[/]   [dim]found[/]");
        int worst = Worst(matrix);
        for (int i = 0; i < classes; i++)
        {
            string row = string.Concat(Enumerable.Range(0, classes).Select(j => Cell(matrix[i, j], i == j, worst, cell)));
            console.Out.MarkupLine($"{indent}[bold]{Markup.Escape(Cut(matrix.ClassNames[i], label).PadLeft(label))}[/]{row}   {Show.Percent(matrix.Recall(i), 1)}");
        }

        if (matrix.Invalid > 0) console.Out.MarkupLine($"{indent}[red]{Show.Count(matrix.Invalid)} answers were no class at all.[/]");
    }

    private static string Cell(int count, bool isRight, int worst, int width)
    {
        string text = (count == 0 ? "·" : count.ToString("N0")).PadLeft(width);
        if (count == 0) return $"[dim]{text}[/]";
        if (isRight) return $"[green]{text}[/]";
        string blanks = text[..^text.TrimStart().Length];
        int red = 70 + (150 * count / worst);
        return $"{blanks}[white on #{red:x2}1818]{text.TrimStart()}[/]";
    }

    /// <summary>Where the matrix is too wide: the pairs that were mixed up most.</summary>
    private static void WritePairs(ToolConsole console, ConfusionMatrix matrix, string indent)
    {
        var table = new TextTable("<is", "<read as", "times");
        IEnumerable<(int I, int J)> pairs = from i in Enumerable.Range(0, matrix.ClassNames.Count)
                                            from j in Enumerable.Range(0, matrix.ClassNames.Count)
                                            where i != j && matrix[i, j] > 0
                                            orderby matrix[i, j] descending
                                            select (i, j);
        foreach ((int i, int j) in pairs.Take(10)) table.Add(matrix.ClassNames[i], matrix.ClassNames[j], Show.Count(matrix[i, j]));
        console.Out.MarkupLine($"{indent}[dim]the pairs mixed up most ({matrix.ClassNames.Count} classes are too many for a matrix of this width)[/]");
        table.Write(console.Out, indent);
    }

    private static int Largest(ConfusionMatrix matrix) => Enumerable.Range(0, matrix.ClassNames.Count).Max(matrix.Support);

    private static int Worst(ConfusionMatrix matrix)
    {
        int worst = 1;
        for (int i = 0; i < matrix.ClassNames.Count; i++)
            for (int j = 0; j < matrix.ClassNames.Count; j++)
                if (i != j) worst = Math.Max(worst, matrix[i, j]);
        return worst;
    }

    private static string Cut(string name, int length) => name.Length <= length ? name : name[..(length - 1)] + "…";
}
