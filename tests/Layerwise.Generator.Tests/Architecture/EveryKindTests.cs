extern alias generator;

using System.Text.RegularExpressions;
using generator::Layerwise.Generator.Layers;
using Layerwise.Generator.Tests.RandomNetworks;

namespace Layerwise.Generator.Tests.Architecture;

/// <summary>What a kind of layer needs and no compiler asks for: that it is drawn, that its gradients are checked, and so on.</summary>
public sealed class EveryKindTests
{
    public static TheoryData<string> Attributes => new(LayerKinds.AttributeNames.Select(NameOf));

    public static TheoryData<LayerKind> Kinds => new(Enum.GetValues<LayerKind>());

    [Fact]
    public void Every_member_is_the_kind_of_some_layers() =>
        Assert.Equal(Enum.GetNames<LayerKind>().Order(), LayerKinds.All.Select(static kind => kind.Kind.ToString()).Order());

    // Random networks are compared with the reference and at guard pages, frozen, written as C99 and C# 9, saved and loaded.
    [Theory]
    [MemberData(nameof(Attributes))]
    public void Random_networks_have_it(string attribute)
    {
        var declarations = new RandomDeclaration(seed: 1);
        Assert.Contains(Enumerable.Range(0, 400), i => Uses(declarations.Source($"Network{i}"), attribute));
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void A_page_says_what_it_is(string attribute) =>
        Assert.Contains(Directory.GetFiles(Repository.At("docs"), "*.md"), page => Uses(File.ReadAllText(page), attribute));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_gradients_are_compared_with_finite_differences(LayerKind kind) => AssertShown(kind, "tests/Layerwise.Generator.Tests/FiniteDifferences");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_forecast_is_compared_with_a_network(LayerKind kind) => AssertShown(kind, "tests/Layerwise.Generator.Tests/Forecast");

    // A kind that is not written as ONNX has the test of that there.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void ONNX_Runtime_runs_its_file(LayerKind kind) => AssertShown(kind, "tests/Layerwise.OnnxRuntime.Tests");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_lane_width_runs_it(LayerKind kind) => AssertShown(kind, "tests/Support/Layerwise.LaneWidths");

    private static void AssertShown(LayerKind kind, string folder)
    {
        IEnumerable<string> attributes = LayerKinds.All.Single(other => other.Kind.ToString() == kind.ToString()).AttributeNames.Select(NameOf);
        string[] files = [.. Directory.GetFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];
        Assert.True(attributes.Any(attribute => Array.Exists(files, file => Uses(file, attribute))), $"{folder} has no layer of the kind {kind}.");
    }

    // "Layerwise.MaxPool2DAttribute" is [MaxPool2D].
    private static string NameOf(string attribute) => attribute["Layerwise.".Length..^nameof(Attribute).Length];

    private static bool Uses(string source, string attribute) => Regex.IsMatch(source, $@"(?<!\w){attribute}[\](]");
}
