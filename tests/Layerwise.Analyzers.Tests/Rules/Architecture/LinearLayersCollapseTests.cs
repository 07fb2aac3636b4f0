namespace Layerwise.Analyzers.Tests.Rules.Architecture;

public sealed class LinearLayersCollapseTests
{
    [Fact]
    public Task Warning_for_what_is_lost_and_information_for_a_bottleneck() => Declared.FindsAsync(
        "LW3007",
        """
        [Layer(64, 128, [|Activation.Identity|])]
        [Layer(128, 8, [|Activation.Identity|])]
        [Layer(8, 64, Activation.Identity)]
        """,
        "Warning: Layers 1 and 2: with Identity between them, 64×128 and 128×8 weights compute what one layer of 64×8 computes; merge them, or put an activation such as Relu between them",
        "Info: Layers 2 and 3: with Identity between them, 128×8 and 8×64 weights compute what one layer of 128×64 computes; keep them if a matrix of rank 8 is what you want");

    [Theory]
    [InlineData("Identity", "Relu")]
    [InlineData("Relu", "Identity")]
    [InlineData("Identity, Dropout = 0.1f", "Identity")]
    [InlineData("Identity, BatchNormalization = true, Bias = false", "Identity")]
    [InlineData("Identity", "Identity, BatchNormalization = true, Bias = false")]
    public Task Something_between_them(string first, string second) => Declared.FindsNoneAsync(
        "LW3007",
        $"""
        [Layer(64, 64, Activation.{first})]
        [Layer(64, 64, Activation.{second})]
        """);

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
