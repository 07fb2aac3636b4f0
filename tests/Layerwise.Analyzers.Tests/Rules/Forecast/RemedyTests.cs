using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Forecast;

public sealed class RemedyTests
{
    [Fact]
    public Task Another_initializer_goes_with_its_options() => FixesAsync(
        "[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]",
        "[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]",
        10);

    [Fact]
    public Task Another_activation_goes_with_its_initializer() => FixesAsync(
        "[Layer(256, 256, Activation.Sigmoid, Init.XavierUniform)]",
        "[Layer(256, 256, Activation.Relu, Init.HeUniform)]",
        12);

    [Fact]
    public Task Where_no_initializer_is_written_none_is_added() => FixesAsync(
        "[Layer(256, 256, Activation.Sigmoid, Bias = false)]",
        "[Layer(256, 256, Activation.Relu, Bias = false)]",
        12);

    [Fact]
    public async Task Whole_run_of_alike_layers()
    {
        static string Network(string init) =>
            $"using Layerwise;\n\n{string.Concat(Enumerable.Repeat($"[Layer(512, 512, Activation.Relu, Init.{init})]\n", 22))}[Layer(512, 4, Activation.Softmax)]\npublic sealed partial class Net;\n";
        await CodeFixing.FixesFirstOfAsync("LW5", new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), Network("XavierNormal"), Network("HeNormal"));
        await CodeFixing.FixesAllAsync(new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), Network("XavierNormal"), Network("HeNormal"));
    }

    // After the repair nothing is left to repair, which fix-all's second run asserts.
    private static async Task FixesAsync(string before, string after, int count)
    {
        string broken = Network(string.Concat(Enumerable.Repeat(before + "\n", count)));
        string repaired = Network(string.Concat(Enumerable.Repeat(after + "\n", count)));
        await CodeFixing.FixesFirstOfAsync("LW5", new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), broken, repaired);
        await CodeFixing.FixesAllOfAsync("LW5", new AttributeArgumentCodeFix(), broken, repaired);
    }

    private static string Network(string layers) => $"using Layerwise;\n\n{layers}[Layer(256, 10, Activation.Softmax)]\npublic sealed partial class Net;\n";
}
