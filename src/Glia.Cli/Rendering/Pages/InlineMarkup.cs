using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>Sentences with <c>`code`</c> and <c>**strong words**</c> in a terminal.</summary>
internal static class InlineMarkup
{
    /// <summary>As console markup.</summary>
    public static string Of(string text) => string.Concat(InlineText.Parse(text).Select(Styled));

    /// <summary>Without any style.</summary>
    public static string Plain(string text) => Markup.Escape(Bare(text));

    /// <summary>Columns that the text takes.</summary>
    public static int Length(string text) => Bare(text).Length;

    /// <summary>Lines of at most <paramref name="width"/> columns, broken between words, as console markup.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        int length = 0;
        InlineRun[] words = [.. Words(text)];
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Text == " ")
            {
                if (length > 0) (line, length) = (line + " ", length + 1);
                continue;
            }

            int whole = words.Skip(i).TakeWhile(w => w.Text != " ").Sum(w => w.Text.Length); // with what hangs on it, such as a full stop after strong words
            if (length + whole > Math.Max(20, width) && length > 0 && line.EndsWith(' '))
            {
                yield return line.TrimEnd();
                (line, length) = ("", 0);
            }

            (line, length) = (line + Styled(words[i]), length + words[i].Text.Length);
        }

        yield return line.TrimEnd();
    }

    private static string Bare(string text) => string.Concat(InlineText.Parse(text).Select(run => run.Text));

    private static string Styled(InlineRun run) => run switch
    {
        { IsCode: true } => $"[aqua]{Markup.Escape(run.Text)}[/]",
        { IsStrong: true } => $"[bold]{Markup.Escape(run.Text)}[/]",
        _ => Markup.Escape(run.Text),
    };

    // Words and the blanks between them; punctuation right after code or strong words stays with them, since no blank comes between.
    private static IEnumerable<InlineRun> Words(string text)
    {
        foreach (InlineRun run in InlineText.Parse(text))
        {
            string[] words = run.Text.Split(' ');
            for (int i = 0; i < words.Length; i++)
            {
                if (i > 0) yield return new(" ", false, false);
                if (words[i].Length > 0) yield return run with { Text = words[i] };
            }
        }
    }
}
