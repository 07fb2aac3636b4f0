using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tensors;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>
/// Products at the end of several outputs that read the same value: a batch computes them as one, with their weights side by side. Each alone would fill a tile as little as all of
/// them together, and would read that value, and write the derivatives with respect to it, once more.
/// </summary>
/// <param name="Parts">The products, one behind the other among the steps.</param>
internal sealed record HeadProduct(ImmutableArray<MatMul> Parts)
{
    /// <summary>From so many samples on it is worth copying the weights: as many as a tile has.</summary>
    public const int FewestRows = Tiling.BatchAccumulators;

    /// <summary>The one product.</summary>
    public MatMul Whole { get; } = Parts[0] with { FanOut = Parts.Sum(static part => part.FanOut), Finish = ActivationSpec.Identity, Through = null };

    /// <summary>Rows of the weights, with the biases for the last one.</summary>
    public int Rows => Whole.FanIn + (Whole.HasBias ? 1 : 0);

    /// <summary>Floats that the weights take side by side, and what kernels read behind them.</summary>
    public int Weights => InferenceMemory.Padded(Rows * Whole.FanOut) + Tiling.WidestLanes;

    /// <summary>The floats of training's panel: the weights, their gradients, and what the kernels of the product ask for.</summary>
    public long TrainingPanel => (2 * Weights) + Tiling.TrainingPanel(Whole.FanIn, Whole.FanOut);

    /// <summary>The column at which a part begins.</summary>
    public int ColumnOf(MatMul part) => Parts.TakeWhile(other => other.Writes != part.Writes).Sum(static other => other.FanOut);

    /// <summary>Whether a step is one of the parts.</summary>
    public bool Has(Operation step) => Parts.Any(part => part.Writes == step.Writes);

    /// <param name="network">The network.</param>
    /// <param name="steps">Of inference or of training, in their order.</param>
    public static HeadProduct? Of(NetworkSpec network, IReadOnlyList<Operation> steps)
    {
        if (network.IsRecurrent || steps[steps.Count - 1] is not Join join) return null;
        HashSet<int> ends = [.. join.Reads.Select(value => LastMapOf(steps, value))];
        MatMul?[] candidates = [.. steps.Select(step => step is MatMul product && ends.Contains(product.Writes) && IsPlain(network, product) ? product : null)];
        return RunsOf(candidates).Concat(RunsOf([.. candidates.Select(static product => product?.FanOut <= Tiling.WidestLanes ? product : null)]))
            .Select(static run => new HeadProduct(run))
            .FirstOrDefault(static product => product.SavesTiles);
    }

    private bool SavesTiles => Parts.Length > 1
        && (long)Rows * Whole.FanOut <= Tiling.PackedWeights
        && Tiling.Registers(Whole.FanOut) < Parts.Sum(static part => Tiling.Registers(part.FanOut));

    // A batch normalization scales its product in inference, and rounded weights have kernels of their own.
    private static bool IsPlain(NetworkSpec network, MatMul product) => !product.IsPointwise && product.Weights == TensorRole.Weights
        && !product.Layer.BatchNormalization && new MatMulPlan(product).Reads(network) == WeightFormat.Single;

    private static int LastMapOf(IReadOnlyList<Operation> steps, int value)
    {
        while (steps.First(step => step.Writes == value) is { KeepsPlaces: true } step && step.Reads[0] != Graph.Inputs) value = step.Reads[0];
        return value;
    }

    // Neighbours that read the same and are alike in whether they have biases.
    private static IEnumerable<ImmutableArray<MatMul>> RunsOf(IReadOnlyList<MatMul?> steps)
    {
        var run = ImmutableArray.CreateBuilder<MatMul>();
        foreach (MatMul? step in steps)
        {
            if (run.Count > 0 && (step is null || step.Reads[0] != run[0].Reads[0] || step.HasBias != run[0].HasBias))
            {
                yield return run.ToImmutable();
                run.Clear();
            }

            if (step is not null) run.Add(step);
        }
    }
}
