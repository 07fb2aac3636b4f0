using Layerwise.Generator.Layers.Convolution;
using Layerwise.Generator.Layers.Dense;
using Layerwise.Generator.Layers.Recurrent;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Weights;

/// <summary>The layers of a file as attributes: what a class with the same layers declares.</summary>
internal static class LayerAttributes
{
    private const double SlopeTolerance = 1e-6;
    private const double EpsilonTolerance = 1e-5;
    private const float UsualEpsilon = 1e-5f;

    /// <summary>
    /// The attributes of a network, each without brackets; null where a class can't declare it: outputs that share no layer, or windows that reach over borders otherwise than an
    /// attribute can say.
    /// </summary>
    public static IReadOnlyList<string>? Of(NetworkSpec network)
    {
        if (network.HasSeveralHeads && network.Heads[0].First == 0) return null;
        string?[] layers = [.. network.Layers.Select(layer => Text(network, layer))];
        if (layers.Contains(null)) return null;
        Shape input = network.First.Input;
        string[] shape = input.HasPositions ? [$"Input({string.Join(", ", input.Dimensions.Select(static size => Literal.Of(size)))})"] : [];
        string[] streaming = network.IsRecurrent && !network.Layers.Any(static layer => layer is RecurrentSpec) ? [$"Network({nameof(NetworkAttribute.Streaming)} = true)"] : [];
        return [.. streaming, .. network.Inputs.Select(static part => $"Input(\"{part.Name}\", {Literal.Of(part.Size)})"), .. shape, .. layers.Select(static layer => layer!)];
    }

    private static string? Text(NetworkSpec network, LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Dense or LayerKind.Convolution => TextOfSums(network, layer),
        LayerKind.Pooling => WindowText.OfPooling(layer.Window!),
        LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => Text((RecurrentSpec)layer),
    };

    private static string? TextOfSums(NetworkSpec network, LayerSpec layer)
    {
        string? window = "";
        if (layer.Window is { } moving && (window = WindowText.Options(moving)) is null) return null;
        bool isOutput = network.HeadOf(layer) is { IsNamed: true };
        bool hasSlope = layer.Traits.Slope != SlopeRole.None && layer.Slope != layer.Traits.DefaultSlope && layer.Slope >= 0;
        string sizes = layer.Window is null ? $"{Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}" : WindowText.Sizes(layer.Window);
        return (isOutput ? $"Output(\"{layer.Head}\", " : layer.Window is { } shape ? $"Conv{Literal.Of(shape.Axes.Count)}D(" : "Layer(")
            + $"{sizes}, Activation.{layer.Activation}{window}"
            + (layer.SlopePerUnit ? ", SlopePerUnit = true" : hasSlope ? $", Slope = {Literal.Of(layer.Slope)}" : "")
            + (isOutput || layer.Head.Length == 0 ? "" : $", Head = \"{layer.Head}\"")
            + (layer.HasBias ? "" : ", Bias = false")
            + Normalization(layer)
            + (layer.Order == LayerOrder.LinearActivateAdd ? "" : $", Order = LayerOrder.{layer.Order}")
            + (layer.ResidualSpan == 0 ? "" : ", Residual = true")
            + (layer.ResidualSpan < 2 ? "" : $", ResidualSpan = {Literal.Of(layer.ResidualSpan)}")
            + (layer.ProjectedInputs == 0 ? "" : ", Projection = true")
            + ")";
    }

    private static string Text(RecurrentSpec layer)
    {
        string activation = layer.Kind != LayerKind.Rnn ? "" : $", Activation.{layer.Activation}";
        bool hasSlope = layer.Traits.Slope != SlopeRole.None && layer.Slope != layer.Traits.DefaultSlope;
        return $"{layer.Kind}({Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}{activation}"
            + (hasSlope ? $", Slope = {Literal.Of(layer.Slope)}" : "")
            + (layer.ResetAfter ? "" : ", ResetAfter = false")
            + (layer.ResidualSpan == 0 ? "" : ", Residual = true")
            + (layer.LastStepOnly ? ", LastStepOnly = true" : "")
            + ")";
    }

    /// <summary>Why declared layers are not those of a file; null where they are. What only training needs makes no difference.</summary>
    public static string? ReasonAgainst(NetworkSpec declared, NetworkSpec found)
    {
        if (declared.Heads.Count != found.Heads.Count) return $"the class has {Literal.Of(declared.Heads.Count)} outputs, and what is read of it has {Literal.Of(found.Heads.Count)}";
        if (declared.Layers.Count != found.Layers.Count) return $"it has {Literal.Of(found.Layers.Count)} layers, and the class declares {Literal.Of(declared.Layers.Count)}";
        for (int l = 0; l < found.Layers.Count; l++)
        {
            if (!IsLike(declared.Layers[l], found.Layers[l])) return $"its layer {Literal.Of(l + 1)} is {(Text(found, found.Layers[l]) is { } text ? $"[{text}]" : found.Layers[l].Sizes)}";
        }

        return declared.AnswersEachStep == found.AnswersEachStep ? null
            : found.AnswersEachStep ? "it has an answer to each step, and the class to the last one alone; declare it without LastStepOnly"
            : "it has an answer to the last step alone, and the class to each; write LastStepOnly = true on the last recurrent layer";
    }

    private static string Normalization(LayerSpec layer)
    {
        string? option = layer.BatchNormalization ? $"{nameof(layer.BatchNormalization)} = true"
            : layer.LayerNormalization ? $"{nameof(layer.LayerNormalization)} = true"
            : layer.RmsNormalization ? $"{nameof(layer.RmsNormalization)} = true"
            : layer.NormalizedGroups > 0 ? $"{nameof(ConvolutionAttribute.GroupNormalization)} = {Literal.Of(layer.NormalizedGroups)}"
            : null;
        if (option is null) return "";
        string epsilon = layer.NormalizationEpsilon == UsualEpsilon ? "" : $", NormalizationEpsilon = {Literal.Of(layer.NormalizationEpsilon)}";
        return $", {option}{epsilon}";
    }

    // A batch normalization of what a file has in its weights is none of the file.
    private static bool NormalizesLike(LayerSpec declared, LayerSpec found) =>
        (declared.BatchNormalization || !found.BatchNormalization)
        && declared.LayerNormalization == found.LayerNormalization
        && declared.RmsNormalization == found.RmsNormalization
        && declared.NormalizedGroups == found.NormalizedGroups
        && (!found.NormalizesSamples || Math.Abs(declared.NormalizationEpsilon - found.NormalizationEpsilon) <= EpsilonTolerance * found.NormalizationEpsilon);

    // Orders that differ in nothing that the layer has are the same.
    private static bool WorksLike(LayerSpec declared, LayerSpec found)
    {
        if (declared.Order == found.Order) return true;
        bool isSumLast = declared.Order != LayerOrder.LinearAddActivate || found.ResidualSpan == 0 || found.Traits.IsLinear;
        bool normalizesLast = declared.Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize;
        if (normalizesLast && found.ResidualSpan == 0 && found.Order == LayerOrder.LinearActivateNormalize) return true;
        bool isFoldedBehind = normalizesLast && !found.BatchNormalization && !found.NormalizesSamples;
        return found.Order == LayerOrder.LinearActivateAdd && isSumLast
            && (isFoldedBehind || declared.Order == LayerOrder.LinearAddActivate || (declared.ActivatesInputs && found.Traits.IsLinear && !found.NormalizesSamples));
    }

    // A slope that is learned is whatever the file has.
    private static bool IsLike(LayerSpec declared, LayerSpec found) =>
        HasSizesOf(declared, found)
        && declared.Recurrence?.ResetAfter == found.Recurrence?.ResetAfter
        && declared.Head == found.Head
        && declared.ResidualSpan == found.ResidualSpan && declared.ProjectedInputs == found.ProjectedInputs
        && WorksLike(declared, found)
        && NormalizesLike(declared, found)
        && (declared.Traits.With(declared.Slope) == found.Activation || (declared.Traits.HasLearnedSlope && found.Traits.IsKink))
        && (declared.SlopePerUnit || !found.SlopePerUnit)
        && (declared.HasBias || declared.BatchNormalization || !found.HasBias)
        && (!found.Traits.HasConstantSlope || declared.Traits.HasLearnedSlope
            || Math.Abs(declared.Slope - found.Slope) <= SlopeTolerance * Math.Max(1, found.Slope));

    // A convolution that sees one step alone is the product that a file may have in its place.
    private static bool HasSizesOf(LayerSpec declared, LayerSpec found) =>
        declared is ConvolutionSpec { IsStreamed: true, Windows: { IsPointwise: true } windows } && found is DenseSpec
            ? windows.Channels == found.FanIn && windows.Filters == found.FanOut
            : declared.Kind == found.Kind && (declared.Window is { } window && found.Window is { } other
                ? window.IsLike(other) && window.ProjectionStride == other.ProjectionStride
                : declared.FanIn == found.FanIn && declared.FanOut == found.FanOut);
}
