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
        Directory.GetFiles(MistakesCopy.Original, "*.cs").SelectMany(ExpectedWarning.In).Select(static warning => warning.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_build_shows_each_mistake_where_it_is_and_nothing_else_and_the_formatter_repairs_what_it_can()
    {
        using var copy = new MistakesCopy();
        ExpectedWarning[] announced = Sorted(copy.Sources.SelectMany(ExpectedWarning.In));
        Assert.Equal(announced, Sorted(ExpectedWarning.Printed(copy.Build())));

        copy.Repair();

        string[] repaired = [.. copy.Sources.Select(File.ReadAllText)];
        ExpectedWarning[] left = Sorted(ExpectedWarning.Printed(copy.Build()));
        Assert.Equal(
            announced.Where(warning => !IsFixable(warning.Id) && !GoesAlong(warning, announced)).Select(static warning => warning.Id),
            left.Select(static warning => warning.Id));

        copy.Repair();

        Assert.Equal(repaired, copy.Sources.Select(File.ReadAllText));
    }

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
