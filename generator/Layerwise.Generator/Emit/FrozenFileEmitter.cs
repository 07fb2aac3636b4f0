using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;
using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The way of weights that are too many to be constants: the file lies in the program's resources as it is, and the first call copies its tensors to where the
/// kernels look for them. Source and compile time don't grow with the file.
/// </summary>
internal static class FrozenFileEmitter
{
    public static void Write(CodeWriter writer, FrozenNetwork frozen, NetworkPlan plan)
    {
        if (frozen.Network.IsDeclaredByFile) WriteGraph(writer, frozen, plan);
        else WriteTensors(writer, frozen, plan);
    }

    private static void WriteGraph(CodeWriter writer, FrozenNetwork frozen, NetworkPlan plan)
    {
        NetworkSpec network = frozen.Network;
        string output = network.FrozenOutput is { } name ? Literal.Of(name) : "null";
        writer.Line("// The file once more, as the compiler read it.");
        using (writer.Block("private static Sys::IntPtr ReadParameters()"))
        {
            writer.Line($"using {Names.Runtime}FrozenFile file = new(typeof({network.Type.Reference}), {Literal.Of(frozen.File.Name)}, {Literal.Of(frozen.File.Length)});");
            writer.Line($"Sys::IntPtr parameters = {Names.Runtime}FrozenData.Allocate({Literal.Of(frozen.NumberCount)});");
            string[] outputs = [.. frozen.File.Layers(network).Outputs.Select(static head => Literal.Of(head.Name))];
            string read = frozen.File.IsJson ? "ReadKerasJson("
                : outputs.Length > 0 ? $"ReadHeads(new[] {{ {string.Join(", ", outputs)} }}, "
                : $"ReadGraph({output}, ";
            writer.Line($"file.{read}{Names.Runtime}FrozenData.Floats(parameters, 0, {Literal.Of(frozen.NumberCount)}));");
            WriteRounding(writer, frozen, plan);
            writer.Line("return parameters;");
        }
    }

    private static void WriteTensors(CodeWriter writer, FrozenNetwork frozen, NetworkPlan plan)
    {
        NetworkSpec network = frozen.Network;
        writer.Line("// Each tensor from its first byte in the file to its place among the parameters.");
        using (writer.Block("private static Sys::IntPtr ReadParameters()"))
        {
            writer.Line($"using {Names.Runtime}FrozenFile file = new(typeof({network.Type.Reference}), {Literal.Of(frozen.File.Name)}, {Literal.Of(frozen.File.Length)});");
            writer.Line($"Sys::IntPtr parameters = {Names.Runtime}FrozenData.Allocate({Literal.Of(frozen.NumberCount)});");
            for (int l = 0; l < network.Layers.Count; l++)
            {
                LayerSpec layer = network.Layers[l];
                foreach (TensorSpec tensor in layer.Tensors.List())
                {
                    if (frozen.Tensor(l, tensor.Role) is { } entry) writer.Line($"file.Read({Place(frozen, entry)}, {Floats(frozen, layer, tensor.Role)});");
                }

                if (frozen.IsFolded(l)) Fold(writer, frozen, layer);
            }

            if (frozen.Declared.ScalesInputs) FoldScaling(writer, frozen, network.First, "Inputs", 0);
            if (frozen.Declared.ScalesTargets) FoldScaling(writer, frozen, network.Last, "Targets", frozen.Declared.ScalesInputs ? 2 : 0);
            WriteRounding(writer, frozen, plan);
            writer.Line("return parameters;");
        }
    }

    private static void Fold(CodeWriter writer, FrozenNetwork frozen, LayerSpec layer)
    {
        string Values(TensorRole role) => $"file.Read({Place(frozen, frozen.Tensor(layer.Index, role)!)}, {Literal.Of(frozen.Declared.Layers[layer.Index].Tensors.Length(role))})";
        writer.Line($$"""
            {{Names.Runtime}}FoldedNormalization.Fold(
                {{Floats(frozen, layer, TensorRole.Weights)}},
                {{Floats(frozen, layer, TensorRole.Biases)}},
                {{Values(TensorRole.Gamma)}},
                {{Values(TensorRole.Beta)}},
                {{Values(TensorRole.RunningMeans)}},
                {{Values(TensorRole.RunningVariances)}}{{NormalizeEmitter.Epsilon(layer)}});
            """);
    }

    private static void FoldScaling(CodeWriter writer, FrozenNetwork frozen, LayerSpec layer, string what, int first)
    {
        string Values(int tensor) => $"file.Read({Place(frozen, frozen.ScalingTensors[tensor])}, {Literal.Of(frozen.ScalingTensors[tensor].Shape[0])})";
        writer.Line($$"""
            {{Names.Runtime}}FoldedScaling.{{what}}(
                {{Floats(frozen, layer, TensorRole.Weights)}},
                {{Floats(frozen, layer, TensorRole.Biases)}},
                {{Values(first)}},
                {{Values(first + 1)}});
            """);
    }

    // Last, because what has become part of the weights is rounded with them.
    private static void WriteRounding(CodeWriter writer, FrozenNetwork frozen, NetworkPlan plan)
    {
        foreach (RoundedPart part in frozen.Rounded.Parts)
        {
            string weights = Floats(frozen, part.Layer, part.Role);
            string columns = part.Tensor.Format == WeightFormat.Int8 ? $"{Literal.Of(part.Tensor.Columns)}, " : "";
            writer.Line(RoundedWeightsEmitter.KernelOf(part, plan) is { } kernel
                ? $"{Names.Runtime}{kernel.Type}.Arrange({Literal.Of(kernel.Product.FanIn)}, {Literal.Of(kernel.Product.FanOut)}, {weights});"
                : $"{Names.Runtime}RoundedWeights.Round{part.Tensor.Format}({columns}{weights});");
        }
    }

    private static string Place(FrozenNetwork frozen, TensorEntry tensor) =>
        $"{Literal.Of(frozen.File.Start(tensor))}, Lw::TensorType.{tensor.Type}";

    private static string Floats(FrozenNetwork frozen, LayerSpec layer, TensorRole role) =>
        $"{Names.Runtime}FrozenData.Floats(parameters, {Literal.Of(frozen.PlaceOf(layer, role))}, {Literal.Of(layer.Tensors.Length(role))})";
}
