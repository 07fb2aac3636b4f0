using System.Collections.Immutable;
using Layerwise.Generator.Evaluation;
using Layerwise.Generator.Model;
using Layerwise.Tensors;

namespace Layerwise.Generator.Weights;

/// <summary>The weights of a frozen network in fewer bits, and what that does to its outputs.</summary>
/// <param name="Parts">The tensors that are rounded; none where weights are floats, or can't be rounded.</param>
/// <param name="Problem">Why they can't be; null where they can.</param>
/// <param name="Error">What it does to the samples of the self-test; null where there are none, and where nothing is rounded.</param>
internal sealed record RoundedWeights(ImmutableArray<RoundedPart> Parts, string? Problem, RoundingError? Error)
{
    private static readonly RoundedWeights None = new(ImmutableArray<RoundedPart>.Empty, Problem: null, Error: null);

    public static RoundedWeights Of(FrozenNetwork frozen)
    {
        if (frozen.Format == WeightFormat.Single) return None;
        float[] numbers = Folding.Parameters(frozen);
        if (Rounding.ReasonAgainst(frozen.Network, numbers, frozen.Format) is { } problem) return None with { Problem = problem };
        ImmutableArray<RoundedPart> parts = Rounding.Parts(frozen.Network, numbers, frozen.Format);
        foreach (RoundedPart part in parts) part.Tensor.Values().CopyTo(numbers, part.Start);
        RoundingError? error = frozen.SelfTestRows == 0
            ? null
            : RoundingError.Of(frozen.Network, numbers, frozen.Values(TensorNames.SelfTestInputs)!, frozen.Values(TensorNames.SelfTestOutputs)!);
        return new RoundedWeights(parts, Problem: null, error);
    }
}
