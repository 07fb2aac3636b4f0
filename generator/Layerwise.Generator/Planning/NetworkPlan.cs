using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>How a network is compiled: a plan for each layer, and where inference keeps what passes between them.</summary>
/// <param name="Network">The network.</param>
/// <param name="Inference">The steps of inference, one for each layer.</param>
/// <param name="Training">The steps of training forward; backward they run in reverse.</param>
/// <param name="SampleScratch">Floats that one sample needs for its hidden activations; 0 for a single layer.</param>
/// <param name="IsSampleOnStack">Whether they lie on the stack, with the scales of normalizations.</param>
/// <param name="BlockRows">Samples that pass through all layers together.</param>
/// <param name="ForwardPanel">Floats of the largest panel of weights that inference copies together; 0 if it never does.</param>
internal sealed record NetworkPlan(
    NetworkSpec Network,
    ImmutableArray<MatMulPlan> Inference,
    ImmutableArray<Operation> Training,
    int SampleScratch,
    bool IsSampleOnStack,
    int BlockRows,
    int ForwardPanel)
{
    public static NetworkPlan Of(NetworkSpec network)
    {
        (int even, int odd) = HiddenWidths(network);
        long scratch = (long)even + odd;
        Operation[] operations = [.. Lowering.Of(network)];
        var inference = Fusion.ForInference(operations).Select(MatMulPlan.Of).ToImmutableArray();
        int panel = (int)inference.Max(static product => product.ForwardPanel);
        return new NetworkPlan(
            network,
            inference,
            Fusion.ForTraining(operations).ToImmutableArray(),
            (int)scratch,
            scratch + ScalesOf(network) <= CodeBudget.StackFloats,
            RowsPerBlock(scratch, panel > 0),
            panel);
    }

    /// <summary>The place of the last product among the steps of training.</summary>
    public int LastProduct => Training.Length - 1 - Training.Reverse().TakeWhile(static operation => operation is not MatMul).Count();

    /// <summary>Floats that inference needs for what it multiplies and adds in place of normalizations; 0 without them.</summary>
    public int ScalesLength => ScalesOf(Network);

    /// <summary>Where those of a layer start among them.</summary>
    public int ScalesOffset(LayerSpec layer) => Network.Layers.Take(layer.Index).Sum(PaddedScales);

    /// <summary>Floats of the largest panel of weights that training copies together or transposes.</summary>
    public long TrainingPanel => Training.OfType<MatMul>().Max(static product => MatMulPlan.Of(product).TrainingPanel);

    /// <summary>Where the hidden activations behind a layer start among those of <paramref name="rows"/> samples.</summary>
    /// <remarks>Two layers in a row never share room; every second one does.</remarks>
    public int ScratchOffset(LayerSpec layer, int rows) => layer.Index % 2 == 0 ? 0 : HiddenWidths(Network).Even * rows;

    private static (int Even, int Odd) HiddenWidths(NetworkSpec network)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < network.Layers.Count - 1; i++)
        {
            int width = Padded(network.Layers[i].FanOut);
            if (i % 2 == 0) even = Math.Max(even, width);
            else odd = Math.Max(odd, width);
        }

        return (even, odd);
    }

    private static int ScalesOf(NetworkSpec network) => network.Layers.Sum(PaddedScales);

    private static int PaddedScales(LayerSpec layer) => Padded(layer.BatchNormalization ? 2 * layer.FanOut : 0);

    // A multiple of the tile's rows, so that only the last block of a batch computes rows twice. Weights that fit no cache are read once for
    // each block: then large blocks matter more than that the hidden activations stay near.
    private static int RowsPerBlock(long scratchPerRow, bool hasLargeWeights)
    {
        const int tile = CodeBudget.BatchAccumulators;
        const int most = 8 * tile;
        if (scratchPerRow == 0) return most;
        long rows = (hasLargeWeights ? CodeBudget.LargeBlockFloats : CodeBudget.BlockFloats) / scratchPerRow;
        return (int)Math.Max(tile, Math.Min(rows, most) / tile * tile);
    }

    // Whole cache lines, so that the activations behind the next layer start on one too.
    private static int Padded(int width) => (width + CodeBudget.WidestLanes - 1) / CodeBudget.WidestLanes * CodeBudget.WidestLanes;
}
