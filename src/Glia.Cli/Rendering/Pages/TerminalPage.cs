using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>Shows a <see cref="Page"/> in a terminal, or as plain text where there is none: every kind of block in its own way.</summary>
internal sealed class TerminalPage(ToolConsole console) : IBlockVisitor
{
    private const string Indent = "  ";
    private const int WidestText = 96; // longer lines are hard to read

    private int TextWidth => Math.Min(console.Width, WidestText) - Indent.Length;

    /// <summary>Writes the whole page.</summary>
    public static void Write(ToolConsole console, Page page)
    {
        var writer = new TerminalPage(console);
        console.Out.MarkupLine($"{Indent}[bold]{Markup.Escape(page.Title)}[/]");
        if (page.Lead.Length > 0) writer.Text(page.Lead, "dim");
        foreach (Block block in page.Blocks) block.Accept(writer);
    }

    public void Visit(Heading block)
    {
        Blank();
        console.Out.MarkupLine($"{Indent}[bold{(block.Level <= 2 ? " underline" : "")}]{InlineMarkup.Plain(block.Text)}[/]");
    }

    public void Visit(Glia.Pages.Paragraph block)
    {
        Blank();
        Text(block.Text);
    }

    public void Visit(Equations block)
    {
        Blank();
        int widest = block.Lines.Where(l => l.Remark.Length > 0).Select(l => l.Text.Length).DefaultIfEmpty(0).Max();
        foreach (Equation line in block.Lines) Write(line, widest);
    }

    public void Visit(Glia.Pages.Table block)
    {
        Blank();
        if (block.Caption.Length > 0) Text(block.Caption);
        TerminalTable.Write(console, block);
    }

    public void Visit(Plot block)
    {
        Blank();
        foreach (string line in TerminalPlot.Lines(block, Math.Min(console.Width, 100) - Indent.Length, console.HasColor)) console.Out.MarkupLine((Indent + line).TrimEnd());
    }

    public void Visit(Pictures block)
    {
        Blank();
        foreach (string line in TerminalPictures.Lines(block, console.Width - Indent.Length, console.HasColor)) console.Out.MarkupLine((Indent + line).TrimEnd());
    }

    public void Visit(Cards block)
    {
        foreach (Card card in block.Items)
        {
            Blank();
            foreach (string line in TerminalCard.Lines(card, TextWidth, console.HasColor)) console.Out.MarkupLine((Indent + line).TrimEnd());
        }
    }

    public void Visit(NetworkDiagram block)
    {
        Blank();
        foreach (string line in TerminalNetwork.Lines(block)) console.Out.MarkupLine(Indent + Markup.Escape(line.TrimEnd()));
    }

    public void Visit(Preformatted block)
    {
        Blank();
        foreach (string line in block.Text.TrimEnd('\n').Split('\n')) console.Out.MarkupLine(Markup.Escape((Indent + Indent + line).TrimEnd()));
    }

    public void Visit(Commands block)
    {
        Blank();
        console.Out.MarkupLine($"{Indent}[bold]{Markup.Escape(block.Title)}[/]");
        foreach (CommandLine line in block.Lines)
        {
            console.Out.MarkupLine($"{Indent}{Indent}[green]{Markup.Escape(Called(line.Line))}[/]");
            foreach (string piece in TextWrap.Lines(line.Meaning, TextWidth - 6)) console.Out.MarkupLine($"{Indent}      [dim]{InlineMarkup.Of(piece)}[/]");
        }
    }

    public void Visit(Ask block)
    {
        Blank();
        Text("**Question.** " + block.Text);
        if (block.HowToAnswer.Length > 0) console.Out.MarkupLine($"{Indent}{Indent}[green]{Markup.Escape(Called(block.HowToAnswer))}[/]");
    }

    public void Visit(Section block)
    {
        Visit(new Heading(block.Title, 3));
        foreach (Block inner in block.Blocks) inner.Accept(this);
    }

    /// <summary>A line that begins with glia, as this tool is called here.</summary>
    private string Called(string line) => line.StartsWith("glia ", StringComparison.Ordinal) ? console.Command + line[4..] : line;

    private void Write(Equation line, int widest)
    {
        bool besides = line.Remark.Length > 0 && 4 + widest + 3 + InlineMarkup.Length(line.Remark) <= console.Width;
        string[] pieces = [.. EquationWrap.Lines(line.Text, console.Width - 4)];
        for (int i = 0; i < pieces.Length; i++)
        {
            string remark = besides && i == pieces.Length - 1 ? $"{new string(' ', Math.Max(0, widest - pieces[i].Length))}   [dim]{InlineMarkup.Of(line.Remark)}[/]" : "";
            console.Out.MarkupLine($"{Indent}{Indent}{Markup.Escape(pieces[i])}{remark}");
        }

        if (line.Remark.Length == 0 || besides) return;
        foreach (string piece in InlineMarkup.Wrap(line.Remark, TextWidth - 6)) console.Out.MarkupLine($"{Indent}      [dim]{piece}[/]");
    }

    private void Text(string text, string style = "")
    {
        foreach (string line in InlineMarkup.Wrap(text, TextWidth)) console.Out.MarkupLine(style.Length > 0 ? $"{Indent}[{style}]{line}[/]" : Indent + line);
    }

    private void Blank() => console.Out.WriteLine();
}
