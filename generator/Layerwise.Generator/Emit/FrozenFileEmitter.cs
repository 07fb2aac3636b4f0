using Layerwise.Generator.Model;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;
using Layerwise.Runtime;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The way of weights that are too many to be constants: the file lies in the program's resources as it is, and the first call copies its tensors to where the
/// kernels look for them. Source and compile time don't grow with the file.
/// </summary>
internal static class FrozenFileEmitter
{
    public static void Write(CodeWriter writer, FrozenNetwork frozen)
    {
        NetworkSpec network = frozen.Network;
        writer.Line("// Each tensor from its first byte in the file to its place among the parameters.");
        using (writer.Block("private static nint ReadParameters()"))
        {
            writer.Line($"using var file = new {Names.Runtime}FrozenFile(typeof({network.Type.Name}), {Literal.Of(frozen.File.Name)}, {Literal.Of(frozen.File.Length)});");
            writer.Line($"nint parameters = {Names.Runtime}FrozenData.Allocate({Literal.Of(network.ParameterCount)});");
            for (int l = 0; l < network.Layers.Count; l++)
            {
                LayerSpec layer = network.Layers[l];
                int biases = layer.WeightsOffset + layer.WeightCount;
                Copy(writer, frozen, TensorNames.Weights(layer), layer.WeightsOffset, layer.WeightCount);
                Copy(writer, frozen, TensorNames.Biases(layer), biases, layer.BiasCount);
                Copy(writer, frozen, TensorNames.Slope(layer), layer.WeightsOffset + layer.SlopeOffset, 1);
                if (frozen.Declared.Layers[l].BatchNormalization) Fold(writer, frozen, layer);
            }

            writer.Line("return parameters;");
        }
    }

    private static void Copy(CodeWriter writer, FrozenNetwork frozen, string name, int offset, int count)
    {
        if (frozen.Tensor(name) is not { } tensor) return;
        writer.Line($"file.Read({Place(frozen, tensor)}, {Floats(offset, count)});");
    }

    private static void Fold(CodeWriter writer, FrozenNetwork frozen, LayerSpec layer)
    {
        string Values(string name) => $"file.Read({Place(frozen, frozen.Tensor(name)!)}, {Literal.Of(layer.FanOut)})";
        writer.Line($$"""
            {{Names.Runtime}}FoldedNormalization.Fold(
                {{Floats(layer.WeightsOffset, layer.WeightCount)}},
                {{Floats(layer.WeightsOffset + layer.WeightCount, layer.FanOut)}},
                {{Values(TensorNames.Gamma(layer))}},
                {{Values(TensorNames.Beta(layer))}},
                {{Values(TensorNames.RunningMeans(layer))}},
                {{Values(TensorNames.RunningVariances(layer))}});
            """);
    }

    private static string Place(FrozenNetwork frozen, TensorEntry tensor) =>
        $"{Literal.Of(frozen.File.Start(tensor))}, global::Layerwise.TensorType.{tensor.Type}";

    private static string Floats(int offset, int count) =>
        $"{Names.Runtime}FrozenData.Floats(parameters, {Literal.Of(offset)}, {Literal.Of(count)})";
}
