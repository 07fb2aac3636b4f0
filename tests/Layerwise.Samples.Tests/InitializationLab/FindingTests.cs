using System.Xml.Linq;
using InitializationLab.Experiments;
using InitializationLab.Report;

namespace Layerwise.Samples.Tests.InitializationLab;

/// <summary>What the experiments find, and what they write about it.</summary>
[Trait("Category", "Slow")]
public sealed class FindingTests(LaboratoryRun run) : IClassFixture<LaboratoryRun>
{
    [Fact]
    public void All_claims_are_tested_in_order() =>
        Assert.Equal(Enumerable.Range(1, 24).Select(static number => $"C{number}"), run.Results.Select(static result => result.Id));

    [Theory]
    [InlineData("C1", "in part")]
    [InlineData("C2", "in part")]
    [InlineData("C3", "yes")]
    [InlineData("C4", "yes")]
    [InlineData("C5", "in part")]
    [InlineData("C6", "in part")]
    [InlineData("C7", "yes")]
    [InlineData("C8", "in part")]
    [InlineData("C9", "yes")]
    [InlineData("C10", "yes")]
    [InlineData("C11", "yes")]
    [InlineData("C12", "in part")]
    [InlineData("C13", "in part")]
    [InlineData("C14", "yes")]
    [InlineData("C15", "yes")]
    [InlineData("C16", "in part")]
    [InlineData("C17", "in part")]
    [InlineData("C18", "in part")]
    [InlineData("C19", "no")]
    [InlineData("C20", "in part")]
    [InlineData("C21", "in part")]
    [InlineData("C22", "in part")]
    [InlineData("C23", "yes")]
    [InlineData("C24", "in part")]
    public void A_claim_holds_or_does_not(string id, string verdict)
    {
        Result result = run.Results.Single(result => result.Id == id);
        Assert.True(result.VerdictText == verdict, $"{id} {result.VerdictText}. Predicted: {result.Finding.Predicted}. Measured: {result.Finding.Measured}. {result.Finding.Truth}");
    }

    [Fact]
    public void Every_finding_has_numbers_a_sentence_and_a_picture() => Assert.All(run.Results, static result =>
    {
        Assert.Contains(result.Finding.Predicted, char.IsDigit);
        Assert.Contains(result.Finding.Measured, char.IsDigit);
        Assert.EndsWith(".", result.Finding.Truth, StringComparison.Ordinal);
        Assert.NotEmpty(result.Finding.Figures);
    });

    [Fact]
    public void The_terminal_shows_each_claim_with_its_verdict() =>
        Assert.All(run.Results, result => Assert.Matches($@"(?m)^.*\b{result.Id}\b.*{result.VerdictText}", run.Printed));

    [Fact]
    public void The_page_is_well_formed_and_has_every_picture()
    {
        XDocument page = PageReading.Parse(run.Page);

        string[] titles = [.. page.Descendants(PageReading.Svg + "svg").Attributes("aria-label").Select(static label => label.Value)];
        string[] drawn = [.. run.Results.SelectMany(static result => result.Finding.Figures).Where(static figure => figure is not CellTable).Select(static figure => figure.Title)];
        Assert.Equal(drawn, titles);
        Assert.Equal(24, page.Descendants("h2").Count());
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        XDocument page = PageReading.Parse(run.Page);

        Assert.All(
            page.Descendants().Attributes().Where(static attribute => attribute.Name.LocalName is "href" or "src"),
            static link => Assert.StartsWith("#", link.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(page.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
        Assert.DoesNotContain("url(", run.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_of_a_picture_is_finite_and_inside_it() => Assert.All(
        PageReading.Parse(run.Page).Descendants(PageReading.Svg + "svg").Where(static svg => svg.Attribute("viewBox") is not null), static svg =>
        {
            Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("∞", string.Concat(svg.Descendants().Attributes()), StringComparison.Ordinal);
            double width = PageReading.Number(svg.Attribute("viewBox")!.Value.Split(' ')[2]);
            Assert.All(
                svg.Descendants().Attributes().Where(static attribute => attribute.Name.LocalName is "x" or "x1" or "x2" or "cx"),
                x => Assert.InRange(PageReading.Number(x.Value), 0, width));
        });
}
