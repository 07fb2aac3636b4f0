using Layerwise.Traits;

namespace Layerwise.Tests.Activations;

/// <summary>What a new activation needs and nothing else would ask for: its accuracy on lanes, its row on the page, and a place in lists of all of them.</summary>
public sealed class NewActivationTests
{
    // Comparisons and one product: nothing to bound. Those of whole rows have tests of their own.
    private static readonly Activation[] StraightLines = [Activation.Identity, Activation.Relu, Activation.LeakyRelu, Activation.PRelu];

    [Fact]
    public void Accuracy_is_measured_of_each_that_rounds() => Assert.Equal(
        ActivationTraits.All.Where(static row => row.Curve is not null).Select(static row => row.Activation).Except(StraightLines).Order(),
        typeof(IActivationFunction).Assembly.GetTypes()
            .Where(static type => type.IsValueType && type.IsAssignableTo(typeof(IActivationFunction)))
            .Select(static type => (Activation)type.GetProperty(nameof(IActivationFunction.Activation))!.GetValue(null)!)
            .Order());

    [Fact]
    public void The_page_has_a_row_for_each()
    {
        string page = File.ReadAllText(Repository.At("docs", "activations.md"));
        Assert.All(
            Enum.GetValues<Activation>().Where(static activation => activation != Activation.Custom),
            activation => Assert.Contains($"\n| `{activation}` | ", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docs/propagation.md")]
    [InlineData("tests/Layerwise.Generator.Tests/PyTorch/vectors.py")]
    [InlineData("tests/Layerwise.OnnxRuntime.Tests/Networks")]
    [InlineData("tests/Support/Layerwise.LaneWidths")]
    public void A_place_knows_each(string place)
    {
        string path = Repository.At(place);
        string text = string.Concat((Directory.Exists(path) ? Directory.GetFiles(path, "*.cs") : [path]).Select(File.ReadAllText));
        Assert.All(Enum.GetValues<Activation>().Where(static activation => activation != Activation.Custom), activation => Assert.Matches($@"\b{activation}\b", text));
    }
}
