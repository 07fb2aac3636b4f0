using Layerwise.Generator.Ops;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>What one sample does in one call: a step of inference, or two products of narrow layers, between which nothing is stored.</summary>
/// <param name="First">The step, or the first product.</param>
/// <param name="Second">The second product, where there is one.</param>
internal readonly record struct SampleStep(Operation First, MatMul? Second)
{
    public static IReadOnlyList<SampleStep> Of(NetworkPlan plan)
    {
        var steps = new List<SampleStep>();
        for (int i = 0; i < plan.Inference.Length; i++)
        {
            MatMul? second = i + 1 < plan.Inference.Length ? PairOf(plan, plan.Inference[i], plan.Inference[i + 1]) : null;
            steps.Add(new SampleStep(plan.Inference[i], second));
            if (second is not null) i++;
        }

        return steps;
    }

    private static MatMul? PairOf(NetworkPlan plan, Operation step, Operation next) =>
        step is MatMul first && next is MatMul second && IsPlain(first) && IsPlain(second)
        && second.Reads[0] == first.Writes && plan.Inference.Count(reader => reader.Reads.Contains(first.Writes)) == 1
        && Tiling.Pairs(first.FanIn, first.FanOut, second.FanOut)
            ? second
            : null;

    // How much code a user's own activation is, nobody knows: see SamplePair.
    private static bool IsPlain(MatMul product) => !product.IsScaled && !product.IsPointwise && product.Finish.Custom is null;
}
