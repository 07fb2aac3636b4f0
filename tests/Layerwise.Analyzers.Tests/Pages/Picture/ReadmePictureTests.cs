using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests.Pages.Picture;

/// <summary>
/// The README's picture of an editor shows what the analyzers, the light bulb and the hover say of the network in it. Set ACCEPT_SNAPSHOTS=1 to have this test draw it, and then
/// look at it.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ReadmePictureTests
{
    private const int MessageColumns = 94;

    private const string Source = """
        using Layerwise;

        [Layer(64, 32, Activation.Relu, Init.XavierNormal)]
        [Layer(32, 10, Activation.Softmax)]
        public sealed partial class DigitClassifier;

        """;

    [Fact]
    public async Task It_shows_what_the_editor_says()
    {
        CodeFixing.Offer offer = Assert.Single(await CodeFixing.OffersAsync(Source));
        string expected = Draw(offer);
        string path = Repository.At("docs", "images", "editor.svg");
        if (File.Exists(path) && File.ReadAllText(path) == expected) return;
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, expected);
        else Assert.Fail($"{path} doesn't show what the editor says. ACCEPT_SNAPSHOTS=1 draws it again.");
    }

    private static string Draw(CodeFixing.Offer offer)
    {
        var picture = new EditorPicture();
        LinePosition start = offer.Diagnostic.Location.GetLineSpan().StartLinePosition;
        SourceText text = SourceText.From(Source);
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()];
        for (int line = 0; line < text.Lines.Count - 1; line++)
        {
            bool isFaulty = line == start.Line;
            TextSpan span = text.Lines[line].Span;
            picture.AddCode(
                tokens.Where(token => span.Contains(token.Span) && token.Span.Length > 0).Select(token => new PictureText(token.SpanStart - span.Start, token.Text, Class(token))),
                isFaulty ? (start.Character, offer.Diagnostic.Location.SourceSpan.Length) : null);
            if (isFaulty) picture.AddNote([.. Wrapped(Message(offer)).Select(static line => (PictureText[])[new(0, line, "warning")])], offer.Title);
        }

        picture.AddNote(Hover());
        return picture.ToSvg($"An editor. It underlines Init.XavierNormal in [Layer(64, 32, Activation.Relu, Init.XavierNormal)], says: {Message(offer)} "
            + $"And it offers: {offer.Title}. Below the class stands a table with what is predicted of each layer.");
    }

    private static string Class(SyntaxToken token) =>
        token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind()) ? "keyword"
        : token.IsKind(SyntaxKind.NumericLiteralToken) ? "literal"
        : token.Text is "Layer" or "Activation" or "Init" or "DigitClassifier" ? "type"
        : "code";

    private static string Message(CodeFixing.Offer offer) => $"{offer.Diagnostic.Id}: {offer.Diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    // The remarks that the generator writes at the class, which an editor shows when the mouse is on its name.
    private static PictureText[][] Hover()
    {
        INamedTypeSymbol type = Analysis.Compiles(Source).GetTypeByMetadataName("DigitClassifier")!;
        XElement remarks = XElement.Parse(type.GetDocumentationCommentXml()!).Element("remarks")!;
        IEnumerable<string> sentences = remarks.Elements("para").SelectMany(static paragraph => Wrapped(paragraph.Value));
        string[] table = [.. remarks.Element("code")!.Value.Split('\n').Where(static line => !string.IsNullOrWhiteSpace(line))];
        int indent = table.Min(static line => line.Length - line.TrimStart().Length);
        return
        [
            [new(0, "class", "keyword"), new(6, type.Name, "type")],
            .. sentences.Select(static line => (PictureText[])[new(0, line, "faint")]),
            .. table.Select(line => (PictureText[])[.. Words(line[indent..])]),
        ];
    }

    // Word by word, so that columns stay below each other where a font has none of the characters.
    private static IEnumerable<PictureText> Words(string line)
    {
        string trimmed = line.TrimEnd();
        for (int start = 0; start < trimmed.Length;)
        {
            int end = trimmed.IndexOf("  ", start, StringComparison.Ordinal) is var gap and >= 0 ? gap : trimmed.Length;
            if (end > start) yield return new PictureText(start, trimmed[start..end], "code");
            start = end;
            while (start < trimmed.Length && trimmed[start] == ' ') start++;
        }
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > MessageColumns)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
