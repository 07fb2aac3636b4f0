extern alias generator;

using System.Xml.Linq;
using Layerwise.Generator.Tests.Harness;
using generator::Layerwise.Generator.Emit;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Reports;

namespace Layerwise.Generator.Tests.Reports;

public sealed class ReportTests
{
    private const string Source = """
        using Layerwise;
        using Layerwise.Runtime;

        [Layer(64, 32, Activation.Relu, Init.HeNormal, Dropout = 0.2f)]
        [Layer(32, 32, Activation.Tanh, Init.RandomNormal, InitScale = 1f, BatchNormalization = true)]
        [Layer(32, 32, typeof(Cube))]
        [Layer(32, 10, Activation.Softmax)]
        public sealed partial class Net;

        public readonly struct Cube : IActivation
        {
            public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => z * z * z;

            public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(3f) * z * z;
        }
        """;

    private const string Branched = """
        using Layerwise;

        [Layer(8, 64, Activation.Relu)]
        [Layer(64, 64, Activation.Relu, LayerNormalization = true, Residual = true, Repeat = 5)]
        [Layer(64, 32, Activation.Relu)]
        [Layer(32, 64, Activation.Tanh, Residual = true, ResidualSpan = 2)]
        [Output("Policy", 64, 4, Activation.Softmax)]
        [Layer(64, 32, Activation.Relu, Head = "Value")]
        [Output("Value", 32, 1, Activation.Identity)]
        public sealed partial class Net;
        """;

    private static NetworkSpec Network => Parsed(Source);

    private static NetworkSpec Parsed(string source)
    {
        var compilation = new Consumer(source).Compilation();
        return NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!;
    }

    [Fact]
    public void The_page_is_well_formed_and_loads_nothing()
    {
        string page = ForecastPage.Of(Network);
        XDocument document = XDocument.Parse(page["<!doctype html>".Length..]);

        Assert.Equal(4, document.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Equal(1 + 2 + 17, document.Descendants("svg").Count());
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain(document.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img");
    }

    [Fact]
    public void Branches_and_connections_are_drawn()
    {
        string page = ForecastPage.Of(Parsed(Branched));
        XDocument document = XDocument.Parse(page["<!doctype html>".Length..]);
        XElement graph = Assert.Single(document.Descendants("svg"), static svg => svg.Attribute("aria-label")?.Value == "The graph of the network");

        // Five equal layers are one box; an arc for them and one for the block; six lines between boxes.
        Assert.Equal(
            ["1: 8 → 64, Relu", "2 to 6: 64 → 64, Relu", "7: 64 → 32, Relu", "8: 32 → 64, Tanh", "9: Policy, 64 → 4, Softmax", "10: 64 → 32, Relu", "11: Value, 32 → 1, Identity"],
            graph.Elements("text").Select(static text => text.Value));
        Assert.Equal(2, graph.Elements("path").Count(static path => path.Attribute("d")!.Value.Contains('C', StringComparison.Ordinal)));
        Assert.Equal(6, graph.Elements("path").Count(static path => path.Attribute("d")!.Value.Contains('L', StringComparison.Ordinal)));
        Assert.Equal(["Policy", "Value"], document.Descendants("h3").Select(static title => title.Value));
        Assert.DoesNotContain("The graph", ForecastPage.Of(Network), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_unknown_is_called_so_and_drawn_as_a_gap()
    {
        string page = ForecastPage.Of(Network);

        Assert.Contains("<td class=\"number\">unknown</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    // A number sign at the start of a line would be a directive.
    [Fact]
    public void The_compiler_skips_the_file_that_carries_the_page()
    {
        GeneratedFile file = ReportEmitter.Emit(Network);
        string[] directives = [.. file.Text.Split('\n').Where(static line => line.TrimStart().StartsWith('#'))];

        Assert.Equal("Net-Report.g.cs", file.HintName);
        Assert.Equal(["#if false", "#endif"], directives);
    }

    [Fact]
    public void Nothing_is_written_unasked() => Assert.DoesNotContain(new Consumer(Source).Generate().HintNames, static name => name.Contains("Report", StringComparison.Ordinal));
}
