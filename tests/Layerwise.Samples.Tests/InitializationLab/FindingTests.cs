using System.Xml.Linq;
using InitializationLab.Experiments;
using InitializationLab.Report;

namespace Layerwise.Samples.Tests.InitializationLab;

/// <summary>What the experiments find, and what they write about it.</summary>
[Trait("Category", "Slow")]
public sealed class FindingTests(LaboratoryRun run) : IClassFixture<LaboratoryRun>
{
    private static readonly (string Id, string Verdict)[] Verdicts =
    [
        ("C1", "in part"), ("C2", "in part"), ("C3", "yes"), ("C4", "yes"),
        ("C5", "in part"), ("C6", "in part"), ("C7", "yes"), ("C8", "in part"),
        ("C9", "yes"), ("C10", "yes"), ("C11", "yes"), ("C12", "in part"),
        ("C13", "in part"), ("C14", "yes"), ("C15", "yes"), ("C16", "in part"),
        ("C17", "in part"), ("C18", "in part"), ("C19", "no"), ("C20", "in part"),
        ("C21", "in part"), ("C22", "in part"), ("C23", "yes"), ("C24", "in part"),
    ];

    public static TheoryData<string, string> Drawn
    {
        get
        {
            var drawn = new TheoryData<string, string>();
            foreach (var (id, verdict) in Verdicts.Where(static claim => LaboratoryRun.Drawn.Any(experiment => experiment.Id == claim.Id))) drawn.Add(id, verdict);
            return drawn;
        }
    }

    [Fact]
    public void All_claims_are_tested_in_order()
    {
        Assert.Equal(Enumerable.Range(1, 24).Select(static number => $"C{number}"), Catalogue.All.Select(static experiment => experiment.Id));
        Assert.Equal(Catalogue.All.Select(static experiment => experiment.Id), Verdicts.Select(static claim => claim.Id));
        Assert.Equal(LaboratoryRun.Drawn.Select(static experiment => experiment.Id), run.Results.Select(static result => result.Id));
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void A_claim_holds_or_does_not(string id, string verdict)
    {
        Result result = run.Results.Single(result => result.Id == id);
        Finding finding = result.Finding;
        Assert.True(result.VerdictText == verdict, $"{Sweep.Note}: {id} {result.VerdictText}. Predicted: {finding.Predicted}. Measured: {finding.Measured}. {finding.Truth}");
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
        Assert.Equal(run.Results.Count, page.Descendants("h2").Count());
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
