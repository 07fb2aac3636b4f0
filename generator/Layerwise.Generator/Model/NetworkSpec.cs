using System.Collections.Immutable;
using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>A network without faults: all that planning and emission know.</summary>
/// <param name="Type">The annotated class.</param>
/// <param name="Layers">At least one layer; each fits the one before. None yet where the file that a [Frozen] attribute names will say them.</param>
/// <param name="Loss">What training minimizes; never Auto.</param>
internal sealed record NetworkSpec(TypeSpec Type, EquatableArray<LayerSpec> Layers, LossSpec Loss)
{
    /// <summary>The mean square of the inputs that predictions assume.</summary>
    public float InputPower { get; init; } = 1;

    /// <summary>The file that a [Frozen] attribute names; null for a network that is trained.</summary>
    public string? FrozenFile { get; init; }

    /// <summary>Whether that file says which layers there are.</summary>
    public bool IsDeclaredByFile { get; init; }

    /// <summary>Which value of the file it computes; null for its only output.</summary>
    public string? FrozenOutput { get; init; }

    public LayerSpec First => Layers[0];

    public LayerSpec Last => Layers[Layers.Count - 1];

    public int InputSize => First.Input.Size;

    public int OutputSize => Last.Output.Size;

    public int ParameterCount => Last.ParametersOffset + Last.ParameterCount;

    /// <summary>Running means and variances of all layers with batch normalization.</summary>
    public int StatisticsCount => Last.StatisticsOffset + Last.StatisticsCount;

    /// <summary>Whether any layer has a tensor of a role.</summary>
    public bool Has(TensorRole role) => Layers.Any(layer => layer.Tensors.Length(role) > 0);

    public bool HasBatchNormalization => StatisticsCount > 0;

    /// <summary>
    /// Whether what a layer adds to all samples alike meets a batch normalization on a linear way, and is subtracted there again with the mean.
    /// </summary>
    public bool IsNormalizedAfter(LayerSpec layer)
    {
        while (layer.IsLinear && layer.Index < Last.Index)
        {
            layer = Layers[layer.Index + 1];
            if (StartsResidual(layer)) return false;
            if (layer.BatchNormalization && (layer.Order != LayerOrder.LinearActivateNormalize || layer.Traits.IsLinear)) return true;
            bool isApart = layer.Order is LayerOrder.ActivateLinearAdd or LayerOrder.LinearActivateNormalize;
            if (isApart && (layer.NormalizesRows || !layer.Traits.IsLinear)) return false;
        }

        return false;
    }

    /// <summary>Whether a residual connection takes what a layer takes, and so brings it past that layer.</summary>
    public bool StartsResidual(LayerSpec layer) => Layers.Any(end => end.ResidualSpan > 0 && end.Index - end.ResidualSpan + 1 == layer.Index);

    /// <summary>Whether a residual connection begins, ends or goes by at one of some layers in a row.</summary>
    public bool HasResidualWithin(int first, int last) =>
        Layers.Any(end => end.ResidualSpan > 0 && end.Index >= first && end.Index - end.ResidualSpan + 1 <= last);

    /// <summary>Whether the loss takes care of the derivative of the last activation.</summary>
    public bool IsFusedWithLoss => Loss.CancelsDerivativeOf(Last.OutputActivation);

    /// <summary>What is to be expected of the signal and the gradient before the first step of training.</summary>
    public NetworkPrediction Predict() => Forecasts.Of(new EquatableArray<LayerDesign>(Layers.Select(Design).ToImmutableArray()), InputPower);

    private LayerDesign Design(LayerSpec layer) =>
        layer.Design with { IsFusedWithLoss = layer.Index == Last.Index && IsFusedWithLoss };
}
