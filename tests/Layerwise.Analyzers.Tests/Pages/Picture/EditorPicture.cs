using System.Globalization;
using System.Net;
using System.Text;

namespace Layerwise.Analyzers.Tests.Pages.Picture;

/// <summary>An SVG image of an editor: lines of code, and notes that pop up below them. Text stands in columns that are equally wide in every font.</summary>
internal sealed class EditorPicture
{
    private const double ColumnWidth = 7.8;
    private const double LineHeight = 20;
    private const double Margin = 16;
    private const double CodeIndent = 44;
    private const int Columns = 106;

    private readonly StringBuilder _body = new();
    private double _y = Margin + LineHeight;
    private int _lines;

    /// <summary>A line of code.</summary>
    /// <param name="tokens">What it consists of, each with the column where it begins.</param>
    /// <param name="underlined">The columns that are underlined; null where none are.</param>
    public void AddCode(IEnumerable<PictureText> tokens, (int First, int Count)? underlined = null)
    {
        Write(Margin, new PictureText(0, (++_lines).ToString(CultureInfo.InvariantCulture).PadLeft(2), "number"));
        foreach (PictureText token in tokens) Write(Margin + CodeIndent, token);
        if (underlined is { } span) Underline(span.First, span.Count);
        _y += LineHeight;
    }

    /// <summary>A note below the last line of code.</summary>
    /// <param name="lines">What it says: each line in parts, with the column where they begin.</param>
    public void AddNote(IReadOnlyList<IReadOnlyList<PictureText>> lines)
    {
        double left = Margin + CodeIndent + ColumnWidth;
        double top = _y - LineHeight + 10;
        _body.Append(CultureInfo.InvariantCulture, $"<rect class=\"note\" x=\"{left}\" y=\"{top}\" width=\"{(Columns - 7) * ColumnWidth}\" height=\"{(lines.Count * LineHeight) + 14}\" rx=\"3\"/>\n");
        _y += 12;
        foreach (IReadOnlyList<PictureText> line in lines)
        {
            foreach (PictureText part in line) Write(left + 10, part);
            _y += LineHeight;
        }

        _y += 18;
    }

    /// <summary>A note below the last line of code, whose last line is what a light bulb offers.</summary>
    public void AddNote(IReadOnlyList<IReadOnlyList<PictureText>> lines, string offer)
    {
        double y = _y + 12 + (lines.Count * LineHeight);
        double x = Margin + CodeIndent + ColumnWidth + 18;
        AddNote([.. lines, [new PictureText(3, offer, "action")]]);
        _body.Append(CultureInfo.InvariantCulture, $"<circle class=\"bulb\" cx=\"{Rounded(x)}\" cy=\"{y - 6}\" r=\"5\"/><rect class=\"bulb\" x=\"{Rounded(x - 2.5)}\" y=\"{y - 2.5}\" width=\"5\" height=\"4.5\" rx=\"1\"/>\n");
    }

    /// <summary>The image as a file.</summary>
    /// <param name="description">What somebody is told who doesn't see it.</param>
    public string ToSvg(string description)
    {
        double width = (2 * Margin) + (Columns * ColumnWidth);
        double height = _y - LineHeight + Margin;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" role="img">
            <title>{{WebUtility.HtmlEncode(description)}}</title>
            <style>
            text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d4d4d4; white-space: pre }
            .number { fill: #6e7681 } .keyword { fill: #569cd6 } .type { fill: #4ec9b0 } .literal { fill: #b5cea8 } .faint { fill: #9da5b4 } .action { fill: #3794ff }
            .warning { fill: #e5c07b } .squiggle { fill: none; stroke: #e5c07b; stroke-width: 1.3 } .bulb { fill: #ffd75e } .note { fill: #252a33; stroke: #454b57 }
            </style>
            <rect width="100%" height="100%" rx="8" fill="#1b1f27"/>
            {{_body}}</svg>

            """);
    }

    private void Write(double left, PictureText text) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<text class=\"{text.Class}\" x=\"{Rounded(left + (text.Column * ColumnWidth))}\" y=\"{_y}\" textLength=\"{Rounded(text.Text.Length * ColumnWidth)}\">{WebUtility.HtmlEncode(text.Text)}</text>\n");

    private void Underline(int first, int count)
    {
        double x = Margin + CodeIndent + (first * ColumnWidth);
        _body.Append(CultureInfo.InvariantCulture, $"<path class=\"squiggle\" d=\"M{Rounded(x)} {_y + 5}");
        for (int i = 1; i <= 2 * count; i++) _body.Append(CultureInfo.InvariantCulture, $"L{Rounded(x + (i * ColumnWidth / 2))} {_y + (i % 2 == 0 ? 5 : 2.5)}");
        _body.Append("\"/>\n");
    }

    private static double Rounded(double value) => Math.Round(value, 1);
}

/// <summary>Characters of an <see cref="EditorPicture"/>.</summary>
/// <param name="Column">Where they begin, counted from 0.</param>
/// <param name="Text">The characters.</param>
/// <param name="Class">What they are, as the picture's style sheet calls it.</param>
internal sealed record PictureText(int Column, string Text, string Class);
