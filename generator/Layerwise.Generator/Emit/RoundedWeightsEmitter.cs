using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>Weights that are constants in fewer bits than floats have, and how the first call makes of them what the kernels read.</summary>
internal static class RoundedWeightsEmitter
{
    public static void Write(CodeWriter writer, FrozenNetwork frozen, NetworkPlan plan)
    {
        float[] numbers = frozen.Parameters();
        List<byte> weights = [];
        List<float> floats = [];
        List<string> reads = [];
        foreach (LayerSpec layer in frozen.Network.Layers)
        {
            foreach (TensorSpec tensor in layer.Tensors.List())
            {
                int place = frozen.PlaceOf(layer, tensor.Role);
                string target = $"{Names.Runtime}FrozenData.Floats(parameters, {Literal.Of(place)}, {Literal.Of(tensor.Length)})";
                RoundedPart? part = frozen.Rounded.Parts.FirstOrDefault(part => part.Layer.Index == layer.Index && part.Role == tensor.Role);
                if (part is null)
                {
                    reads.Add($"{Names.Runtime}FrozenData.Copy(FloatData, {Literal.Of(floats.Count)}, {target});");
                    floats.AddRange(numbers.AsSpan(place, tensor.Length).ToArray());
                    continue;
                }

                string scales = part.Tensor.Scales.Length > 0 ? $"FloatData, {Literal.Of(floats.Count)}, " : "";
                string columns = part.Tensor.Scales.Length > 0 ? $"{scales}{Literal.Of(part.Tensor.Columns)}, " : "";
                int start = weights.Count / (part.Tensor.Bytes.Length / part.Tensor.Length);
                reads.Add(KernelOf(part, plan) is { } kernel
                    ? $"{Names.Runtime}{kernel.Type}.Arrange(WeightData, {Literal.Of(start)}, {scales}{Literal.Of(kernel.Product.FanIn)}, {Literal.Of(kernel.Product.FanOut)}, {target});"
                    : $"{Names.Runtime}RoundedWeights.Read{part.Tensor.Format}(WeightData, {Literal.Of(start)}, {columns}{target});");
                weights.AddRange(part.Tensor.Bytes);
                floats.AddRange(part.Tensor.Scales);
            }
        }

        writer.Line($"// Weights as {frozen.Format}{(frozen.Format == WeightFormat.Int8 ? ", times a factor of their column," : "")} as the kernels read them.");
        using (writer.Block("private static Sys::IntPtr ReadParameters()"))
        {
            writer.Line($"Sys::IntPtr parameters = {Names.Runtime}FrozenData.Allocate({Literal.Of(frozen.NumberCount)});");
            foreach (string read in reads) writer.Line(read);
            writer.Line("return parameters;");
        }

        writer.Line();
        FloatConstants.Write(writer, "private", "WeightData", [.. weights]);
        if (floats.Count == 0) return;
        writer.Line();
        FloatConstants.Write(writer, "private", "FloatData", [.. floats]);
    }

    /// <summary>The kernel that reads a matrix in its few bits, and the product that it is of; null where the matrix becomes floats.</summary>
    public static (string Type, MatMul Product)? KernelOf(RoundedPart part, NetworkPlan plan)
    {
        MatMul? product = plan.Inference.OfType<MatMul>().FirstOrDefault(product => product.Layer.Index == part.Layer.Index && product.Weights == part.Role);
        return product is not null && new MatMulPlan(product).Reads(plan.Network) is not WeightFormat.Single and var format ? ($"{format}Dense", product) : null;
    }
}
