using System.Collections.Immutable;
using Layerwise.Generator.Evaluation;
using Layerwise.Generator.Model;
using Layerwise.Tensors;

namespace Layerwise.Generator.Weights;

/// <summary>The weights of a frozen network in fewer bits, and what that does to its outputs.</summary>
/// <param name="Parts">The tensors that are rounded; none where weights are floats, or can't be rounded.</param>
/// <param name="Problem">Why they can't be; null where they can.</param>
/// <param name="Error">What it does to the samples of the self-test; null where there are none, and where nothing is rounded.</param>
/// <param name="Test">What the network makes of the project's test data, with floats and as the program has it; null where there are none.</param>
internal sealed record RoundedWeights(ImmutableArray<RoundedPart> Parts, string? Problem, RoundingError? Error, TestScore? Test)
{
    private static readonly RoundedWeights None = new(ImmutableArray<RoundedPart>.Empty, Problem: null, Error: null, Test: null);

    /// <summary>Whether it changes more than the build passes over in silence: answers, where test data say which are right, or else outputs.</summary>
    public bool IsBeyondBound => Test is { Answers: > 0, Compares: true } ? Test.IsBeyondBound : Test is { IsBeyondBound: true } || Error is { IsBeyondBound: true };

    public static RoundedWeights Of(FrozenNetwork frozen)
    {
        if (frozen.RoundedFormat == WeightFormat.Single && frozen.TestData is null) return None;
        float[] asFloats = Folding.Parameters(frozen);
        TestSamples? samples = frozen.TestData is { } file ? TestFile.Read(file, frozen.Network) : null;
        if (frozen.Format == WeightFormat.Single)
        {
            TestScore? score = samples is null ? null : TestScore.Of(frozen.Network, samples, asFloats, rounded: null);
            return None with { Error = frozen.RoundedFormat == WeightFormat.Single ? null : ErrorOf(frozen, asFloats), Test = score };
        }

        if (Rounding.ReasonAgainst(frozen.Network, asFloats, frozen.Format) is { } problem) return None with { Problem = problem };
        ImmutableArray<RoundedPart> parts = Rounding.Parts(frozen.Network, asFloats, frozen.Format);
        float[] numbers = [.. asFloats];
        foreach (RoundedPart part in parts) part.Tensor.Values().CopyTo(numbers, part.Start);
        RoundingError? error = frozen.SelfTestRows == 0 ? null : ErrorOf(frozen, numbers);
        return new RoundedWeights(parts, Problem: null, error, samples is null ? null : TestScore.Of(frozen.Network, samples, asFloats, numbers));
    }

    private static RoundingError ErrorOf(FrozenNetwork frozen, float[] numbers) =>
        RoundingError.Of(frozen.Network, numbers, frozen.Values(TensorNames.SelfTestInputs)!, frozen.Values(TensorNames.SelfTestOutputs)!);
}
