extern alias generator;

using System.Globalization;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Traits;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Declarations;
using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>A network of equal layers: one cell of the grid of initializers and activations.</summary>
/// <param name="Init">The initializer.</param>
/// <param name="Scale">InitScale, where the initializer takes one; null for its default.</param>
/// <param name="Activation">The activation.</param>
internal sealed record Combination(Init Init, float? Scale, Activation Activation)
{
    /// <summary>Further options of every layer, as they are written.</summary>
    public string Options { get; init; } = "";

    public string InitName => Scale is { } scale ? $"{Init}({scale.ToString(CultureInfo.InvariantCulture)})" : Init.ToString();

    /// <summary>LayerAttribute's default slope or alpha of the activation.</summary>
    public double Slope => ActivationTraits.Of(Activation).DefaultSlope;

    public override string ToString() => $"{InitName} {Activation}{(Options.Length > 0 ? $", {Options}" : "")}";

    /// <summary>The class that declares it, with a loss that leaves every activation its derivative.</summary>
    public string Source(int width, int depth)
    {
        string scale = Scale is { } given ? $", InitScale = {given.ToString(CultureInfo.InvariantCulture)}f" : "";
        string options = Options.Length > 0 ? $", {Options}" : "";
        string layer = $"[Layer({width}, {width}, Activation.{Activation}, Init.{Init}{scale}{options})]\n";
        return $"using Layerwise;\n\n[Network(Loss = Loss.MeanSquaredError)]\n{string.Concat(Enumerable.Repeat(layer, depth))}public sealed partial class Net;\n";
    }

    /// <summary>What the generator predicts for it.</summary>
    public GeneratorPrediction Predict(int width, int depth, float inputPower = 1)
    {
        var compilation = new Consumer(Source(width, depth)).Compilation();
        NetworkSpec spec = NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!;
        return (spec with { InputPower = inputPower }).Predict();
    }

    /// <summary>What is measured of it.</summary>
    public TResult Measure<TResult>(int width, int depth, INetworkVisitor<TResult> visitor)
    {
        using LoadedAssembly assembly = new Consumer(Source(width, depth)).Load();
        return assembly.Visit(visitor);
    }
}
