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
        if (layer.Window is { } window) yield return $"Window = {Window(window)}";
        if (layer.Recurrence is { } recurrence) yield return $"Recurrence = {Recurrence(recurrence)}";
        var normalized = NormalizedTensors.Of(layer.BatchNormalization, layer.LayerNormalization, layer.RmsNormalization, layer.ActivatesInputs ? layer.FanIn : layer.FanOut);
        var dense = new DenseTensors(layer.FanIn, layer.FanOut, layer.HasBias, normalized, layer.LearnedSlopes);
        if (layer.Tensors.Equals(dense)) yield break;
        yield return $"Tensors = new {Names.Root}TensorInfo[] {{ {string.Join(", ", layer.Tensors.List().Select(tensor => Tensor(layer, tensor)))} }}";
    }

    private static string Window(WindowInfo window)
    {
        string[] options =
        [
            .. window.Groups == 1 ? Array.Empty<string>() : [$"Groups = {Literal.Of(window.Groups)}"],
            .. window.IsMax ? ["IsMax = true"] : Array.Empty<string>(),
            .. window.IsGlobal ? ["IsGlobal = true"] : Array.Empty<string>(),
            .. window.ProjectionStride == 1 ? Array.Empty<string>() : [$"ProjectionStride = {Literal.Of(window.ProjectionStride)}"],
        ];
        string vertical = window.Vertical is { } axis ? Axis(axis) : "null";
        return $"new {Names.Root}WindowInfo({vertical}, {Axis(window.Horizontal)}, {Literal.Of(window.Channels)}, {Literal.Of(window.Filters)})"
            + (options.Length == 0 ? "" : $" {{ {string.Join(", ", options)} }}");
    }

    private static string Recurrence(RecurrenceInfo recurrence)
    {
        string[] options =
        [
            .. recurrence.WeightMean == 0 ? Array.Empty<string>() : [$"WeightMean = {Literal.Of(recurrence.WeightMean)}"],
            .. recurrence.Diagonal is { } diagonal ? [$"Diagonal = {Literal.Of(diagonal)}"] : Array.Empty<string>(),
            .. recurrence.ForgetBias == 0 ? Array.Empty<string>() : [$"ForgetBias = {Literal.Of(recurrence.ForgetBias)}"],
            .. recurrence.ResetAfter ? Array.Empty<string>() : ["ResetAfter = false"],
            .. recurrence.LastStepOnly ? ["LastStepOnly = true"] : Array.Empty<string>(),
        ];
        return $"new {Names.Root}RecurrenceInfo({Literal.Of(recurrence.Steps)}, {Literal.Of(recurrence.WeightVariance)})"
            + (options.Length == 0 ? "" : $" {{ {string.Join(", ", options)} }}");
    }

    private static string Axis(WindowAxisInfo axis)
    {
        int[] numbers = [axis.Size, axis.Kernel, axis.Stride, axis.Dilation, axis.Before, axis.After];
        return $"new {Names.Root}WindowAxisInfo({string.Join(", ", numbers.Select(static number => Literal.Of(number)))})";
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
        if (layer.NormalizedGroups > 0) yield return $"NormalizedGroups = {Literal.Of(layer.NormalizedGroups)}";
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
