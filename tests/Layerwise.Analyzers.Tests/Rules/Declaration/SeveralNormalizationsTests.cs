using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class SeveralNormalizationsTests
{
    [Theory]
    [InlineData("BatchNormalization = true, LayerNormalization = [|true|]", "BatchNormalization and LayerNormalization")]
    [InlineData("RmsNormalization = [|true|], LayerNormalization = true", "LayerNormalization and RmsNormalization")]
    [InlineData("RmsNormalization = true, BatchNormalization = true, LayerNormalization = [|true|]", "BatchNormalization and LayerNormalization and RmsNormalization")]
    public Task Two_or_three(string options, string which) => Analysis.FindsOneAsync(
        "LW1020",
        $"Layer 1: {which} are given together, and a layer normalizes once; leave one of them",
        Program(options));

    [Fact]
    public Task Groups_beside_another() => Analysis.FindsOneAsync(
        "LW1020",
        "Layer 1: BatchNormalization and GroupNormalization are given together, and a layer normalizes once; leave one of them",
        Pictured("GroupNormalization = [|2|], BatchNormalization = true"));

    [Theory]
    [InlineData("GroupNormalization = 2")]
    [InlineData("GroupNormalization = 0, BatchNormalization = true")]
    public Task Groups_alone(string options) => Analysis.FindsNoneAsync("LW1020", Pictured(options));

    [Theory]
    [InlineData("BatchNormalization = true, LayerNormalization = false")]
    [InlineData("LayerNormalization = true")]
    [InlineData("RmsNormalization = true")]
    public Task One(string options) => Analysis.FindsNoneAsync("LW1020", Program(options));

    [Fact]
    public Task The_second_goes() => CodeFixing.FixesFirstAsync(
        new AttributeArgumentCodeFix(),
        nameof(AttributeArgumentCodeFix),
        Program("BatchNormalization = true, LayerNormalization = true"),
        Program("BatchNormalization = true"));

    private static string Pictured(string options) =>
        $"using Layerwise;\n\n[Input(6, 3)]\n[Conv1D(3, 8, 3, Activation.Relu, {options})]\n[Layer(32, 8, Activation.Relu)]\npartial class Net;\n";

    private static string Program(string options) => $"using Layerwise;\n\n[Layer(8, 8, Activation.Relu, {options})]\npartial class Net;\n";
}
