namespace Layerwise.Analyzers.Tests.Rules.Forecast;

/// <summary>A hundred layers, with residual connections and without.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("Activation.Tanh, Init.VarianceScaling, VarianceScale = 0.01f, Residual = true, Repeat = 98")]
    [InlineData("Activation.Relu, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, Repeat = 98")]
    [InlineData("Activation.Relu, RmsNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, Repeat = 98")]
    [InlineData("Activation.Gelu, Init.Zeros, Residual = true, Repeat = 98")]
    public async Task With_them_nothing_is_said(string layer) => Assert.Empty(await Analysis.RunAsync(Compilations.Of(Program(layer))));

    [Theory]
    [InlineData("Activation.Sigmoid, Repeat = 98")]
    [InlineData("Activation.Relu, Init.XavierNormal, Repeat = 98")]
    [InlineData("Activation.Tanh, Init.Uniform, Repeat = 98")]
    public async Task Without_them_the_gradient_vanishes(string layer) =>
        Assert.Contains(await Analysis.RunAsync(Compilations.Of(Program(layer))), static diagnostic => diagnostic.Id is "LW5001" or "LW5003");

    private static string Program(string layer) =>
        $"using Layerwise;\n\n[Layer(64, 128, Activation.Identity)]\n[Layer(128, 128, {layer})]\n[Layer(128, 10, Activation.Softmax)]\npartial class Net;\n";
}
