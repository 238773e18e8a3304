using System.Globalization;
using System.Text;

namespace Glia.Pages;

/// <summary>Each kind of block as HTML (WHATWG, HTML Living Standard).</summary>
internal sealed class HtmlBlocks(StringBuilder text) : IBlockVisitor
{
    public static string Escape(string words) => Svg.Escape(words);

    /// <summary>Words with <c>code</c> and <c>strong</c> elements.</summary>
    public static string Inline(string words) => string.Concat(InlineText.Parse(words).Select(run =>
        run.IsCode ? $"<code>{Escape(run.Text)}</code>" : run.IsStrong ? $"<strong>{Escape(run.Text)}</strong>" : Escape(run.Text)));

    public void Visit(Heading block)
    {
        int level = Math.Clamp(block.Level, 2, 4);
        text.Append(CultureInfo.InvariantCulture, $"<h{level}{Anchor(block.Anchor)}>{Inline(block.Text)}</h{level}>\n");
    }

    public void Visit(Paragraph block) => text.Append("<p>").Append(Inline(block.Text)).Append("</p>\n");

    public void Visit(Equations block)
    {
        text.Append("<div class=\"equations\">\n");
        foreach (Equation line in block.Lines)
        {
            text.Append("<div><span class=\"math\">").Append(Escape(line.Text)).Append("</span>");
            if (line.Remark.Length > 0) text.Append("<span class=\"remark\">").Append(Inline(line.Remark)).Append("</span>");
            text.Append("</div>\n");
        }

        text.Append("</div>\n");
    }

    public void Visit(Table block)
    {
        text.Append("<div class=\"scroll\"><table").Append(block.IsDense ? " class=\"dense\"" : "").Append(">\n");
        if (block.Caption.Length > 0) text.Append("<caption><span>").Append(Inline(block.Caption)).Append("</span></caption>\n");
        text.Append("<thead><tr>");
        foreach (string title in block.Columns) text.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Side(title)}>{Escape(title.TrimStart('<'))}</th>");
        text.Append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < block.Rows.Count; r++)
        {
            text.Append(block.HasTotal && r == block.Rows.Count - 1 ? "<tr class=\"total\">" : "<tr>");
            for (int c = 0; c < block.Rows[r].Count; c++) WriteCell(block.Rows[r][c], Side(block.Columns[c]));
            text.Append("</tr>\n");
        }

        text.Append("</tbody></table></div>\n");
    }

    public void Visit(Plot block)
    {
        text.Append("<figure>").Append(SvgPlot.Draw(block)).Append("<figcaption>").Append(Inline(block.Title));
        PlotFrame frame = PlotFrame.Of(block);
        if (block.Series.Any(s => s.Name.Length > 0))
        {
            text.Append("<span class=\"legend\">");
            for (int i = 0; i < block.Series.Count; i++)
                if (block.Series[i].Name.Length > 0) text.Append(CultureInfo.InvariantCulture, $"<span class=\"key k{frame.Colors[i]}\">{Escape(block.Series[i].Name)}</span>");
            text.Append("</span>");
        }

        text.Append("</figcaption></figure>\n");
    }

    public void Visit(Pictures block)
    {
        text.Append("<div class=\"pictures\">\n");
        foreach (Picture picture in block.Items)
        {
            string tone = picture.Tone == Tone.Plain ? "" : $" class=\"{Name(picture.Tone)}\"";
            string description = Escape(picture.Description ?? picture.Caption.Replace("**", "", StringComparison.Ordinal));
            text.Append(CultureInfo.InvariantCulture, $"<figure style=\"width:{block.Width}px\"><img class=\"pixels\" alt=\"{description}\" width=\"{block.Width}\" src=\"{DataUri.Of(picture)}\">");
            if (picture.Caption.Length > 0) text.Append(CultureInfo.InvariantCulture, $"<figcaption{tone}>{Inline(picture.Caption)}</figcaption>");
            text.Append("</figure>\n");
        }

        text.Append("</div>\n");
    }

    public void Visit(Cards block)
    {
        text.Append("<div class=\"cards\">\n");
        foreach (Card card in block.Items) WriteCard(card);
        text.Append("</div>\n");
    }

    public void Visit(NetworkDiagram block) =>
        text.Append("<figure>").Append(SvgNetwork.Draw(block)).Append("<figcaption>").Append(Inline(block.Title)).Append("<span class=\"legend\"><span class=\"key minus\">below 0</span><span class=\"key plus\">above 0</span></span></figcaption></figure>\n");

    public void Visit(Preformatted block) => text.Append("<pre>").Append(Escape(block.Text)).Append("</pre>\n");

    public void Visit(Commands block)
    {
        text.Append("<div class=\"commands\"><p><strong>").Append(Escape(block.Title)).Append("</strong></p><dl>\n");
        foreach (CommandLine line in block.Lines) text.Append("<dt><code>").Append(Escape(line.Line)).Append("</code></dt><dd>").Append(Inline(line.Meaning)).Append("</dd>\n");
        text.Append("</dl></div>\n");
    }

    public void Visit(Ask block)
    {
        text.Append("<div class=\"ask\"><p><strong>Question.</strong> ").Append(Inline(block.Text)).Append("</p>");
        if (block.HowToAnswer.Length > 0) text.Append("<p><code>").Append(Escape(block.HowToAnswer)).Append("</code></p>");
        text.Append("</div>\n");
    }

    public void Visit(Section block)
    {
        // The anchor is on what is folded away, not on the fold: a link to it then opens the fold ("ancestor revealing algorithm" of the HTML Living Standard).
        text.Append(CultureInfo.InvariantCulture, $"<details{(block.IsOpen ? " open" : "")}><summary>{Inline(block.Title)}</summary>\n<div{Anchor(block.Anchor)}>\n");
        foreach (Block inner in block.Blocks) inner.Accept(this);
        text.Append("</div></details>\n");
    }

    private void WriteCard(Card card)
    {
        text.Append("<section class=\"card\"><p>").Append(Inline(card.Title)).Append("</p>");
        if (card.Picture is { } picture)
        {
            string description = Escape(picture.Description ?? card.Title.Replace("**", "", StringComparison.Ordinal));
            text.Append(CultureInfo.InvariantCulture, $"<img class=\"pixels\" alt=\"{description}\" src=\"{DataUri.Of(picture)}\">");
        }

        if (card.Text.Length > 0) text.Append("<p class=\"values\">").Append(Inline(card.Text)).Append("</p>");
        foreach (MeterGroup group in card.Meters) WriteMeters(group);
        if (card.Caption.Length > 0) text.Append("<p class=\"faint\">").Append(Inline(card.Caption)).Append("</p>");
        text.Append("</section>\n");
    }

    private void WriteMeters(MeterGroup group)
    {
        text.Append("<table class=\"meters\">");
        if (group.Title.Length > 0) text.Append("<caption>").Append(Inline(group.Title)).Append("</caption>");
        foreach (Meter meter in group.Meters)
        {
            double value = Math.Clamp(double.IsNaN(meter.Value) ? 0 : meter.Value, 0, 1);
            string tone = meter.Tone == Tone.Plain ? "" : $" class=\"{Name(meter.Tone)}\"";
            text.Append(CultureInfo.InvariantCulture, $"<tr{tone}><th scope=\"row\">{Escape(meter.Label)}</th><td><i style=\"width:{100 * value:0.#}%\"></i></td><td>{Num.Percent(value)}</td></tr>");
        }

        text.Append("</table>");
    }

    private void WriteCell(Cell cell, string side)
    {
        string shade = cell.Shade > 0 ? string.Create(CultureInfo.InvariantCulture, $" style=\"--shade:{Math.Clamp(cell.Shade, 0, 1):0.###}\"") : "";
        string classes = string.Join(' ', new[] { side.Length > 0 ? "left" : "", cell.Tone == Tone.Plain ? "" : Name(cell.Tone), cell.Shade > 0 ? cell.Shade > 0.55 ? "shaded deep" : "shaded" : "" }.Where(c => c.Length > 0));
        text.Append(classes.Length > 0 ? $"<td class=\"{classes}\"{shade}>" : "<td>");
        text.Append(cell.Link is null ? Inline(cell.Text) : $"<a href=\"{Escape(cell.Link)}\">{Inline(cell.Text)}</a>").Append("</td>");
    }

    private static string Side(string title) => title.StartsWith('<') ? " class=\"left\"" : "";

    private static string Anchor(string? anchor) => anchor is null ? "" : $" id=\"{Escape(anchor)}\"";

    private static string Name(Tone tone) => tone.ToString().ToLowerInvariant();
}
