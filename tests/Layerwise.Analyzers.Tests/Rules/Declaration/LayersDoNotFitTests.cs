namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class LayersDoNotFitTests
{
    [Fact]
    public Task Second_layer_takes_less() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 2: fanIn is 30, but layer 1 has a fanOut of 32; make them equal",
        """
        using Layerwise;

        [Layer(64, 32, Activation.Relu)]
        [Layer([|30|], 10, Activation.Softmax)]
        partial class Net;
        """);

    [Fact]
    public Task Channels_of_a_causal_convolution() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 2: fanIn is 8, but layer 1 makes 64 × 8 = 512 numbers; make them equal, or write [Network(Streaming = true)] for an answer at each position",
        """
        using Layerwise;

        [Input(64, 1)]
        [Conv1D(1, 8, 3, Activation.Relu, Padding = Padding.Causal)]
        [Layer([|8|], 1, Activation.Identity)]
        partial class Net;
        """);

    [Fact]
    public Task Named_arguments_and_constants() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 3: fanIn is 8, but layer 2 has a fanOut of 16; make them equal",
        """
        using Layerwise;

        [Layer(4, Shape.Hidden, Activation.Relu)]
        [Layer(Shape.Hidden, Shape.Hidden, Activation.Relu)]
        [Layer(fanOut: 3, activation: Activation.Softmax, fanIn: [|Shape.Hidden / 2|])]
        partial class Net;

        static class Shape
        {
            public const int Hidden = 16;
        }
        """);

    [Fact]
    public async Task Every_pair_that_does_not_fit() => Assert.Equal(
        ["Layer 2: fanIn is 4, but layer 1 has a fanOut of 3; make them equal", "Layer 3: fanIn is 6, but layer 2 has a fanOut of 5; make them equal"],
        await Analysis.FindsAsync("LW1007", """
            using Layerwise;

            [Layer(2, 3, Activation.Relu)]
            [Layer([|4|], 5, Activation.Relu)]
            [Layer([|6|], 7, Activation.Relu)]
            partial class Net;
            """));

    [Fact]
    public Task Layers_that_fit() => Analysis.FindsNoneAsync(
        "LW1007",
        """
        using Layerwise;

        [Layer(64, 32, Activation.Relu, Init.HeNormal)]
        [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
        public sealed partial class DigitClassifier;
        """);
}
