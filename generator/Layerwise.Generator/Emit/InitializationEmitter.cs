using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>The method that draws the parameters as the layers declare.</summary>
internal static class InitializationEmitter
{
    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Draws all parameters anew as the layers declare. One seed gives the same bits on every machine, and what a layer draws does not depend on the others.</summary>
            /// <param name="seed">Any number.</param>
            {{GeneratedFile.Attribute}}
            """);
        using (writer.Block("public void Initialize(ulong seed)"))
        {
            bool isFirst = true;
            foreach (LayerSpec layer in network.Layers)
            {
                if (!isFirst) writer.Line();
                isFirst = false;
                WriteLayer(writer, layer);
            }
        }
    }

    /// <summary>A layer's initializer with its number, for people: "HeNormal, σ = 0.177".</summary>
    public static string Describe(LayerSpec layer) => layer.Distribution switch
    {
        { Shape: WeightShape.Normal } normal => $"{layer.Init}, σ = {Literal.Rounded(normal.Scale)}",
        { Shape: WeightShape.Uniform } uniform => $"{layer.Init}, ±{Literal.Rounded(uniform.Scale)}",
        { } constant => layer.Init == Init.Zeros ? "Zeros" : $"{layer.Init}, {Literal.Rounded(constant.Scale)}",
    };

    private static void WriteLayer(CodeWriter writer, LayerSpec layer)
    {
        string index = Literal.Of(layer.Index);
        string scale = Literal.Of((float)layer.Distribution.Scale);
        writer.Line($"// Layer {Literal.Of(layer.Number)}: {Describe(layer)}.");
        writer.Line(layer.Distribution.Shape switch
        {
            WeightShape.Normal => $"{Names.Runtime}Initializers.Normal(Weights({index}), standardDeviation: {scale}, seed, layer: {index});",
            WeightShape.Uniform => $"{Names.Runtime}Initializers.Uniform(Weights({index}), limit: {scale}, seed, layer: {index});",
            _ => $"Weights({index}).Fill({scale});",
        });
        if (layer.HasBias) writer.Line($"Biases({index}).Fill({Literal.Of(layer.BiasValue)});");
        if (layer.SlopeCount > 0) writer.Line($"Parameters[{Literal.Of(layer.WeightsOffset + layer.SlopeOffset)}] = {Literal.Of(layer.Slope)};");
    }
}
