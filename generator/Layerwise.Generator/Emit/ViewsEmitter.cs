using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Text;

namespace Layerwise.Generator.Emit;

/// <summary>The facts of the layers, and views into the parameters and the running statistics.</summary>
internal static class ViewsEmitter
{
    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The facts of each layer, first to last.</summary>
            {{GeneratedFile.Attribute}}
            public static Sys::ReadOnlySpan<{{Names.Root}}LayerInfo> Layers => _layers;

            /// <summary>All {{NumberText.Grouped(network.ParameterCount)}} trainable parameters, one flat vector: layer after layer, {{Order(network)}}.</summary>
            {{GeneratedFile.Attribute}}
            public {{Names.Span}} Parameters => _parameters.Span{{(network.HasBatchNormalization ? "[..ParameterCount]" : "")}};
            """);
        WriteView(writer, "weights", "Weights", "Parameters", "[fanIn, fanOut], row-major", "WeightsOffset", "WeightCount");
        WriteView(writer, "biases", "Biases", "Parameters", "[fanOut], or empty where the layer has none", "BiasesOffset", "BiasCount");
        if (!network.Has(TensorRole.Gamma)) return;

        const string Shape = "[fanOut], or empty where the layer has no batch normalization";
        WriteView(writer, "factors γ of the batch normalization", "Gamma", "Parameters", Shape, "GammaOffset", "NormalizedCount");
        WriteView(writer, "addends β of the batch normalization", "Beta", "Parameters", Shape, "BetaOffset", "NormalizedCount");
        if (!network.Has(TensorRole.RunningMeans)) return;
        writer.Line();
        writer.Line($$"""
            /// <summary>What inference takes for mean and variance, one flat vector: layer after layer, running means [fanOut] before running variances [fanOut]. Training passes move them.</summary>
            {{GeneratedFile.Attribute}}
            public {{Names.Span}} RunningStatistics => _parameters.Span[ParameterCount..];
            """);
        WriteView(writer, "running means", "RunningMeans", "RunningStatistics", Shape, "StatisticsOffset", "NormalizedCount");
        WriteView(writer, "running variances", "RunningVariances", "RunningStatistics", Shape, "StatisticsOffset + _layers[layer].NormalizedCount", "NormalizedCount");
    }

    private static void WriteView(CodeWriter writer, string what, string name, string whole, string shape, string offset, string count)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>The {{what}} of one layer, a view into <see cref="{{whole}}"/>: {{shape}}.</summary>
            /// <param name="layer">Zero-based: 0 for layer 1.</param>
            /// <exception cref="Sys::ArgumentOutOfRangeException">There is no such layer.</exception>
            {{GeneratedFile.Attribute}}
            public {{Names.Span}} {{name}}(int layer)
            {
                {{Names.Runtime}}Guard.Layer(layer, LayerCount);
                return {{whole}}.Slice(_layers[layer].{{offset}}, _layers[layer].{{count}});
            }
            """);
    }

    // As much of the order as this network has.
    private static string Order(NetworkSpec network)
    {
        string order = "weights [fanIn, fanOut] row-major before biases [fanOut]";
        if (network.HasBatchNormalization) order += " before γ [fanOut] and β [fanOut] of a batch normalization";
        return network.Layers.Any(static layer => layer.Traits.HasLearnedSlope) ? order + " before the slope of a PRelu layer" : order;
    }
}
