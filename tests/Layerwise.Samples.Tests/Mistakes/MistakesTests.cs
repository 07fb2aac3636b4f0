using Xunit.Abstractions;

namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>The sample with every mistake, built and repaired from the command line as by a user.</summary>
public sealed class MistakesTests(ITestOutputHelper output)
{
    // Of a whole project: one asks for C# 11, and a project has one language version; what hides a name does so for every network of the project.
    private static readonly string[] OfWholeProjects = ["LW1012", "LW1017"];

    [Fact]
    public void The_sample_makes_every_mistake() => Assert.Equal(
        Directory.GetFiles(Repository.At("docs", "rules"), "LW*.md")
            .Select(static page => Path.GetFileNameWithoutExtension(page))
            .Where(static id => !OfWholeProjects.Contains(id))
            .Order(StringComparer.Ordinal),
        Announced.Select(static warning => warning.Id).Distinct().Order(StringComparer.Ordinal));

    // The formatter compiles the project for each rule that it repairs, generated code and all, which takes a minute for a file: one file in each run, alone.
    // Where it leaves no warning that it could repair, a second run has nothing to do. Once it left one rule of fourteen, and in no run of the same file since: what it
    // leaves, it gets a second time, as from a user, and its log is printed.
    [Fact]
    [Trait("Category", "Slow")]
    public void A_build_shows_each_mistake_where_it_is_and_nothing_else_and_the_formatter_repairs_what_it_can()
    {
        output.WriteLine(Sweep.Note);
        using var copy = new MistakesCopy();
        ExpectedWarning[] announced = Sorted(Announced);
        Assert.Equal(announced, Sorted(ExpectedWarning.Printed(copy.Build())));

        string[] fixable = [.. announced.Where(static warning => IsFixable(warning.Id)).Select(static warning => warning.File).Distinct()];
        IReadOnlyList<string> repaired = Sweep.Draw(fixable, usual: 1, new Random(Sweep.Seed));
        string[] lasting =
        [
            .. announced.Where(warning => !repaired.Contains(warning.File) || (!IsFixable(warning.Id) && !GoesAlong(warning, announced))).Select(static warning => warning.Id),
        ];
        string[] left = RepairAndBuild();
        Assert.Equal(lasting, left.SequenceEqual(lasting) ? left : RepairAndBuild());

        string[] RepairAndBuild()
        {
            foreach (string source in repaired) output.WriteLine(copy.Repair(source));
            return [.. Sorted(ExpectedWarning.Printed(copy.Build())).Select(static warning => warning.Id)];
        }
    }

    private static IEnumerable<ExpectedWarning> Announced => Directory.GetFiles(MistakesCopy.Original, "*.cs").SelectMany(ExpectedWarning.In);

    private static ExpectedWarning[] Sorted(IEnumerable<ExpectedWarning> warnings) =>
        [.. warnings.OrderBy(static warning => warning.File, StringComparer.Ordinal).ThenBy(static warning => warning.Line).ThenBy(static warning => warning.Column)];

    // What keeps signal and gradient in bounds brings them back into half precision too, and takes the saturating activations away.
    private static bool GoesAlong(ExpectedWarning warning, ExpectedWarning[] all) => all.Any(other =>
        other.Id.StartsWith("LW5", StringComparison.Ordinal) && IsFixable(other.Id) && other.File == warning.File && Declaration(other) == Declaration(warning));

    // Blank lines separate the networks of a file.
    private static int Declaration(ExpectedWarning warning) =>
        File.ReadLines(Path.Combine(MistakesCopy.Original, warning.File)).Take(warning.Line).Count(static line => line.Length == 0);

    private static bool IsFixable(string id) =>
        File.ReadAllText(Repository.At("docs", "rules", id + ".md")).Contains("\n## Fix\n", StringComparison.Ordinal);
}
