using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>What is predicted of networks with connections around layers, in every order, against what generated ones do.</summary>
[Trait("Category", "Slow")]
public sealed class ConnectionForecastTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;
    private const int Width = 128;

    public static TheoryData<string> Blocks => new()
    {
        "Activation.Tanh, Residual = true",
        "Activation.Relu, Init.HeNormal, Residual = true",
        "Activation.Relu, Init.HeNormal, Residual = true, Order = LayerOrder.LinearAddActivate",
        "Activation.Tanh, Residual = true, Order = LayerOrder.LinearAddActivate",
        "Activation.Gelu, Residual = true, Order = LayerOrder.ActivateLinearAdd",
        "Activation.Relu, Order = LayerOrder.ActivateLinearAdd",
        "Activation.Relu, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true, Residual = true",
        "Activation.Relu | Activation.Identity, Residual = true, ResidualSpan = 2",
        "Activation.Relu | Activation.Relu, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate",
        "Activation.Silu, Order = LayerOrder.ActivateLinearAdd | Activation.Silu, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2",
        "Activation.Relu, LayerNormalization = true",
        "Activation.Gelu, RmsNormalization = true",
        "Activation.Sigmoid, Init.RandomNormal, InitScale = 1, RmsNormalization = true",
        "Activation.Relu, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true",
        "Activation.Tanh, Order = LayerOrder.ActivateLinearAdd, RmsNormalization = true | Activation.Tanh, Order = LayerOrder.ActivateLinearAdd, RmsNormalization = true, Residual = true, ResidualSpan = 2",
        "Activation.Relu, LayerNormalization = true, Residual = true, Order = LayerOrder.LinearAddActivate",
        "Activation.Tanh, LayerNormalization = true, Residual = true, Order = LayerOrder.LinearActivateAddNormalize",
        "Activation.Gelu | Activation.Identity, BatchNormalization = true, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearActivateAddNormalize",
        "Activation.Tanh | Activation.Tanh, Residual = true, ResidualSpan = 2, Dropout = 0.2f",
        "Activation.Relu | Activation.Identity, Init.Zeros, Residual = true, ResidualSpan = 2",
    };

    /// <summary>Those of this run.</summary>
    public static TheoryData<string> Drawn => [.. Sweep.OneIn<string>(7, [.. Blocks])];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Predicted_gains_are_those_of_generated_networks(string block)
    {
        string[] layers = [.. Enumerable.Repeat(block.Split(" | "), 3).SelectMany(static part => part).Select(static part => $"Layer({Width}, {Width}, {part})")];
        LayerGains gains = LayerGains.Of(input: "", layers, seeds: 24, rows: 48);

        // Within a block the gradient at a layer's inputs is not all that comes back; a layer's part of it is its root.
        foreach (LayerGains.Comparison comparison in gains.Comparisons) output.WriteLine(comparison.ToString());
        Assert.All(gains.Comparisons, static comparison => Assert.InRange(comparison.Difference, 0, Tolerance));
    }
}
