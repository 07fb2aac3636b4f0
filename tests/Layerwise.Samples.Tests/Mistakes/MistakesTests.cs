namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>The sample with every mistake, built and repaired from the command line as by a user.</summary>
public sealed class MistakesTests
{
    // It asks for C# 11, and a project has one language version.
    private const string LanguageVersionTooLow = "LW1012";

    [Fact]
    public void The_sample_makes_every_mistake() => Assert.Equal(
        Directory.GetFiles(Path.Combine(MistakesCopy.Repository, "docs", "rules"), "LW*.md")
            .Select(static page => Path.GetFileNameWithoutExtension(page))
            .Where(static id => id != LanguageVersionTooLow)
            .Order(StringComparer.Ordinal),
        Announced.Select(static warning => warning.Id).Distinct().Order(StringComparer.Ordinal));

    // The formatter compiles the project for each rule that it repairs, generated code and all: file by file, that is a fifth of the work.
    [Fact]
    public void A_build_shows_each_mistake_where_it_is_and_nothing_else_and_the_formatter_repairs_what_it_can()
    {
        using var copy = new MistakesCopy(MistakesCopy.OriginalSources);
        ExpectedWarning[] announced = Sorted(Announced);
        Assert.Equal(announced, Sorted(ExpectedWarning.Printed(copy.Build())));

        foreach (string source in announced.Where(static warning => IsFixable(warning.Id)).Select(static warning => warning.File).Distinct())
        {
            using var alone = new MistakesCopy(source);
            alone.Restore();
            alone.Repair();
            copy[source] = alone[source];
            alone.Repair();
            Assert.Equal(copy[source], alone[source]);
        }

        Assert.Equal(
            announced.Where(warning => !IsFixable(warning.Id) && !GoesAlong(warning, announced)).Select(static warning => warning.Id),
            Sorted(ExpectedWarning.Printed(copy.Build())).Select(static warning => warning.Id));
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
        File.ReadAllText(Path.Combine(MistakesCopy.Repository, "docs", "rules", id + ".md")).Contains("\n## Fix\n", StringComparison.Ordinal);
}
