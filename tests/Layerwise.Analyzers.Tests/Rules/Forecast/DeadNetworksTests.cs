using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Forecast;

/// <summary>Networks of which the prediction says that exactly nothing is left.</summary>
public sealed class DeadNetworksTests
{
    private const string VanishingSignal = "LW5001";

    [Theory]
    [InlineData("[Layer(40, 40, Activation.Relu, Init.HeNormal, BiasValue = -0.3f)]", 16, "after layer ", "Write BiasValue = 0 on layers 1 to 16: ")]
    [InlineData("[Layer(24, 24, Activation.Relu, Init.HeNormal, BiasValue = -9f)]", 1, "after layer 1", "Write BiasValue = 0 on layer 1: ")]
    [InlineData("[Layer(24, 24, Activation.Relu, BiasValue = -60f)]", 1, "after layer 1, nothing is left of the signal", "Write BiasValue = 0 on layer 1: ")]
    [InlineData("[Layer(24, 24, Activation.Relu6, Init.HeUniform, BiasValue = -60f)]", 4, "nothing is left of the signal", "Write BiasValue = 0 on layers 1 to 4: ")]
    public async Task Bias_is_what_kills(string layer, int count, string where, string remedy)
    {
        string message = Assert.Single(await MessagesAsync(layer, count));
        Assert.Contains("the signal vanishes: ", message, StringComparison.Ordinal);
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bias_and_an_initializer_that_starves()
    {
        string message = Assert.Single(await MessagesAsync("[Layer(64, 64, Activation.Relu, Init.XavierNormal, BiasValue = -3f)]", 29));
        Assert.Contains("Write Init.HeNormal without BiasValue on layers 1 to 29: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bias_that_saturates()
    {
        string message = Assert.Single(await MessagesAsync("[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BiasValue = 8f)]", 2, "LW5005"));
        Assert.Contains("Write BiasValue = 0 on layers 1 and 2: ", message, StringComparison.Ordinal);
    }

    // Weights of 0 have a rule of their own.
    [Theory]
    [InlineData("[Layer(24, 24, Activation.Tanh, Init.Zeros)]")]
    [InlineData("[Layer(24, 24, Activation.Relu, Init.Zeros)]")]
    [InlineData("[Layer(24, 24, Activation.Relu, Init.RandomNormal, InitScale = 0)]")]
    public async Task Zero_weights_are_not_said_twice(string layer)
    {
        Assert.Empty(await MessagesAsync(layer, 3));
        Assert.Empty(await MessagesAsync(layer, 3, "LW5003"));
    }

    [Theory]
    [InlineData("BiasValue = -9f", "")]
    [InlineData("Bias = true, BiasValue = -60f", "Bias = true")]
    public async Task Fix_removes_the_bias(string options, string left)
    {
        string before = Network(Layers($"[Layer(24, 24, Activation.Relu, Init.HeNormal, {options})]", 3));
        string after = Network(Layers($"[Layer(24, 24, Activation.Relu, Init.HeNormal{(left.Length == 0 ? "" : ", " + left)})]", 3));
        await CodeFixing.FixesFirstOfAsync("LW5", new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), before, after);
        await CodeFixing.FixesAllAsync(new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), before, after);
    }

    [Fact]
    public async Task Fix_removes_the_bias_with_the_initializer()
    {
        string before = Network(Layers("[Layer(64, 64, Activation.Relu, Init.XavierNormal, BiasValue = -3f)]", 29));
        string after = Network(Layers("[Layer(64, 64, Activation.Relu, Init.HeNormal)]", 29));
        await CodeFixing.FixesAllAsync(new AttributeArgumentCodeFix(), nameof(AttributeArgumentCodeFix), before, after);
    }

    [Theory]
    [InlineData("[Layer(64, 64, Activation.Relu, Init.RandomNormal, InitScale = 1e38f)]")]
    [InlineData("[Layer(64, 64, Activation.Identity, Init.RandomNormal, InitScale = 1e38f)]")]
    public async Task Infinity_explodes(string layer) => Assert.NotEmpty(await MessagesAsync(layer, 12, "LW5002"));

    private static async Task<string[]> MessagesAsync(string layer, int count, string id = VanishingSignal) =>
        [.. (await Analysis.RunAsync(id, Network(Layers(layer, count)))).Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    private static string Layers(string layer, int count) => string.Concat(Enumerable.Repeat(layer + "\n", count));

    private static string Network(string layers)
    {
        string width = layers.Split('(', ',', ')')[2].Trim();
        return $"using Layerwise;\n\n{layers}[Layer({width}, 4, Activation.Softmax)]\npublic sealed partial class Net;\n";
    }
}
