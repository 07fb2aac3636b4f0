using System.Text.RegularExpressions;

namespace Layerwise.Generator.Tests.Architecture;

/// <summary>Whatever file, folder or type the pages for contributors name is there under that name.</summary>
public sealed partial class NamedPlaceTests
{
    private static readonly string[] Files =
        new Command("git", "ls-files") { Folder = Repository.Root }.Run().AssertSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Each file and folder with a slash in front, so that a name begins where it should; files also without their ending, as a page may name a type by its place.
    private static readonly string[] Places =
        [.. Files.Concat(Files.Select(static file => Path.ChangeExtension(file, null))).Concat(Files.SelectMany(Folders)).Select(static place => "/" + place).Distinct()];

    private static readonly HashSet<string> Words =
        [.. Files.Where(static file => Source().IsMatch(file) && File.Exists(Repository.At(file))).SelectMany(static file => WordsOf(Repository.At(file)))];

    public static TheoryData<string> Pages => new(Files.Where(static file => ContributorsPage().IsMatch(file)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_names_is_there(string page)
    {
        string[] named = [.. Named().Matches(File.ReadAllText(Repository.At(page))).Select(static match => match.Groups[1].Value).Distinct()];
        Assert.DoesNotContain(named, static name => IsPlace(name) && !Exists(name));
        Assert.DoesNotContain(named, static name => TypeOrMember().IsMatch(name) && !name.Split('.').All(Words.Contains));
    }

    private static bool IsPlace(string name) => !name.StartsWith('*')
        && (name.Contains('/', StringComparison.Ordinal) || name.EndsWith(".cs", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal));

    // `generator/…/Emit` is short for what everything of the generator begins with; `Activations.*.cs` are several; `<Kind>` and `LWnnnn` stand for any.
    private static bool Exists(string name)
    {
        var pattern = new Regex("/" + Regex.Escape(name.Replace("generator/…/", "", StringComparison.Ordinal).TrimEnd('/'))
            .Replace("\\*", "[^/]*", StringComparison.Ordinal)
            .Replace("<Kind>", "[A-Z][^/]*", StringComparison.Ordinal)
            .Replace("<Group>", "[A-Z][^/]*", StringComparison.Ordinal)
            .Replace("nnnn", "[0-9]{4}", StringComparison.Ordinal) + "$");
        return Array.Exists(Places, pattern.IsMatch);
    }

    private static IEnumerable<string> Folders(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder)) yield return folder.Replace('\\', '/');
    }

    private static IEnumerable<string> WordsOf(string file) => Word().Matches(File.ReadAllText(file)).Select(static match => match.Value);

    [GeneratedRegex(@"^(CONTRIBUTING|docs/contributing/.*)\.md$")]
    private static partial Regex ContributorsPage();

    [GeneratedRegex(@"`([\w./*<>…]+)`")]
    private static partial Regex Named();

    // Not names of packages, which have more dots.
    [GeneratedRegex(@"^[A-Z]\w*[a-z]\w*(\.[A-Z]\w*)?$")]
    private static partial Regex TypeOrMember();

    [GeneratedRegex(@"\.(cs|csproj|props|targets)$")]
    private static partial Regex Source();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();
}
