using System.Text;

namespace InitializationLab.Report;

/// <summary>A picture with its title, its legend and how to read it.</summary>
internal static class FigureHtml
{
    public static string Of(Figure figure)
    {
        (string layout, string body) = figure switch
        {
            Curves curves => ("", Legend(curves) + CurveChart.Draw(curves)),
            Histograms histograms => (" class=\"whole\"", HistogramChart.Draw(histograms)),
            CellTable table => (" class=\"whole\"", Table(table)),
            _ => throw new ArgumentException($"There is no picture of a {figure.GetType().Name}.", nameof(figure)),
        };
        return $"""
            <figure{layout}>
            <h3>{Html.Escape(figure.Title)}</h3>
            <p class="note">{Html.Escape(figure.Note)}</p>
            {body}
            </figure>

            """;
    }

    private static string Legend(Curves curves) =>
        $"<p class=\"legend\">{string.Concat(curves.Lines.Where(static line => !line.IsPrediction).Select(static line => $"<span>{CurveChart.Swatch(line.Colour)} {Html.Escape(line.Name)}</span> "))}</p>\n";

    private static string Table(CellTable table)
    {
        var html = new StringBuilder("<div class=\"wide\"><table class=\"cells\"><thead><tr>");
        foreach (string name in table.Head) html.Append($"<th>{Html.Escape(name)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            html.Append("<tr>");
            foreach (Cell cell in row)
            {
                string mark = cell.IsGood switch { true => " class=\"good\"", false => " class=\"bad\"", null => "" };
                html.Append($"<td{mark}>{Html.Escape(cell.Text)}</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>").ToString();
    }
}
