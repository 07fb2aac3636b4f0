namespace Layerwise.Runtime;

/// <summary>What each layer of a network takes: the layer before it or, as the first one of an output, the last that all outputs share.</summary>
internal static class LayerInputs
{
    /// <summary>The index of the layer whose results a layer takes; −1 for the inputs of the network.</summary>
    public static int Before<TNetwork>(int layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        string? head = TNetwork.Layers[layer].Head;
        int before = layer - 1;
        if (before >= 0 && head is not null && TNetwork.Layers[before].Head != head)
        {
            while (before >= 0 && TNetwork.Layers[before].Head is not null) before--;
        }

        return before;
    }

    /// <summary>The dimensions of what a layer takes, channels last; of a dense layer that goes over each step of a sequence by itself, those of a step.</summary>
    public static IReadOnlyList<int> Shape<TNetwork>(int layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.Layers[layer].Window is { } window) return window.Input;
        if (TNetwork.Steps > 0) return [TNetwork.Layers[layer].FanIn];
        int before = Before<TNetwork>(layer);
        return before >= 0 && TNetwork.Layers[before].Window is { } windowBefore ? windowBefore.Output : [TNetwork.Layers[layer].InputSize];
    }
}
