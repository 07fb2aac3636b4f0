using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>The method that draws the parameters as the layers declare.</summary>
internal static class InitializationEmitter
{
    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Draws all parameters anew as the layers declare{{(network.HasBatchNormalization ? ", and sets running means to 0 and running variances to 1" : "")}}. One seed gives the same bits on every machine, and what a layer draws does not depend on the others.</summary>
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
    public static string Describe(LayerSpec layer)
    {
        string scale = Literal.Rounded(layer.Distribution.Scale);
        return layer.Distribution.Shape switch
        {
            WeightShape.Normal => $"{layer.Init}, σ = {scale}",
            WeightShape.Uniform => $"{layer.Init}, ±{scale}",
            WeightShape.TruncatedNormal => $"{layer.Init}, σ = {scale} cut at ±{Literal.Rounded(2 * layer.Distribution.Scale)}",
            WeightShape.Sparse => $"{layer.Init}, σ = {scale}, {Literal.Of(layer.ZerosPerUnit)} of {Literal.Of(layer.FanIn)} zero",
            WeightShape.Constant when layer.Init == Init.Zeros => "Zeros",
            WeightShape.Constant => $"{layer.Init}, {scale}",
            _ => layer.Gain == 1 ? $"{layer.Init}" : $"{layer.Init}, gain {scale}",
        };
    }

    private static void WriteLayer(CodeWriter writer, LayerSpec layer)
    {
        string index = Literal.Of(layer.Index);
        writer.Line($"// Layer {Literal.Of(layer.Number)}: {Describe(layer)}.");
        writer.Line(Fill(layer, $"Weights({index})", Literal.Of((float)layer.Distribution.Scale), $"seed, layer: {index}"));
        if (layer.HasBias) writer.Line($"Biases({index}).Fill({Literal.Of(layer.BiasValue)});");
        if (layer.BatchNormalization)
        {
            writer.Line($"Gamma({index}).Fill(1f);");
            writer.Line($"Beta({index}).Clear();");
            writer.Line($"RunningMeans({index}).Clear();");
            writer.Line($"RunningVariances({index}).Fill(1f);");
        }

        if (layer.SlopeCount > 0) writer.Line($"Parameters[{Literal.Of(layer.WeightsOffset + layer.SlopeOffset)}] = {Literal.Of(layer.Slope)};");
    }

    private static string Fill(LayerSpec layer, string weights, string scale, string stream)
    {
        const string Runtime = Names.Runtime + "Initializers.";
        string fanOut = Literal.Of(layer.FanOut);
        return layer.Distribution.Shape switch
        {
            WeightShape.Normal => $"{Runtime}Normal({weights}, standardDeviation: {scale}, {stream});",
            WeightShape.Uniform => $"{Runtime}Uniform({weights}, limit: {scale}, {stream});",
            WeightShape.TruncatedNormal => $"{Runtime}TruncatedNormal({weights}, standardDeviation: {scale}, {stream});",
            WeightShape.Orthogonal => $"{Runtime}Orthogonal({weights}, fanOut: {fanOut}, gain: {scale}, {stream});",
            WeightShape.Identity => $"{Runtime}Identity({weights}, fanOut: {fanOut}, gain: {scale});",
            WeightShape.Sparse => $"{Runtime}Sparse({weights}, fanOut: {fanOut}, zeros: {Literal.Of(layer.ZerosPerUnit)}, standardDeviation: {scale}, {stream});",
            _ => $"{weights}.Fill({scale});",
        };
    }
}
