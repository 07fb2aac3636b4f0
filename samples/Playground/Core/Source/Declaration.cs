using System.Net;
using System.Reflection;

namespace Playground.Source;

/// <summary>How a network is declared: the very lines that were compiled.</summary>
/// <param name="Code">Its attributes, and the class below them.</param>
/// <param name="Summary">What its documentation says of it.</param>
internal sealed record Declaration(string Code, string Summary)
{
    private const string DocumentationStart = "/// ";

    private static readonly string[] Sources = ["PlaneNetworks.cs", "CurveNetworks.cs", "DigitNetworks.cs"];

    /// <summary>Finds a network.</summary>
    /// <param name="className">The name of its class.</param>
    /// <exception cref="InvalidOperationException">There is no such class in the sources.</exception>
    public static Declaration Of(string className)
    {
        foreach (string source in Sources)
        {
            // Its lines stand together, with an empty one above and below them.
            foreach (string block in Read(source).ReplaceLineEndings("\n").Split("\n\n"))
            {
                string[] lines = block.Trim('\n').Split('\n');
                if (lines[^1].EndsWith($" class {className};", StringComparison.Ordinal)) return From(lines);
            }
        }

        throw new InvalidOperationException($"No source declares the network {className}.");
    }

    private static Declaration From(string[] lines)
    {
        string code = string.Join('\n', lines.Where(static line => !IsDocumentation(line)));
        string summary = string.Join(' ', lines.Where(IsDocumentation).Select(static line => line[DocumentationStart.Length..]));
        return new Declaration(
            code.Replace("internal ", "", StringComparison.Ordinal),
            WebUtility.HtmlDecode(summary.Replace("<summary>", "", StringComparison.Ordinal).Replace("</summary>", "", StringComparison.Ordinal).Trim()));
    }

    private static bool IsDocumentation(string line) => line.StartsWith(DocumentationStart, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The source {name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
