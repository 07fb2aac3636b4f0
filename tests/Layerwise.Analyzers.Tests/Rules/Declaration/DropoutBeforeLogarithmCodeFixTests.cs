namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class DropoutBeforeLogarithmCodeFixTests
{
    [Theory]
    [InlineData("Relu", "Softmax, Dropout = 0.5f", "Move 'Dropout' to the layer before", "Relu, Dropout = 0.5f", "Softmax")]
    [InlineData("Relu", "Softmax, Bias = false, Dropout = /* a half */ 1f / 2", "Move 'Dropout' to the layer before", "Relu, Dropout = 1f / 2", "Softmax, Bias = false")]
    [InlineData("Relu, Dropout = 0.2f", "Softmax, Dropout = 0.5f", "Remove 'Dropout = 0.5f'", "Relu, Dropout = 0.2f", "Softmax")]
    [InlineData("Selu", "Softmax, Dropout = 0.5f", "Remove 'Dropout = 0.5f'", "Selu", "Softmax")]
    [InlineData("Relu", "Softmax, Dropout = 0.9f", "Remove 'Dropout = 0.9f'", "Relu", "Softmax")]
    [InlineData("Relu", "Softmax, Dropout = 0.5f, BatchNormalization = true, Bias = false", "Remove 'Dropout = 0.5f'", "Relu", "Softmax, BatchNormalization = true, Bias = false")]
    public Task One(string hidden, string last, string title, string fixedHidden, string fixedLast) => Declared.FixesWithOneLightBulbAsync(
        "LW1016",
        $"[Layer(64, 32, Activation.{hidden})]\n[Layer(32, 10, Activation.{last})]",
        title,
        $"[Layer(64, 32, Activation.{fixedHidden})]\n[Layer(32, 10, Activation.{fixedLast})]");

    [Fact]
    public Task All() => Declared.FixesAsync(
        "LW1016",
        """
        [Layer(64, 32, Activation.Relu)] // hidden
        [Layer(32, 10, Activation.Softmax, Dropout = 0.5f)] // last
        partial class First;

        [Layer(32, 10, Activation.Softmax, Dropout = 0.5f)]
        """,
        """
        [Layer(64, 32, Activation.Relu, Dropout = 0.5f)] // hidden
        [Layer(32, 10, Activation.Softmax)] // last
        partial class First;

        [Layer(32, 10, Activation.Softmax)]
        """);
}
