namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class LinearLayersCollapseTests
{
    [Theory]
    [InlineData("3, Activation.Softmax")]
    [InlineData("3, Activation.Relu")]
    [InlineData("3, Activation.Identity")]
    [InlineData("3, Activation.Tanh, BatchNormalization = true, Bias = false")]
    [InlineData("3, Activation.Softmax, Dropout = 0f")]
    public Task Linear_layer_and_any_layer_after_it(string last) => Declared.FindsAsync(
        "LW3007",
        $"[Layer(20, 60, [|Activation.Identity|])]\n[Layer(60, {last})]",
        "Warning: Layers 1 and 2: with Identity between them, 1380 weights compute only what the 60 weights of one 20×3 layer compute, and learn it more slowly. Merge them, or use an activation such as Relu.");

    [Fact]
    public Task Rank_is_that_of_the_whole_chain() => Declared.FindsAsync(
        "LW3007",
        """
        [Layer(40, 6, [|Activation.Identity|])]
        [Layer(6, 12, Activation.Identity)]
        [Layer(12, 3, Activation.Softmax)]
        """,
        "Warning: Layers 1 to 3: with Identity between them, 348 weights compute only what the 120 weights of one 40×3 layer compute, and learn it more slowly. Merge them, or use an activation such as Relu.");

    [Fact]
    public Task Before_and_after_a_bottleneck() => Declared.FindsAsync(
        "LW3007",
        """
        [Layer(40, 128, [|Activation.Identity|])]
        [Layer(128, 3, Activation.Identity)]
        [Layer(3, 64, [|Activation.Identity|])]
        [Layer(64, 16, Activation.Relu)]
        [Layer(16, 2, Activation.Softmax)]
        """,
        "Warning: Layers 1 and 2: with Identity between them, 5504 weights compute only what the 120 weights of one 40×3 layer compute, and learn it more slowly. Merge them, or use an activation such as Relu.",
        "Warning: Layers 3 and 4: with Identity between them, 1216 weights compute only what the 48 weights of one 3×16 layer compute, and learn it more slowly. Merge them, or use an activation such as Relu.");

    [Theory]
    [InlineData("[Layer(16, 3, Activation.Identity)]\n[Layer(3, 16, Activation.Relu)]")]
    [InlineData("[Layer(128, 8, Activation.Identity)]\n[Layer(8, 64, Activation.Identity)]")]
    public Task Bottleneck(string attributes) => Declared.FindsNoneAsync("LW3007", attributes);

    [Theory]
    [InlineData("Relu", "Identity")]
    [InlineData("Identity, Dropout = 0.1f", "Identity")]
    [InlineData("Identity, BatchNormalization = true, Bias = false", "Identity")]
    public Task Something_between_them(string first, string second) => Declared.FindsNoneAsync(
        "LW3007",
        $"""
        [Layer(64, 64, Activation.{first})]
        [Layer(64, 64, Activation.{second})]
        """);

    [Theory]
    [InlineData("[Layer(20, 60, Activation.Identity)]\n[Layer(60, 3, Activation.Softmax)]", "[Layer(20, 3, Activation.Softmax)]")]
    [InlineData("[Layer(40, 6, Activation.Identity)]\n[Layer(6, 12, Activation.Identity)]\n[Layer(12, 3, Activation.Softmax)]", "[Layer(40, 3, Activation.Softmax)]")]
    [InlineData(
        "[Layer(8, 8, Activation.Identity)]\n[Layer(8, 3, Activation.Identity)]\n[Layer(3, 9, Activation.Identity)]\n[Layer(9, 9, Activation.Tanh)]",
        "[Layer(8, 3, Activation.Identity)]\n[Layer(3, 9, Activation.Tanh)]")]
    public Task Fix_leaves_nothing_to_merge(string before, string after) => Declared.FixesAsync("LW3007", before, after);

    [Theory]
    [InlineData("[Layer(8, 64, Activation.Identity)]\n[Layer(64, 64, Activation.Relu, Init.Identity)]\n[Layer(64, 2, Activation.Softmax)]")]
    [InlineData("[Layer(8, 64, Activation.Identity)]\n[Layer(64, 8, Activation.Sigmoid, Init.HeNormal)]\n[Layer(8, 2, Activation.Softmax)]")]
    public Task No_fix_where_the_last_initializer_suits_only_its_own_sizes(string attributes) => Declared.FixesNothingAsync("LW3007", attributes);

    [Fact]
    public Task Fix_leaves_one_layer_of_three_and_every_comment() => Declared.FixesAsync(
        "LW3007",
        """
        // Calibrates.
        [Layer(64, 128, Activation.Identity)] // wide
        // Second.
        [Layer(128, 256, Activation.Identity, Init.HeNormal)]
        [Layer(/* all of it */ 256, 10, Activation.Identity, Init.XavierNormal, Bias = false)] // last
        """,
        """
        // Calibrates.
        // wide
        // Second.
        [Layer(/* all of it */ 64, 10, Activation.Identity, Init.XavierNormal, Bias = false)] // last
        """);

    [Fact]
    public Task Fix_within_one_pair_of_brackets_keeps_the_inputs_as_written() => Declared.FixesAsync(
        "LW3007",
        """
        [Layer(fanOut: 64, fanIn: 8 * 8, activation: Activation.Identity), Layer(64, 10, Activation.Identity)]
        """,
        """
        [Layer(8 * 8, 10, Activation.Identity)]
        """);

    [Fact]
    public Task Fix_of_a_network_and_of_one_inside_it() => Declared.FixesAsync(
        "LW3007",
        """
        [Layer(8, 8, Activation.Identity)]
        [Layer(8, 4, Activation.Identity)]
        partial class Outer
        {
            [Layer(4, 4, Activation.Identity)] // twice
            [Layer(4, 2, Activation.Identity)]
            partial class Inner;
        }

        [Layer(2, 2, Activation.Tanh)]
        """,
        """
        [Layer(8, 4, Activation.Identity)]
        partial class Outer
        {
            // twice
            [Layer(4, 2, Activation.Identity)]
            partial class Inner;
        }

        [Layer(2, 2, Activation.Tanh)]
        """);
}
