using System.ComponentModel;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

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

    private static void WriteLayer(CodeWriter writer, LayerSpec layer)
    {
        string index = Literal.Of(layer.Index);
        writer.Line($"// Layer {Literal.Of(layer.Number)}: {InitializerDescription.Of(layer)}.");
        foreach (TensorSpec tensor in layer.Tensors.List()) writer.Line(Start(layer, tensor, index));
    }

    private static string Start(LayerSpec layer, TensorSpec tensor, string index) => tensor.Role switch
    {
        TensorRole.Weights => Fill(layer, $"Weights({index})", Literal.Of((float)layer.Distribution.Scale), $"seed, layer: {index}"),
        TensorRole.Biases => $"Biases({index}).Fill({Literal.Of(layer.BiasValue)});",
        TensorRole.Gamma or TensorRole.RunningVariances => $"{tensor.Role}({index}).Fill(1f);",
        TensorRole.Beta or TensorRole.RunningMeans => $"{tensor.Role}({index}).Clear();",
        TensorRole.Slope => $"Parameters[{Literal.Of(layer.OffsetOf(TensorRole.Slope))}] = {Literal.Of(layer.Slope)};",
        _ => throw new InvalidEnumArgumentException(nameof(tensor), (int)tensor.Role, typeof(TensorRole)),
    };

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
