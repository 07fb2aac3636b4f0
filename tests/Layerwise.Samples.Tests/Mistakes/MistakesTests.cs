namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>The sample with every mistake, built from the command line as by a user.</summary>
public sealed class MistakesTests
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

    // What the formatter repairs of them, it is given in the tests of the package.
    [Fact]
    [Trait("Category", "Slow")]
    public void A_build_shows_each_mistake_where_it_is_and_nothing_else()
    {
        using var copy = new MistakesCopy();
        Assert.Equal(ExpectedWarning.Sorted(Announced), ExpectedWarning.Sorted(ExpectedWarning.Printed(copy.Build())));
    }

    private static IEnumerable<ExpectedWarning> Announced => Directory.GetFiles(MistakesCopy.Original, "*.cs").SelectMany(ExpectedWarning.In);
}
