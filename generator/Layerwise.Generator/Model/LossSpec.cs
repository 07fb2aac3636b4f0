using System.Collections.Immutable;
using Layerwise.Traits;

namespace Layerwise.Generator.Model;

/// <summary>What a network minimizes, with every default resolved.</summary>
/// <param name="Kind">The loss; never Auto in a <see cref="NetworkSpec"/>.</param>
/// <param name="Delta">Where Huber becomes a straight line.</param>
/// <param name="Beta">Where SmoothL1 does.</param>
/// <param name="LabelSmoothing">Share of a CrossEntropy's target that is spread over all outputs.</param>
/// <param name="ClassWeights">Factors of a CrossEntropy's classes; none at all means ones.</param>
internal sealed record LossSpec(Loss Kind, float Delta, float Beta, float LabelSmoothing, EquatableArray<float> ClassWeights)
{
    private static readonly NetworkAttribute Defaults = new();

    /// <summary>All that follows from which loss it is.</summary>
    public LossTraits Traits => LossTraits.Of(Kind);

    /// <summary>Whether this is more than the plain cross-entropy, which has a faster way of its own.</summary>
    public bool IsWeightedCrossEntropy => Traits.TakesLabels && (LabelSmoothing != 0 || ClassWeights.Count > 0);

    /// <summary>A loss with the options that [Network] has by default.</summary>
    public static LossSpec Plain(Loss kind) =>
        new(kind, Defaults.Delta, Defaults.Beta, Defaults.LabelSmoothing, new EquatableArray<float>(ImmutableArray<float>.Empty));

    /// <summary>Whether a target may be given as the label of a class.</summary>
    public bool TakesLabels => Traits.TakesLabels;

    /// <summary>Whether the derivative with respect to the pre-activations is a − y, without a factor φ′.</summary>
    public bool CancelsDerivativeOf(Activation activation) => ActivationTraits.Of(activation).CollapsesWith.Contains(Kind);
}
