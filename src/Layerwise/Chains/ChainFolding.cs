namespace Layerwise.Chains;

/// <summary>Makes normalizations part of the weights, for networks that don't train on.</summary>
internal static class ChainFolding
{
    /// <summary>All of them.</summary>
    public static void Fold(IReadOnlyList<ChainLayer> layers)
    {
        for (int l = 0; l < layers.Count; l++)
        {
            layers[l].Fold();
            FoldBehind(layers, l);
        }
    }

    /// <summary>One behind the activation of a layer, of whose next one it becomes a part: the last has none.</summary>
    public static void FoldBehind(IReadOnlyList<ChainLayer> layers, int index)
    {
        if (layers[index].Behind is not null) layers[index + 1].ScaleInputs(layers[index].TakeBehind());
    }
}
