using System.CommandLine;
using System.Globalization;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia read</c>: a page of digits, read in order.</summary>
internal sealed class ReadCommand : ToolCommand
{
    private const int MostNamed = 8; // unsure digits that are spelt out

    private readonly Argument<string> _model = new("MODEL") { Description = "A model file that reads digits of 28 × 28 pixels." };
    private readonly Argument<string> _page = new("PAGE.png") { Description = "A photograph or scan of several digits, in a row or in rows, also on ruled or squared paper." };
    private readonly Option<string?> _out = Opt.Text("--out", "MARKED.png", "Draw the page with a box around each digit, its answer, and how sure: green, yellow, red.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the marked page if it exists.");
    private readonly Option<bool> _table = Opt.Flag("--table", "List every digit too: where it stands, the answer, how sure, and what else it could be.");

    public ReadCommand()
        : base("read", "Read a page of digits: finds each, tells what it is, row by row.",
            new Example("glia read digits.safetensors page.png", "One line of text for each row of digits; those that are unsure have a question mark."),
            new Example("glia read digits.safetensors page.png --out marked.png", "The same, and the page with every digit marked by its answer."),
            new Example("glia read digits.safetensors page.png --json", "Row, column, box, answer and probabilities of each digit as JSON."))
    {
        Add(_model);
        Add(_page);
        Group("Result", _table, _out, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model), file = input.GetRequiredValue(_page);
        string? marked = input.GetValue(_out);
        Network network = SavedModel.Load(model);
        if (network.ClassNames.Count == 0) throw ToolException.BadFile(model, "this model does not tell classes apart, so it cannot say what a digit is.");
        if (network.InputShape != HandwrittenDigits.Shape)
            throw ToolException.BadFile(model, $"this model takes {Inputs(network)}, but the digits of a page are made ready as 28 × 28 pixels. Train one with 'glia train'.");
        if (marked is not null) OutputFile.CheckNew(_out.Name, marked, input.GetValue(_force), [model, file]);

        RasterImage page = PictureFile.Read(file);
        IReadOnlyList<PageReading> readings = PageReading.All(network, page);
        if (readings.Count == 0) throw ToolException.Failed($"{file}: no digits were found: the page is of one colour, or holds only lines and specks. Raise the contrast, or photograph it nearer.", file);
        if (marked is not null) Png.Write(marked, MarkedPage.Draw(page, [.. readings.Select(r => new Mark(r.Digit.Box, r.Name, r.Opinion.Sureness))]));
        if (input.GetValue(GliaTool.Json)) WriteJson(console, model, file, network, readings, marked);
        else Write(console, file, network, readings, input.GetValue(_table), marked);
        return ExitCodes.Ok;
    }

    private static string Inputs(Network network) => network.InputShape.IsImage ? $"pictures of {network.InputShape.Width} × {network.InputShape.Height}" : $"{network.Inputs} inputs";

    private static void Write(ToolConsole console, string file, Network network, IReadOnlyList<PageReading> readings, bool withTable, string? marked)
    {
        IGrouping<int, PageReading>[] rows = [.. readings.GroupBy(r => r.Digit.Row)];
        console.Out.MarkupLine($"  [bold]{Markup.Escape(file)}[/] [dim]{(readings.Count == 1 ? "1 digit" : $"{readings.Count} digits")} in {(rows.Length == 1 ? "1 row" : $"{rows.Length} rows")}[/]");
        console.Out.WriteLine();
        foreach (IGrouping<int, PageReading> row in rows) console.Out.MarkupLine($"  {PageReading.Line([.. row], Marked)}");
        WriteUnsure(console, network, [.. readings.Where(r => r.IsUnsure)]);
        if (withTable) WriteTable(console, network, readings);
        if (marked is null) return;
        console.Out.WriteLine();
        console.Out.MarkupLine($"  Marked page: [green]{Markup.Escape(marked)}[/]");
    }

    private static string Marked(PageReading reading) => reading.IsUnsure ? $"[red]{Markup.Escape(reading.Name)}?[/]" : $"[bold green]{Markup.Escape(reading.Name)}[/]";

    private static void WriteUnsure(ToolConsole console, Network network, PageReading[] unsure)
    {
        if (unsure.Length == 0) return;
        console.Out.WriteLine();
        foreach (PageReading reading in unsure.Take(MostNamed))
        {
            string other = Markup.Escape(network.ClassNames[reading.Opinion.Second]);
            console.Out.MarkupLine($"  [yellow]Row {reading.Digit.Row + 1}, digit {reading.Digit.Column + 1}:[/] {Markup.Escape(reading.Name)} [dim]({Show.Percent(reading.Opinion.Belief, 0)} sure)[/], or else {other}");
        }

        if (unsure.Length > MostNamed) console.Out.MarkupLine($"  [dim]and {unsure.Length - MostNamed} more; --table lists all.[/]");
    }

    private static void WriteTable(ToolConsole console, Network network, IReadOnlyList<PageReading> readings)
    {
        console.Out.WriteLine();
        var table = new TextTable("row", "digit", "answer", "sure", "or else", "left", "top", "width", "height");
        foreach (PageReading reading in readings)
        {
            PixelBox box = reading.Digit.Box;
            table.Add([Text(reading.Digit.Row + 1), Text(reading.Digit.Column + 1), reading.Name, Show.Percent(reading.Opinion.Belief, 1), network.ClassNames[reading.Opinion.Second],
                Text(box.Left), Text(box.Top), Text(box.Width), Text(box.Height)]);
        }

        table.Write(console.Out);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteJson(ToolConsole console, string model, string file, Network network, IReadOnlyList<PageReading> readings, string? marked) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteString("page", file);
        writer.WriteStartArray("rows");
        foreach (IGrouping<int, PageReading> row in readings.GroupBy(r => r.Digit.Row)) writer.WriteStringValue(PageReading.Line([.. row]));
        writer.WriteEndArray();
        writer.WriteStartArray("digits");
        foreach (PageReading reading in readings)
        {
            writer.WriteStartObject();
            writer.WriteNumber("row", reading.Digit.Row + 1);
            writer.WriteNumber("column", reading.Digit.Column + 1);
            writer.WriteStartObject("box");
            writer.WriteNumber("left", reading.Digit.Box.Left);
            writer.WriteNumber("top", reading.Digit.Box.Top);
            writer.WriteNumber("width", reading.Digit.Box.Width);
            writer.WriteNumber("height", reading.Digit.Box.Height);
            writer.WriteEndObject();
            writer.WriteString("answer", reading.Opinion.Answer < 0 ? null : reading.Name);
            writer.Number("sure", reading.Opinion.Belief);
            writer.Probabilities(network, reading.Opinion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (marked is not null) writer.WriteString("marked", marked);
    });
}
