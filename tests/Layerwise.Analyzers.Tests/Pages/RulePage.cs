using System.Globalization;
using System.Text.RegularExpressions;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>The page of a rule, and the programs in it.</summary>
internal sealed partial record RulePage(string Id, string Text)
{
    /// <summary>What an example that uses a network, and doesn't declare it, uses.</summary>
    private const string Network = """

        [Layer(64, 32, Activation.Relu, Init.HeNormal)]
        [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
        public sealed partial class DigitClassifier;
        """;

    /// <summary>Where all pages are.</summary>
    public static string Folder { get; } = Repository.At("docs", "rules");

    public static IEnumerable<string> Ids =>
        Directory.GetFiles(RulePage.Folder, "LW*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static RulePage Of(string id) => new(id, File.ReadAllText(Path.Combine(RulePage.Folder, id + ".md")));

    /// <summary>The headings, in their order.</summary>
    public IEnumerable<string> Headings => HeadingLine().Matches(Text).Select(static match => match.Groups[1].Value);

    /// <summary>What the page shows as wrong.</summary>
    public string Wrong => Complete(Code(Section("Wrong"))!);

    /// <summary>What the page shows as right; the wrong code itself, where what is right about it is its project file.</summary>
    public string Right => Complete(Code(Section("Right")) ?? Code(Section("Wrong"))!);

    /// <summary>The C# version that an example is about, or null for any.</summary>
    public string? WrongVersion => VersionIn(Section("Wrong"));

    /// <summary>The text between a heading and the next.</summary>
    public string Section(string heading)
    {
        int start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"The page of {Id} has no section '{heading}'.");
        int end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    private static string? Code(string section)
    {
        string[] blocks = [.. CodeBlock().Matches(section).Select(static match => match.Groups[1].Value)];
        return blocks.Length == 0 ? null : string.Concat(blocks);
    }

    private static string? VersionIn(string section) => LanguageVersion().Match(section) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Complete(string code)
    {
        string complete = MoreOfTheSame().Replace(
            code,
            static match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, 1 + int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        return complete.Contains("DigitClassifier", StringComparison.Ordinal) && !complete.Contains("class DigitClassifier", StringComparison.Ordinal)
            && !complete.Contains("record DigitClassifier", StringComparison.Ordinal)
                ? complete + Network
                : complete;
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("<LangVersion>(.+?)</LangVersion>")]
    private static partial Regex LanguageVersion();

    // "// … 299 more …" stands for as many lines like the one above it.
    [GeneratedRegex("^(.*\n)// … ([0-9]+) more.*\n", RegexOptions.Multiline)]
    private static partial Regex MoreOfTheSame();
}
