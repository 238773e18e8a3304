namespace Glia.Pages;

/// <summary>A <see cref="NetworkDiagram"/> as a drawing.</summary>
internal static class SvgNetwork
{
    private const double ColumnGap = 190, RowGap = 62, Radius = 24, Margin = 40;

    public static string Draw(NetworkDiagram diagram)
    {
        int most = diagram.Columns.Max(c => c.Units.Count);
        double width = ((diagram.Columns.Count - 1) * ColumnGap) + (2 * Margin), height = ((most - 1) * RowGap) + (2 * Margin) + 20;
        var drawing = new Svg(width, height, diagram.Title, "network", mostWidth: width * 1.3);
        double largest = diagram.Links.Select(l => Math.Abs(l.Weight)).DefaultIfEmpty(1).Max();
        foreach (DiagramLink link in diagram.Links)
        {
            double size = largest > 0 ? Math.Abs(link.Weight) / largest : 0;
            drawing.Line(X(link.Column), Y(link.Column, link.From), X(link.Column + 1), Y(link.Column + 1, link.To), link.Weight < 0 ? "link minus" : "link plus", 0.7 + (4 * size), 0.35 + (0.6 * size));
        }

        for (int column = 0; column < diagram.Columns.Count; column++)
        {
            for (int unit = 0; unit < diagram.Columns[column].Units.Count; unit++)
            {
                drawing.Circle(X(column), Y(column, unit), Radius, "unit");
                drawing.Text(X(column), Y(column, unit) + 4, diagram.Columns[column].Units[unit], "value");
            }

            drawing.Text(X(column), height - 8, diagram.Columns[column].Name, "label");
        }

        return drawing.End();

        double X(int column) => Margin + (column * ColumnGap);

        double Y(int column, int unit) => Margin + ((most - diagram.Columns[column].Units.Count) * RowGap / 2) + (unit * RowGap);
    }
}
