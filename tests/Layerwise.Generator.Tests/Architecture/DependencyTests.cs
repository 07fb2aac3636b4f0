using System.Text.RegularExpressions;

namespace Layerwise.Generator.Tests.Architecture;

/// <summary>The table of rooms in CONTRIBUTING, held against the usings of the source.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] Roots = ["generator/Layerwise.Generator", "analyzers/Layerwise.Analyzers", "analyzers/Layerwise.CodeFixes"];

    private static readonly string[] Linked =
    [
        "src/Layerwise/Text", "src/Layerwise/Charts", "src/Layerwise/Traits", "src/Layerwise/Tensors", "src/Layerwise/Tiles", "src/Layerwise/Forecast", "src/Layerwise/Protobuf",
        "src/Layerwise/Chains", "src/Layerwise/KerasImport", "src/Layerwise/OnnxModels", "src/Layerwise/OnnxImport",
    ];

    private static readonly Dictionary<string, string[]> Table = ReadTable();

    public static TheoryData<string> Rooms => new(Roots.SelectMany(Folders).Concat(Linked).Concat(Linked.SelectMany(Folders)));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_of_the_rooms_that_the_table_allows(string room)
    {
        Assert.True(Table.TryGetValue(room, out string[]? allowed), $"CONTRIBUTING's table has no row for {room}.");
        Assert.All(Files(room), file => Assert.All(Used(file), used => Assert.True(
            used == Namespace(room) || allowed.Contains(used),
            $"{Path.GetRelativePath(Repository.Root, file)} uses {used}, which the row of {room} does not allow.")));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_s_namespace_is_its_folder(string room) => Assert.All(Files(room), file =>
    {
        string declared = NamespaceDeclaration().Match(File.ReadAllText(file)).Groups[1].Value;

        // What the compiler asks for, and the public types of the forecast.
        if (Path.GetFileName(file) == "IsExternalInit.cs" || declared == "Layerwise") return;
        Assert.Equal(Namespace(room), declared);
    });

    [Fact]
    public void No_arrow_turns_back()
    {
        foreach (string start in Table.Keys)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(Table[start]);
            while (open.TryPop(out string? next))
            {
                Assert.True(next != Namespace(start), $"From {start} the arrows lead back to it.");
                if (!reached.Add(next)) continue;
                foreach (string room in Table.Keys.Where(room => Namespace(room) == next))
                {
                    foreach (string further in Table[room]) open.Push(further);
                }
            }
        }
    }

    [Fact]
    public void Every_row_is_a_room() => Assert.All(Table.Keys, static room => Assert.True(Directory.Exists(Repository.At(room)), $"There is no {room}."));

    // A row: | `folder` | what | `Name`, `Name` or nothing |. A name is the end of a namespace that another row stands for.
    private static Dictionary<string, string[]> ReadTable()
    {
        string[][] rows =
        [
            .. File.ReadLines(Repository.At("CONTRIBUTING.md"))
                .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
                .Where(static cells => Roots.Concat(Linked).Any(root => cells[1].Trim('`').StartsWith(root, StringComparison.Ordinal))),
        ];
        string[] namespaces = [.. rows.Select(static cells => Namespace(cells[1].Trim('`')))];
        return rows.ToDictionary(
            static cells => cells[1].Trim('`'),
            cells => Name().Matches(cells[3]).Select(match => match.Groups[1].Value)
                .Select(name => namespaces.FirstOrDefault(known => known == name || known == "Layerwise." + name)
                    ?? namespaces.SingleOrDefault(known => known.EndsWith("." + name, StringComparison.Ordinal))
                    ?? name)
                .ToArray());
    }

    private static string Namespace(string room) => room[(room.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');

    private static IEnumerable<string> Folders(string root) => Directory
        .EnumerateDirectories(Repository.At(root), "*", SearchOption.AllDirectories)
        .Select(static folder => Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'))
        .Where(folder => !folder.Split('/').Any(static part => part is "bin" or "obj") && Files(folder).Any());

    private static IEnumerable<string> Files(string room) => Directory.EnumerateFiles(Repository.At(room), "*.cs");

    private static IEnumerable<string> Used(string file) =>
        File.ReadLines(file).Select(static line => Using().Match(line)).Where(static match => match.Success).Select(static match => match.Groups[1].Value);

    [GeneratedRegex(@"^using (Layerwise(?:\.[A-Z]\w*)+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
