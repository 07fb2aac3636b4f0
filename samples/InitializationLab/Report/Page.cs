using System.Globalization;
using System.Text;
using InitializationLab.Experiments;

namespace InitializationLab.Report;

/// <summary>All findings as one HTML page that needs nothing but itself; it is well-formed XML too.</summary>
internal static class Page
{
    public static string Of(IReadOnlyList<Result> results, Effort effort)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>The initialization laboratory</title>
            <style>
            {PageStyle.Css.Replace(">", "&gt;")}
            </style>
            </head>
            <body>
            <h1>The initialization laboratory</h1>
            <p>What is said about initialization, put to the test with generated networks. Predictions come from SignalPropagation before anything runs; measured numbers are means over {effort.Draws} draws from seed {effort.Seed} on, curves of training are single runs.</p>
            <div class="wide"><table>
            <thead><tr><th></th><th>claim</th><th>predicted</th><th>measured</th><th>holds?</th></tr></thead>
            <tbody>

            """);
        foreach (Result result in results) page.Append(SummaryRow(result));
        page.Append("</tbody></table></div>\n");
        foreach (Result result in results) page.Append(Section(result));
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string SummaryRow(Result result) => $"""
        <tr><td><a href="#{result.Id}">{result.Id}</a></td><td>{Html.Escape(result.Claim)}</td><td>{Html.Escape(result.Finding.Predicted)}</td><td>{Html.Escape(result.Finding.Measured)}</td><td class="verdict">{result.VerdictText}</td></tr>

        """;

    private static string Section(Result result)
    {
        var section = new StringBuilder($"""
            <h2 id="{result.Id}">{result.Id}: {Html.Escape(result.Claim)}</h2>
            <p><span class="verdict">Holds: {result.VerdictText}.</span> {Html.Escape(result.Finding.Truth)}</p>
            <div class="figures">

            """);
        foreach (Figure figure in result.Finding.Figures) section.Append(FigureHtml.Of(figure));
        return section.Append("</div>\n").ToString();
    }
}
