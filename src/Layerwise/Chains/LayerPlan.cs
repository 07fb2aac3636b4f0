namespace Layerwise.Chains;

/// <summary>What a declared layer has, so that the steps of a file that could belong to either of two neighbours find the right one.</summary>
/// <param name="Order">In which order it works.</param>
/// <param name="HasActivation">Whether it has an activation other than Identity.</param>
/// <param name="Normalization">Its normalization; null for none.</param>
internal readonly record struct LayerPlan(LayerOrder Order, bool HasActivation, NormalizationKind? Normalization)
{
    /// <summary>Whether normalization and activation are those of its inputs.</summary>
    public bool ActivatesInputs => Order == LayerOrder.ActivateLinearAdd;

    /// <summary>Whether it normalizes behind its activation. Without a residual connection both orders are the same.</summary>
    public bool NormalizesLast => Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize;
}
