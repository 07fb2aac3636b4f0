using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests;

/// <summary>Source text in which [|…|] marks where a diagnostic must stand, to the character.</summary>
internal sealed record MarkedText(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Open = "[|";
    private const string Close = "|]";

    public static MarkedText Parse([StringSyntax("C#-test")] string marked)
    {
        var spans = new List<TextSpan>();
        string text = marked;
        for (int start = text.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Open, StringComparison.Ordinal))
        {
            text = text.Remove(start, Open.Length);
            int end = text.IndexOf(Close, start, StringComparison.Ordinal);
            text = text.Remove(end, Close.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return new MarkedText(text, spans);
    }
}
