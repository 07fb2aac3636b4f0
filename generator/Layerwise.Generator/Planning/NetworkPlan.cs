using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Generator.Planning;

/// <summary>How a network is compiled: a plan for each layer, and where inference keeps what passes between them.</summary>
/// <param name="Network">The network.</param>
/// <param name="Layers">The plans, first layer first.</param>
/// <param name="SampleScratch">Floats that one sample needs for its hidden activations; 0 for a single layer.</param>
/// <param name="IsSampleOnStack">Whether they lie on the stack.</param>
/// <param name="BlockRows">Samples that pass through all layers together.</param>
internal sealed record NetworkPlan(
    NetworkSpec Network,
    ImmutableArray<LayerPlan> Layers,
    int SampleScratch,
    bool IsSampleOnStack,
    int BlockRows)
{
    public static NetworkPlan Of(NetworkSpec network)
    {
        (int even, int odd) = HiddenWidths(network);
        long scratch = (long)even + odd;
        return new NetworkPlan(
            network,
            network.Layers.Select(LayerPlan.Of).ToImmutableArray(),
            (int)scratch,
            scratch <= CodeBudget.StackFloats,
            RowsPerBlock(scratch));
    }

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

    // A multiple of the tile's rows, so that only the last block of a batch computes rows twice.
    private static int RowsPerBlock(long scratchPerRow)
    {
        const int tile = CodeBudget.BatchAccumulators;
        long rows = scratchPerRow == 0 ? 8 * tile : CodeBudget.BlockFloats / scratchPerRow;
        return (int)Math.Max(tile, Math.Min(rows, 8 * tile) / tile * tile);
    }

    // Whole cache lines, so that the activations behind the next layer start on one too.
    private static int Padded(int width) => (width + CodeBudget.WidestLanes - 1) / CodeBudget.WidestLanes * CodeBudget.WidestLanes;
}
