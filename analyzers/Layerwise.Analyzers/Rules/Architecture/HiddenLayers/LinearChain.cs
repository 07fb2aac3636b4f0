using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>Layers in a row with nothing but linear maps between them: all but the last are linear, and the last has any activation.</summary>
/// <param name="Layers">Two or more.</param>
internal sealed record LinearChain(ImmutableArray<LayerSpec> Layers)
{
    public LayerSpec First => Layers[0];

    public LayerSpec Last => Layers[Layers.Length - 1];

    /// <summary>Whether the first layer bends its inputs: one layer can replace the chain only where the last one does not bend its outputs too.</summary>
    public bool ActivatesInputs => First is { ActivatesInputs: true } and not { Traits.IsLinear: true, NormalizesSamples: false };

    /// <summary>
    /// The chains that one layer could replace. A product of matrices has at most the rank of its narrowest place: where that is narrower than both
    /// ends, the chain is a model of its own, of two layers, and only what is before or after that place is redundant.
    /// </summary>
    public static IEnumerable<LinearChain> Redundant(NetworkSpec network)
    {
        int first = 0;
        while (first < network.Last.Index)
        {
            int last = first;
            while (IsLinear(network, network.Layers[last]) && network.OnlyReaderOf(network.Layers[last]) is { IsFullyConnected: true }) last++;
            if (last > first)
            {
                foreach (LinearChain chain in new LinearChain(network.Layers.Skip(first).Take(last - first + 1).ToImmutableArray()).Redundant()) yield return chain;
            }

            first = last + 1;
        }
    }

    /// <summary>The network with one layer in place of the chain: the inputs of the first, and everything else of the last.</summary>
    public NetworkSpec MergedIn(NetworkSpec network) => network with
    {
        Layers = new EquatableArray<LayerSpec>(network.Layers
            .Where(layer => layer.Index < First.Index || layer.Index >= Last.Index)
            .Select((layer, index) => layer with { Index = index, FanIn = layer.Index == Last.Index ? First.FanIn : layer.FanIn })
            .ToImmutableArray()),
        Heads = new EquatableArray<HeadSpec>(network.Heads.Select(head => head with { First = IndexInMerged(head.First), Last = IndexInMerged(head.Last) }).ToImmutableArray()),
    };

    private int IndexInMerged(int layer) => layer <= First.Index ? layer : Math.Max(First.Index, layer - (Last.Index - First.Index));

    private IEnumerable<LinearChain> Redundant()
    {
        LayerSpec narrowest = Layers.Take(Layers.Length - 1).OrderBy(static layer => layer.FanOut).First();
        int bottleneck = narrowest.FanOut < Math.Min(First.FanIn, Last.FanOut) ? narrowest.Index - First.Index : -1;
        return new[] { Layers.Take(bottleneck + 1), Layers.Skip(bottleneck + 1) }
            .Select(static part => part.ToImmutableArray())
            .Where(static part => part.Length > 1)
            .Select(static part => new LinearChain(part))
            .Where(static chain => !chain.ActivatesInputs || chain.Last is { Traits.IsLinear: true, BatchNormalization: false, NormalizesSamples: false });
    }

    // Statistics of a batch and dropped units stand in the way of the layer after; what that does with its own sums does not. What a residual connection takes or brings belongs
    // to neither of the two.
    private static bool IsLinear(NetworkSpec network, LayerSpec layer) =>
        layer is { IsLinear: true, IsFullyConnected: true, BatchNormalization: false }
        && network.OnlyReaderOf(layer) is { ActivatesInputs: false }
        && !network.HasResidualWithin(layer.Index, layer.Index + 1);
}
