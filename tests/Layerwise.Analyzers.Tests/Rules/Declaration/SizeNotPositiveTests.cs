namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class SizeNotPositiveTests
{
    [Theory]
    [InlineData("[|0|], 3, Activation.Relu", "fanIn", "0")]
    [InlineData("2, [|-3|], Activation.Relu", "fanOut", "-3")]
    [InlineData("[|int.MinValue|], 3, Activation.Relu, Init.HeNormal", "fanIn", "-2147483648")]
    [InlineData("activation: Activation.Relu, fanOut: [|1 - 1|], fanIn: 2", "fanOut", "0")]
    [InlineData("fanIn: 2, fanOut: [|None|], activation: Activation.Relu", "fanOut", "0")]
    public Task Size_below_one(string arguments, string parameter, string value) => Analysis.FindsOneAsync(
        "LW1004",
        $"Layer 1: {parameter} is {value}; write 1 or more",
        $$"""
        using Layerwise;

        [Layer({{arguments}})]
        partial class Net
        {
            private const int None = 0;
        }
        """);

    [Fact]
    public async Task Both_sizes_of_the_second_layer() => Assert.Equal(
        ["Layer 2: fanIn is -1; write 1 or more", "Layer 2: fanOut is 0; write 1 or more"],
        await Analysis.FindsAsync("LW1004", """
            using Layerwise;

            [Layer(2, 3, Activation.Relu)]
            [Layer([|-1|], [|0|], Activation.Relu)]
            partial class Net;
            """));

    [Fact]
    public Task Sizes_of_one() => Analysis.FindsNoneAsync(
        "LW1004",
        """
        using Layerwise;

        [Layer(1, 1, Activation.Relu)]
        partial class Net;
        """);

    [Fact]
    public Task Constants_and_named_arguments_in_any_order() => Analysis.FindsNoneAsync(
        "LW1004",
        """
        using Layerwise;

        [Layer(activation: Activation.Relu, fanOut: Shape.Hidden, fanIn: sizeof(long))]
        [Layer(Shape.Hidden, init: Init.HeUniform, activation: Activation.Softmax, fanOut: nameof(Shape) == "" ? 0 : 4)]
        partial class Net;

        static class Shape
        {
            public const byte Hidden = 16;
        }
        """);
}
