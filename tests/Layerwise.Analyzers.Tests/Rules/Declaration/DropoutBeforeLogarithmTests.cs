namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class DropoutBeforeLogarithmTests
{
    [Theory]
    [InlineData("", "Softmax", "CrossEntropy")]
    [InlineData("", "LogSoftmax", "CrossEntropy")]
    [InlineData("", "Sigmoid", "BinaryCrossEntropy")]
    [InlineData("[Network(Loss = Loss.KullbackLeibler)]", "Softmax", "KullbackLeibler")]
    public Task Loss_of_logarithms(string network, string activation, string loss) => Analysis.FindsOneAsync(
        "LW1016",
        $"Layer 2: Dropout sets outputs to 0, and {loss} takes their logarithms, which are infinite; move the dropout to a hidden layer, or choose another loss",
        $$"""
        using Layerwise;

        {{network}}
        [Layer(4, 3, Activation.Relu, Dropout = 0.5f)]
        [Layer(3, 2, Activation.{{activation}}, Dropout = [|0.5f|])]
        public partial class Net;
        """);

    [Theory]
    [InlineData("", "Identity")]
    [InlineData("[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]", "Identity")]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]", "Softmax")]
    public Task Loss_of_any_number(string network, string activation) => Analysis.FindsNoneAsync(
        "LW1016",
        $$"""
        using Layerwise;

        {{network}}
        [Layer(4, 3, Activation.Relu, Dropout = 0.5f)]
        [Layer(3, 2, Activation.{{activation}}, Dropout = 0.5f)]
        public partial class Net;
        """);
}
