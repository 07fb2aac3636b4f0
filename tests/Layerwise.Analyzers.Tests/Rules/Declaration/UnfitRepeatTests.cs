namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitRepeatTests
{
    [Theory]
    [InlineData("[Layer(64, 32, Activation.Relu, Repeat = [|3|])]", "Layer 1: Repeat is 3, but its 32 outputs cannot be the 64 inputs of another one; make fanIn and fanOut equal, or remove Repeat")]
    [InlineData("[Layer(8, 8, Activation.Relu)]\n[Layer(8, 8, Activation.Relu, Repeat = [|0|])]", "Layer 2: Repeat is 0, but a layer is repeated 1 to 256 times; write a number in this range")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = [|257|])]", "Layer 1: Repeat is 257, but a layer is repeated 1 to 256 times; write a number in this range")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = [|int.MaxValue|])]", "Layer 1: Repeat is 2147483647, but a layer is repeated 1 to 256 times; write a number in this range")]
    public Task What_cannot_be_repeated(string layers, string message) => Analysis.FindsOneAsync("LW1018", message, Program(layers));

    [Theory]
    [InlineData("[Layer(64, 32, Activation.Relu, Repeat = 1)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = 256)]")]
    [InlineData("[Layer(0, 8, Activation.Relu, Repeat = 2)]")]
    public Task What_can_or_has_another_fault(string layers) => Analysis.FindsNoneAsync("LW1018", Program(layers));

    [Fact]
    public Task All_together_are_too_many() => Analysis.FindsOneAsync(
        "LW1006",
        "The network has 257 layers, more than the 256 it may have; remove layers, or split it into several networks",
        Program("[Layer(8, 8, Activation.Relu, Repeat = 200)]\n[Layer(8, 8, Activation.Tanh, Repeat = [|57|])]"));

    [Fact]
    public Task A_fault_of_a_repeated_layer_is_said_once() => Analysis.FindsOneAsync(
        "LW1008",
        "Layers 2 to 30: Dropout is 2; it must be at least 0 and less than 1",
        Program("[Layer(8, 8, Activation.Tanh)]\n[Layer(8, 8, Activation.Relu, Dropout = [|2f|], Repeat = 29)]"));

    [Fact]
    public Task The_layer_after_counts_all_of_them() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 30: fanIn is 4, but layer 29 has a fanOut of 8; make them equal",
        Program("[Layer(8, 8, Activation.Relu, Repeat = 29)]\n[Layer([|4|], 2, Activation.Softmax)]"));

    // It would no longer be square.
    [Fact]
    public async Task Sizes_of_a_repeated_layer_are_not_changed_alone()
    {
        IReadOnlyList<CodeFixing.Offer> offers = await CodeFixing.OffersAsync(Program("[Layer(8, 8, Activation.Relu, Repeat = 29)]\n[Layer(4, 2, Activation.Softmax)]"));
        Assert.Equal(["Take 8 inputs"], offers.Select(static offer => offer.Title));
    }

    private static string Program(string layers) => $"using Layerwise;\n\n{layers}\npartial class Net;\n";
}
