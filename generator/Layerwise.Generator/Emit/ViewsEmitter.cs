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
            {{GeneratedFile.MethodAttribute}}
            public static Sys::ReadOnlySpan<{{Names.Root}}LayerInfo> Layers => _layers;

            /// <summary>All {{NumberText.Grouped(network.ParameterCount)}} trainable parameters, one flat vector: layer after layer, {{Order(network)}}.</summary>
            {{GeneratedFile.MethodAttribute}}
            public {{Names.Span}} Parameters => _parameters.Span{{(network.HasBatchNormalization || network.Scales ? "[..ParameterCount]" : "")}};
            """);
        bool isInStatistics = false;
        foreach (TensorView view in TensorView.Of(network))
        {
            bool isStatistic = TensorSpec.StorageOf(view.Role) == TensorStorage.RunningStatistics;
            writer.Line();
            if (isStatistic && !isInStatistics)
            {
                isInStatistics = true;
                WriteStatistics(writer, network);
                writer.Line();
            }

            WriteView(writer, view with { Shape = Widths(network, view.Shape) }, isStatistic ? "RunningStatistics" : "Parameters");
        }
    }

    private static void WriteStatistics(CodeWriter writer, NetworkSpec network) => writer.Line($$"""
        /// <summary>What inference takes for mean and variance, one flat vector: layer after layer, {{Widths(network, "running means [fanOut] before running variances [fanOut]")}}. Training passes move them.</summary>
        {{GeneratedFile.MethodAttribute}}
        public {{Names.Span}} RunningStatistics => _parameters.Span{{(network.Scales ? ".Slice(ParameterCount, RunningStatisticsCount)" : "[ParameterCount..]")}};
        """);

    private static void WriteView(CodeWriter writer, TensorView view, string whole) => writer.Line($$"""
        /// <summary>The {{view.What}} of one layer, a view into <see cref="{{whole}}"/>: {{view.Shape}}.</summary>
        /// <param name="layer">Zero-based: 0 for layer 1.</param>
        /// <exception cref="Sys::ArgumentOutOfRangeException">There is no such layer.</exception>
        {{GeneratedFile.MethodAttribute}}
        public {{Names.Span}} {{view.Name}}(int layer)
        {
            {{Names.Runtime}}Guard.Layer(layer, LayerCount);
            return {{whole}}.Slice(_layers[layer].{{view.Offset}}, _layers[layer].{{view.Count}});
        }
        """);

    // As much of the order as this network has.
    private static string Order(NetworkSpec network)
    {
        string order = "weights [fanIn, fanOut] row-major before biases [fanOut]";
        if (network.Layers.Any(static layer => layer.NormalizesSamples || (layer.BatchNormalization && layer.ActivatesInputs))) order += " before γ and β of a normalization";
        else if (network.HasBatchNormalization) order += " before γ [fanOut] and β [fanOut] of a batch normalization";
        int slopes = network.Layers.Max(static layer => layer.LearnedSlopes);
        if (slopes > 0) order += $" before the slope{(slopes > 1 ? "s" : "")} of a PRelu layer";
        if (network.IsRecurrent) order += "; of a recurrent layer behind them those of what it remembers";
        return IsDense(network) ? order : Widths(network, order) + ". Columns are the fanOut of a [Layer], the filters of a convolution, the gates × units of a recurrent layer";
    }

    private static bool IsDense(NetworkSpec network) => network.Layers.All(static layer => layer.Kind == LayerKind.Dense);

    // The fanOut of other kinds of layers counts what an input reaches, and not how wide a row of weights is.
    private static string Widths(NetworkSpec network, string shapes) => IsDense(network) ? shapes : shapes.Replace("fanOut", "columns");
}
