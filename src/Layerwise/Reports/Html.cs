using System.Globalization;
using System.Net;
using System.Text;

namespace Layerwise.Reports;

/// <summary>Pieces of a page, whose numbers are the same in every culture.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="head">One cell for each column.</param>
    /// <param name="rows">As many cells in each, already encoded.</param>
    public static string Table(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows)
    {
        StringBuilder table = new("<div class=\"wide\"><table>\n<thead><tr>");
        foreach (string cell in head) table.Append("<th>").Append(Text(cell)).Append("</th>");
        table.Append("</tr></thead>\n<tbody>\n");
        foreach (IEnumerable<string> row in rows) table.Append("<tr>").AppendJoin("", row.Select(Cell)).Append("</tr>\n");
        return table.Append("</tbody>\n</table></div>\n").ToString();

        // Some come with a colour of their own.
        static string Cell(string cell) => cell.StartsWith("<td", StringComparison.Ordinal) ? cell : $"<td>{cell}</td>";
    }
}
