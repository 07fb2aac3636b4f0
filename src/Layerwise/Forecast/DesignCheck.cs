using System.Globalization;
using Layerwise.Traits;

namespace Layerwise.Forecast;

/// <summary>What can't be predicted is refused, by layer and by name.</summary>
internal static class DesignCheck
{
    public static void Check(IReadOnlyList<LayerDesign> layers, double inputPower)
    {
        if (layers is not { Count: > 0 }) throw new ArgumentException("There must be at least one layer.", nameof(layers));
        if (!IsFinite(inputPower) || inputPower <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(inputPower), inputPower, "The mean square of the inputs must be finite and greater than 0.");
        }

        for (int l = 0; l < layers.Count; l++)
        {
            string? fault = SourceFault(layers, l)
                ?? Fault(layers[l], l == 0 ? null : layers[layers[l].Source ?? (l - 1)], isLast: l == layers.Count - 1 || IsSourced(layers[l + 1], l))
                ?? ResidualFault(layers, l);
            if (fault is not null) throw new ArgumentException($"Layer {Text(l + 1)}: {fault}.", nameof(layers));
        }
    }

    private static string? Fault(LayerDesign layer, LayerDesign? before, bool isLast)
    {
        if (layer.FanIn < 1) return $"FanIn is {Text(layer.FanIn)}; it must be at least 1";
        if (layer.FanOut < 1) return $"FanOut is {Text(layer.FanOut)}; it must be at least 1";
        if (layer.InputSize < 1) return $"InputSize is {Text(layer.InputSize)}; it must be at least 1";
        if (layer.OutputSize < 1) return $"OutputSize is {Text(layer.OutputSize)}; it must be at least 1";
        if ((WindowFault(layer) ?? RecurrenceFault(layer)) is { } fault) return fault;
        if (before is { } previous && layer.InputSize != previous.OutputSize) return Misfit(layer, previous);
        if (layer.BatchNormalization && layer.LayerNormalization) return "BatchNormalization and LayerNormalization are both true; at most one may be";
        if (layer.RmsNormalization && (layer.BatchNormalization || layer.LayerNormalization)) return "RmsNormalization is true beside another normalization; at most one may be";
        if (layer.NormalizedGroups < 0) return $"NormalizedGroups is {Text(layer.NormalizedGroups)}; it must be at least 0";
        if (layer.NormalizedGroups > 0 && layer.NormalizedChannels % layer.NormalizedGroups != 0)
        {
            return $"NormalizedGroups is {Text(layer.NormalizedGroups)}; it must be a divisor of the {Text(layer.NormalizedChannels)} channels";
        }

        if (layer.NormalizedGroups > 0 && (layer.BatchNormalization || layer.LayerNormalization || layer.RmsNormalization))
        {
            return "NormalizedGroups is greater than 0 beside another normalization; at most one may be";
        }

        if (layer.Activation is < 0 or > Activation.Custom) return $"Activation is {Text((int)layer.Activation)}; it must be a member of Activation";
        if (!IsFinite(layer.WeightVariance) || layer.WeightVariance < 0) return $"WeightVariance is {Text(layer.WeightVariance)}; it must be finite and at least 0";
        if (!IsFinite(layer.WeightMean)) return $"WeightMean is {Text(layer.WeightMean)}; it must be finite";
        if (!IsFinite(layer.Diagonal ?? 0)) return $"Diagonal is {Text(layer.Diagonal ?? 0)}; it must be finite";
        if (!IsFinite(layer.Slope) || layer.Slope < 0) return $"Slope is {Text(layer.Slope)}; it must be finite and at least 0";
        if (!IsFinite(layer.Bias)) return $"Bias is {Text(layer.Bias)}; it must be finite";
        if (!IsFinite(layer.NormalizationEpsilon) || layer.NormalizationEpsilon < 0) return $"NormalizationEpsilon is {Text(layer.NormalizationEpsilon)}; it must be finite and greater than 0";
        if (!IsFinite(layer.BiasVariance) || layer.BiasVariance < 0) return $"BiasVariance is {Text(layer.BiasVariance)}; it must be finite and at least 0";
        if (layer.Dropout is not (>= 0 and < 1)) return $"Dropout is {Text(layer.Dropout)}; it must be at least 0 and less than 1";
        return layer.IsFusedWithLoss && !isLast ? "IsFusedWithLoss is true; only the last layer meets the loss" : null;
    }

    private static string? WindowFault(LayerDesign layer)
    {
        if (!layer.Kind.IsKnown()) return $"Kind is {Text((int)layer.Kind)}; it must be a member of LayerKind";
        if (layer.Window is not { } window) return layer.Kind == LayerKind.Pooling ? "Kind is Pooling and Window is null; it must say what is pooled" : null;
        if (window.Channels < 1 || window.Filters < 1) return $"Window has {Text(window.Channels)} channels and {Text(window.Filters)} filters; there must be at least one of each";
        foreach (WindowAxisInfo axis in window.Axes)
        {
            bool isPositive = axis is { Size: > 0, Kernel: > 0, Stride: > 0, Dilation: > 0, Before: >= 0, After: >= 0 };
            if (!isPositive || axis.Results < 1)
            {
                return $"Window has an axis of {Text(axis.Size)} positions and a window of {Text(axis.Kernel)}, stride {Text(axis.Stride)}, dilation {Text(axis.Dilation)}; "
                    + "each must be at least 1, and at least one window must fit";
            }
        }

        return null;
    }

    private static string? RecurrenceFault(LayerDesign layer)
    {
        bool isRecurrent = layer.Kind.IsRecurrent();
        if (layer.Recurrence is not { } recurrence) return isRecurrent ? $"Kind is {layer.Kind} and Recurrence is null; it must say what is carried from step to step" : null;
        if (!isRecurrent) return $"Kind is {layer.Kind} and Recurrence is not null; it must be Rnn, Gru or Lstm";
        if (recurrence.Steps < 1) return $"Recurrence has {Text(recurrence.Steps)} steps; there must be at least 1";
        if (!IsFinite(recurrence.WeightVariance) || recurrence.WeightVariance < 0) return $"Recurrence.WeightVariance is {Text(recurrence.WeightVariance)}; it must be finite and at least 0";
        if (!IsFinite(recurrence.WeightMean)) return $"Recurrence.WeightMean is {Text(recurrence.WeightMean)}; it must be finite";
        if (!IsFinite(recurrence.Diagonal ?? 0)) return $"Recurrence.Diagonal is {Text(recurrence.Diagonal ?? 0)}; it must be finite";
        if (!IsFinite(recurrence.ForgetBias)) return $"Recurrence.ForgetBias is {Text(recurrence.ForgetBias)}; it must be finite";
        if (layer.IsNormalized) return "a normalization is true; a recurrent layer has none";
        if (layer.Order != LayerOrder.LinearActivateAdd) return $"Order is {layer.Order}; that of a recurrent layer is LinearActivateAdd";
        if (layer.Bias != 0 || layer.BiasVariance != 0) return $"Bias is {Text(layer.Bias)} and BiasVariance {Text(layer.BiasVariance)}; both must be 0, since biases of a recurrent layer start with 0 or Recurrence.ForgetBias";
        return ActivationTraits.Of(layer.Activation).IsRowwise ? $"Activation is {layer.Activation}; a recurrent layer applies it to each number by itself" : null;
    }

    // Branches of one network begin at one place, the first of them without saying so.
    private static string? SourceFault(IReadOnlyList<LayerDesign> layers, int index)
    {
        LayerDesign layer = layers[index];
        if (!IsFinite(layer.LossWeight) || layer.LossWeight < 0) return $"LossWeight is {Text(layer.LossWeight)}; it must be finite and at least 0";
        if (layer.Source is not { } source || source == index - 1) return null;
        if (source < 0 || source >= index) return $"Source is {Text(source)}; it must be at least 0 and less than {Text(index)}, the index of the layer";
        int first = layers.First(static other => other.Source is not null).Source!.Value;
        return source == first || layers.Take(index).All(static other => other.Source is null)
            ? null
            : $"Source is {Text(source)}; branches begin at one layer, and another one has {Text(first)}";
    }

    private static bool IsSourced(LayerDesign next, int index) => next.Source is { } source && source != index;

    private static string? ResidualFault(IReadOnlyList<LayerDesign> layers, int index)
    {
        LayerDesign layer = layers[index];
        if (layer.Order is < 0 or > LayerOrder.LinearActivateAddNormalize) return $"Order is {Text((int)layer.Order)}; it must be a member of LayerOrder";
        if (!layer.Residual) return null;
        if (layer.ResidualSpan < 1 || layer.ResidualSpan > index + 1) return $"ResidualSpan is {Text(layer.ResidualSpan)}; it must be at least 1 and at most {Text(index + 1)}";
        int inputs = layers[index - layer.ResidualSpan + 1].InputSize;
        if (layer.ProjectionVariance is { } variance && (!IsFinite(variance) || variance < 0)) return $"ProjectionVariance is {Text(variance)}; it must be finite and at least 0";
        return inputs == layer.OutputSize || layer.ProjectionVariance is not null ? null : $"Residual is true with {Text(inputs)} inputs and {Text(layer.OutputSize)} outputs; there must be as many of both";
    }

    private static string Misfit(LayerDesign layer, LayerDesign before)
    {
        string takes = layer.InputSize == layer.FanIn ? "FanIn" : "InputSize";
        string made = before.OutputSize == before.FanOut ? "FanOut" : "OutputSize";
        return $"{takes} is {Text(layer.InputSize)}; it must be the {made} of the layer before, {Text(before.OutputSize)}";
    }

    private static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
