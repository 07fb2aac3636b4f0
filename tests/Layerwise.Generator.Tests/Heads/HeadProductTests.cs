extern alias generator;

using System.Text.RegularExpressions;
using Layerwise.Conformance;
using Layerwise.Generator.Tests.Conformance;
using Layerwise.Generator.Tests.Harness;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Planning;

namespace Layerwise.Generator.Tests.Heads;

/// <summary>Outputs that a batch computes as one product: which they are, and that they are what each of them would be alone.</summary>
public sealed class HeadProductTests
{
    // Letters are outputs, numbers their sizes; 8>3 has a layer of 8 before it, "plain" no biases, "batch" a batch normalization.
    [Theory]
    [InlineData("A+B", 20, "A4 B1")]
    [InlineData("A+B", 20, "A18 B1")]
    [InlineData("A+B", 20, "A4 B2 C8>3")]
    [InlineData("B+C", 20, "A64 B5 C4")]
    [InlineData("A+B", 20, "A4plain B1plain")]

    // Full tiles of their own, another one between them, biases here and none there, a factor on the sums, and more weights than are copied in no time.
    [InlineData("", 20, "A32 B32")]
    [InlineData("", 20, "A4 B8>3 C2")]
    [InlineData("", 20, "A4plain B1")]
    [InlineData("", 20, "A4batch B1")]
    [InlineData("", 40000, "A4 B3")]
    [InlineData("", 20, "A4")]
    public void Those_are_one_that_would_fill_more_tiles_alone(string together, int width, string outputs)
    {
        NetworkPlan plan = PlanOf($"[Layer(6, {width}, Activation.Tanh)]\n" + string.Join('\n', outputs.Split(' ').Select(output => Output(output, width))));
        string Names(HeadProduct? product) => string.Join('+', plan.Network.Heads.Where(head => Has(product, head)).Select(static head => head.Name));

        Assert.Equal(together, Names(plan.TrainedTogether));
        Assert.Equal(together, Names(plan.InferredTogether));
    }

    // Each way from sums to outputs and back, and readers of the shared value before and behind them.
    [Fact]
    [Trait("Category", "Slow")]
    public void They_agree_with_the_reference()
    {
        string[] networks =
        [
            """
            [Layer(6, 20, Activation.Tanh)]
            [Output("A", 20, 4, Activation.Softmax)]
            [Output("B", 20, 1, Activation.Identity, LossWeight = 0.5f)]
            """,
            """
            [Layer(6, 20, Activation.Gelu)]
            [Output("A", 20, 5, Activation.Gelu, Loss = Loss.MeanSquaredError)]
            [Output("B", 20, 7, Activation.PRelu, Loss = Loss.Huber, Dropout = 0.3f)]
            [Output("C", 20, 3, Activation.Sigmoid)]
            """,
            """
            [Layer(6, 33, Activation.Relu)]
            [Output("A", 33, 18, Activation.LogSoftmax)]
            [Output("B", 33, 1, Activation.Tanh, Loss = Loss.MeanSquaredError)]
            """,
            """
            [Layer(6, 20, Activation.Tanh)]
            [Layer(20, 8, Activation.Relu, Head = "A")]
            [Output("A", 8, 3, Activation.Identity)]
            [Output("B", 20, 4, Activation.Softmax, LayerNormalization = true)]
            [Output("C", 20, 2, Activation.Tanh)]
            """,
            """
            [Layer(6, 20, Activation.Tanh)]
            [Output("B", 20, 4, Activation.Softmax, Bias = false)]
            [Output("C", 20, 2, Activation.Tanh, Bias = false)]
            [Layer(20, 8, Activation.Relu, Head = "A")]
            [Output("A", 8, 3, Activation.Identity)]
            """,
            """
            [Layer(6, 20, Activation.Tanh)]
            [Output("A", 20, 4, Activation.Softmax)]
            [Output("B", 20, 16, Activation.Identity)]
            [Output("C", 20, 1, Activation.Identity)]
            """,
        ];
        string sources = string.Join("\n\n", networks.Select(static (network, i) => $"/// <summary>A network.</summary>\n{network}\npublic sealed partial class Net{i};"));
        using LoadedAssembly assembly = new Consumer($"using Layerwise;\n\n{sources}").Load();
        ConformanceReport[] reports = [.. assembly.Networks.Select(static (network, i) => LoadedAssembly.Visit(network, new CheckVisitor(i)))];

        Assert.Equal(networks.Length, reports.Length);
        Assert.All(networks, static network => Assert.NotNull(PlanOf(network).TrainedTogether));
        string[] failures = [.. reports.SelectMany(static report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
        ErrorBounds.AssertNarrow(reports);
    }

    private static bool Has(HeadProduct? product, HeadSpec head) => product?.Parts.Any(part => part.Layer.Index == head.Last) == true;

    private static string Output(string output, int width)
    {
        Match parts = Regex.Match(output, "^([A-Z])((\\d+)>)?(\\d+)([a-z]*)$");
        string options = parts.Groups[5].Value switch { "plain" => ", Bias = false", "batch" => ", BatchNormalization = true", _ => "" };
        string name = parts.Groups[1].Value, last = parts.Groups[4].Value;
        if (parts.Groups[3].Value is not { Length: > 0 } between) return $"[Output(\"{name}\", {width}, {last}, Activation.Tanh{options})]";
        return $"[Layer({width}, {between}, Activation.Tanh, Head = \"{name}\")]\n[Output(\"{name}\", {between}, {last}, Activation.Tanh{options})]";
    }

    private static NetworkPlan PlanOf(string layers)
    {
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation = new Consumer($"using Layerwise;\n\n{layers}\npublic sealed partial class Net;\n").Compilation();
        return NetworkPlan.Of(NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!);
    }
}
