using Layerwise.Generator.Model;
using Layerwise.Tensors;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>How much memory a training workspace takes, as the runtime allocates it.</summary>
internal static class WorkspaceSize
{
    // Columns that a tile of kernels may cover: three of the widest registers.
    private const int MostPanelColumns = 3 * Tiling.WidestLanes;

    /// <summary>Floats that a layer keeps of each sample between the passes.</summary>
    public static long OfLayer(NetworkPlan plan, LayerSpec layer)
    {
        long floats = Regions(plan, layer).Sum();
        var further = new HashSet<int>();
        for (int step = 0; step < plan.Training.Length; step++)
        {
            if (plan.Training[step].Layer.Index != layer.Index) continue;
            KeptValue kept = plan.Memory.Kept[step];
            if (kept.Role == ValueRole.Further && further.Add(kept.Index)) floats += plan.Memory.FurtherWidths[kept.Index];
            if (plan.Memory.Rooms[step] is { } room) floats += plan.Memory.FurtherWidths[room];
        }

        return floats;
    }

    /// <summary>Floats of a workspace for batches of some samples: what layers keep, the inputs, derivatives, and room for kernels.</summary>
    public static long Floats(NetworkPlan plan, int rows)
    {
        NetworkSpec network = plan.Network;
        int widest = Math.Max(network.InputSize, network.Layers.Max(static layer => layer.Output.Size));
        IEnumerable<int> deltas = plan.HasPlainDeltas ? [widest, widest] : plan.Memory.DeltaWidths.AsEnumerable();
        IEnumerable<int> widths = [network.InputSize, .. network.Layers.SelectMany(layer => Regions(plan, layer)), .. plan.FurtherWidths, .. deltas];
        long deviations = network.Layers.Where(static layer => layer.BatchNormalization).Sum(static layer => Region(1, (int)layer.Tensors.Length(TensorRole.Gamma)));
        long states = network.StateSize > 0 ? Region(rows, network.StateSize) : 0;
        return widths.Sum(width => Region(rows, width)) + deviations + states + Math.Max(plan.TrainingPanel, Region((long)rows * Math.Max(1, network.Steps), MostPanelColumns));
    }

    // Activations, and beside them what some layers keep.
    private static IEnumerable<int> Regions(NetworkPlan plan, LayerSpec layer)
    {
        yield return layer.Output.Size;
        bool Keeps(ValueRole role) => plan.Memory.Kept.Contains(new KeptValue(role, layer.Index));
        if (Keeps(ValueRole.PreActivations)) yield return layer.Output.Size;
        if (layer.BatchNormalization) yield return layer.ActivatesInputs ? layer.Input.Size : layer.Output.Size;
        if (Keeps(ValueRole.Outputs)) yield return layer.Output.Size;
    }

    // Whole cache lines, and one more behind them.
    private static long Region(long rows, int width) => (((rows * width) + Tiling.WidestLanes - 1) / Tiling.WidestLanes * Tiling.WidestLanes) + Tiling.WidestLanes;
}
