extern alias generator;

using Layerwise.Generator.Tests.Harness;
using Xunit.Abstractions;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Model;
using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

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

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Predicted_gains_are_those_of_generated_networks(string block)
    {
        string[] layers = [.. Enumerable.Repeat(block.Split(" | "), 3).SelectMany(static part => part)];
        string attributes = string.Concat(layers.Select(static layer => $"[Layer({Width}, {Width}, {layer})]\n"));
        string source = $"using Layerwise;\n\n[Network(Loss = Loss.MeanSquaredError)]\n{attributes}public sealed partial class Net;\n";
        var consumer = new Consumer(source);
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation = consumer.Compilation();
        NetworkSpec spec = NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!;
        GeneratorPrediction predicted = spec.Predict();
        using LoadedAssembly assembly = consumer.Load();

        TrainingGains measured = assembly.Visit(new TrainingGains.Visitor(seeds: 24, rows: 48));

        for (int l = 0; l < layers.Length; l++)
        {
            output.WriteLine($"layer {l + 1}: signal {measured.Signal[l]:F3}, predicted {predicted.Layers[l].SignalGain:F3}");
            Assert.InRange(predicted.Layers[l].SignalGain / measured.Signal[l], 1 - Tolerance, 1 + Tolerance);
        }

        // Of the way back the product is seen, a layer's part of which is its root.
        output.WriteLine($"gradient {measured.Gradient:F3}, predicted {predicted.GradientGain:F3}");
        Assert.InRange(Math.Pow(predicted.GradientGain / measured.Gradient, 1.0 / layers.Length), 1 - (Tolerance / 2), 1 + (Tolerance / 2));
    }
}
