using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>Where the tensors of each layer begin among the parameters, and what it remembers in the state: constants with a name, which calls use in place of numbers.</summary>
internal static class Offsets
{
    /// <summary>A reference to the first number of a layer's tensor.</summary>
    public static string At(string vector, LayerSpec layer, TensorRole role) =>
        Names.At(vector, layer.OffsetOf(role) == 0 ? "0" : Name(layer, role));

    /// <summary>The first number of a layer's tensor.</summary>
    public static string Value(string vector, LayerSpec layer, TensorRole role) => $"At(ref {vector}, {Name(layer, role)})";

    /// <summary>A reference to the first number that a layer remembers.</summary>
    public static string State(LayerSpec layer) => Names.At("state", layer.StateOffset == 0 ? "0" : StateName(layer));

    /// <summary>Where what a layer remembers begins, as an argument.</summary>
    public static string Place(LayerSpec layer) => layer.StateOffset == 0 ? "place: 0" : StateName(layer);

    /// <summary>Whether calls use any.</summary>
    public static bool Exist(NetworkSpec network) => Of(network).Any();

    /// <summary>The constants that calls use for the state.</summary>
    public static void WriteState(CodeWriter writer, NetworkPlan plan)
    {
        LayerSpec[] remembering =
            [.. plan.Inference.Where(static step => step is Recur or ConvolveStep).Select(static step => step.Layer).Where(static layer => layer.StateOffset > 0).Distinct()];
        if (remembering.Length == 0) return;
        writer.Line("// Where what a layer remembers begins in the state; the number is the layer.");
        writer.Line($"private const int {string.Join(", ", remembering.Select(static layer => $"{StateName(layer)} = {Literal.Of(layer.StateOffset)}"))};");
        writer.Line();
    }

    /// <summary>The constants that calls use for the parameters.</summary>
    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        if (!Exist(network)) return;
        writer.Line("// Where each of these begins among the parameters; the number is the layer.");
        foreach (IGrouping<int, (LayerSpec Layer, TensorRole Role)> layer in Of(network).GroupBy(static offset => offset.Layer.Index))
        {
            writer.Line($"private const int {string.Join(", ", layer.Select(static offset => $"{Name(offset.Layer, offset.Role)} = {Literal.Of(offset.Layer.OffsetOf(offset.Role))}"))};");
        }

        writer.Line();
    }

    private static IEnumerable<(LayerSpec Layer, TensorRole Role)> Of(NetworkSpec network) =>
        from layer in network.Layers
        from tensor in layer.Tensors.List()
        where IsUsed(network, tensor.Role) && layer.OffsetOf(tensor.Role) > 0
        select (layer, tensor.Role);

    // Kernels find biases behind the weights and β behind γ. A normalization takes some of them away again: the gradients of those are set to 0 by name.
    private static bool IsUsed(NetworkSpec network, TensorRole role) => TensorSpec.StorageOf(role) == TensorStorage.Parameters
        && role != TensorRole.RecurrentBiases
        && (role is not (TensorRole.Biases or TensorRole.Beta) || network.HasBatchNormalization);

    private static string StateName(LayerSpec layer) => $"State{Literal.Of(layer.Number)}";

    private static string Name(LayerSpec layer, TensorRole role) => $"{role}{Literal.Of(layer.Number)}";
}
