using System.ComponentModel;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>The method that draws the parameters as the layers declare.</summary>
internal static class InitializationEmitter
{
    // Behind the streams of all layers.
    private const int SecondStreams = 1 << 16;

    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Draws all parameters anew as the layers declare{{(network.HasBatchNormalization ? ", and sets running means to 0 and running variances to 1" : "")}}. One seed gives the same bits on every machine, and what a layer draws does not depend on the others.</summary>
            /// <param name="seed">Any number.</param>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block("public void Initialize(ulong seed)"))
        {
            bool isFirst = true;
            foreach (LayerSpec layer in network.Layers.Where(static layer => layer.Tensors.List().Count > 0))
            {
                if (!isFirst) writer.Line();
                isFirst = false;
                WriteLayer(writer, layer);
            }
        }
    }

    private static void WriteLayer(CodeWriter writer, LayerSpec layer)
    {
        string comment = InitializerDescription.Of(layer);
        writer.Line($"// Layer {Literal.Of(layer.Number)}{(comment.Length > 0 ? ": " + comment : "")}.");
        int drawn = 0;
        foreach (TensorSpec tensor in layer.Tensors.List())
        {
            // Each matrix has a stream of random numbers to itself.
            writer.Line(Start(layer, tensor, $"seed, layer: {Literal.Of(layer.Index + (drawn * SecondStreams))}"));
            if (layer.InitOf(tensor.Role) is not null) drawn++;
            if (tensor.Role == TensorRole.Biases && layer.RaisedBiases is { } raised)
            {
                writer.Line($"Biases({Literal.Of(layer.Index)}).Slice({Literal.Of(raised.First)}, {Literal.Of(raised.Count)}).Fill({Literal.Of(raised.Value)});");
            }
        }
    }

    private static string Dirac(ConvolutionSizes sizes)
    {
        int middle = (sizes.Vertical.Middle * sizes.Horizontal.Kernel) + sizes.Horizontal.Middle;
        return $"middle: {Literal.Of(middle)}, channels: {Literal.Of(sizes.PartChannels)}, filters: {Literal.Of(sizes.Filters / sizes.Groups)}, groups: {Literal.Of(sizes.Groups)}";
    }

    private static string Start(LayerSpec layer, TensorSpec tensor, string stream)
    {
        const string Runtime = Names.Runtime + "Initializers.";
        WeightDistribution start = layer.StartOf(tensor.Role);
        string scale = Literal.Of((float)start.Scale);
        if (tensor.Role == TensorRole.Slope)
        {
            string first = Literal.Of(layer.OffsetOf(tensor.Role));
            return tensor.Length == 1 ? $"Parameters[{first}] = {scale};" : $"Parameters.Slice({first}, {Literal.Of(tensor.Length)}).Fill({scale});";
        }

        string numbers = $"{tensor.Role}({Literal.Of(layer.Index)})";
        bool isSideBySide = layer.MatricesSideBySide > 1 && tensor.Shape.Length == 2;
        string fanOut = Literal.Of(tensor.Shape[tensor.Shape.Length - 1]) + (isSideBySide ? $", matrices: {Literal.Of(layer.MatricesSideBySide)}" : "");
        return start.Shape switch
        {
            WeightShape.Normal => $"{Runtime}Normal({numbers}, standardDeviation: {scale}, {stream});",
            WeightShape.Uniform => $"{Runtime}Uniform({numbers}, limit: {scale}, {stream});",
            WeightShape.TruncatedNormal => $"{Runtime}TruncatedNormal({numbers}, standardDeviation: {scale}, {stream});",
            WeightShape.Orthogonal => $"{Runtime}Orthogonal({numbers}, fanOut: {fanOut}, gain: {scale}, {stream});",
            WeightShape.Identity when layer.MovingWindows is { } windows && tensor.Role == TensorRole.Weights => $"{Runtime}Dirac({numbers}, {Dirac(windows)}, gain: {scale});",
            WeightShape.Identity => $"{Runtime}Identity({numbers}, fanOut: {fanOut}, gain: {scale});",
            WeightShape.Sparse => $"{Runtime}Sparse({numbers}, fanOut: {Literal.Of(tensor.Shape[tensor.Shape.Length - 1])}, zeros: {Literal.Of(start.ZerosPerUnit)}, standardDeviation: {scale}, {stream});",
            WeightShape.Constant => $"{numbers}.Fill({scale});",
            _ => throw new InvalidEnumArgumentException(nameof(tensor), (int)start.Shape, typeof(WeightShape)),
        };
    }
}
