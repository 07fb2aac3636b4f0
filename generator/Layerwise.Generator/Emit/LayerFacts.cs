using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>What a generated network says of a layer: its LayerInfo, as far as it differs from what it is by default.</summary>
internal static class LayerFacts
{
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Activation.Identity);

    public static string Of(LayerSpec layer)
    {
        string always = $"{Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}, {Names.Root}Activation.{layer.Activation}, {Names.Root}Init.{layer.Init.Kind}";
        string[] more = [.. Kind(layer), .. Options(layer), .. BirthFacts.Of(layer), .. Types(layer)];
        return $"new({always}, {Literal.Of(layer.ParametersOffset)}, {Literal.Of(layer.Tensors.Length(TensorRole.Biases))})"
            + (more.Length == 0 ? "" : $" {{ {string.Join(", ", more)} }}");
    }

    private static IEnumerable<string> Kind(LayerSpec layer)
    {
        if (layer.Kind != LayerKind.Dense) yield return $"Kind = {Names.Root}LayerKind.{layer.Kind}";
        if (layer.Input.Size != layer.FanIn) yield return $"InputSize = {Literal.Of(layer.Input.Size)}";
        if (layer.Output.Size != layer.FanOut) yield return $"OutputSize = {Literal.Of(layer.Output.Size)}";
        var normalized = NormalizedTensors.Of(layer.BatchNormalization, layer.LayerNormalization, layer.RmsNormalization, layer.ActivatesInputs ? layer.FanIn : layer.FanOut);
        var dense = new DenseTensors(layer.FanIn, layer.FanOut, layer.HasBias, normalized, layer.LearnedSlopes);
        if (layer.Tensors.Equals(dense)) yield break;
        yield return $"Tensors = new {Names.Root}TensorInfo[] {{ {string.Join(", ", layer.Tensors.List().Select(tensor => Tensor(layer, tensor)))} }}";
    }

    private static string Tensor(LayerSpec layer, TensorSpec tensor)
    {
        string shape = string.Join(", ", tensor.Shape.Select(static dimension => Literal.Of(dimension)));
        return $"new({Names.Root}TensorRole.{tensor.Role}, {Literal.Of(layer.OffsetOf(tensor.Role))}, new[] {{ {shape} }})";
    }

    private static IEnumerable<string> Options(LayerSpec layer)
    {
        if (layer.Traits.KeepsPreActivations && layer.EndsInActivation) yield return "KeepsPreActivations = true";
        if (layer.BatchNormalization) yield return "BatchNormalization = true";
        if (layer.LayerNormalization) yield return "LayerNormalization = true";
        if (layer.RmsNormalization) yield return "RmsNormalization = true";
        if (layer.NormalizationEpsilon != Defaults.NormalizationEpsilon) yield return $"NormalizationEpsilon = {Literal.Of(layer.NormalizationEpsilon)}";
        if (layer.NormalizationMomentum != Defaults.NormalizationMomentum) yield return $"NormalizationMomentum = {Literal.Of(layer.NormalizationMomentum)}";
        if (layer.StatisticsCount > 0) yield return $"StatisticsOffset = {Literal.Of(layer.StatisticsOffset)}";
        if (layer.Dropout > 0) yield return $"Dropout = {Literal.Of(layer.Dropout)}";
        if (layer.LearnedSlopes > 0) yield return $"SlopeCount = {Literal.Of(layer.LearnedSlopes)}";
        if (layer.ResidualSpan > 0) yield return $"ResidualSpan = {Literal.Of(layer.ResidualSpan)}";
        if (layer.Head.Length > 0) yield return $"Head = \"{layer.Head}\"";
        if (layer.Order != default) yield return $"Order = {Names.Root}LayerOrder.{layer.Order}";
    }

    private static IEnumerable<string> Types(LayerSpec layer) => layer.Custom is { } custom ? [$"ActivationType = typeof({custom.Type})"] : [];
}
