namespace Layerwise;

/// <summary>Parameters that lie behind each other and are moved by the same rule.</summary>
/// <param name="First">Index of the first of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Optimizer">The rule, with their weight decay.</param>
/// <param name="RateFactor">What its learning rate is multiplied by.</param>
internal sealed record UpdateGroup(int First, int Count, IElementwiseOptimizer Optimizer, double RateFactor)
{
    /// <summary>Whether another group that begins where this one ends is moved alike.</summary>
    public bool IsLike(UpdateGroup next) => First + Count == next.First && RateFactor == next.RateFactor && Optimizer.WeightDecay == next.Optimizer.WeightDecay;
}
