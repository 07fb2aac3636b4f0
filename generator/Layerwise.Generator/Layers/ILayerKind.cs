using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers;

/// <summary>
/// A kind of layer: all that tells it from others, but for its numbers, which its <see cref="LayerSpec"/> holds. It lives in a folder of its own, and runs
/// once it stands in <see cref="LayerKinds.All"/>.
/// </summary>
internal interface ILayerKind
{
    /// <summary>The full names of the attributes that declare it: one for a layer, and one for an output where it can be one.</summary>
    IReadOnlyList<string> AttributeNames { get; }

    /// <summary>The parameter of the attribute that says what it takes: where a layer that doesn't fit is reported.</summary>
    string InputParameter { get; }

    /// <summary>The parameter that says what it makes.</summary>
    string OutputParameter { get; }

    /// <summary>What its layers say that they are.</summary>
    LayerKind Kind { get; }

    /// <summary>Whether its layers take one step of a sequence after the other, and remember.</summary>
    bool IsRecurrent { get; }

    /// <summary>Whether its layers mix the steps of a sequence without remembering: then none has a place in a network that goes step by step.</summary>
    bool MixesSteps { get; }

    /// <summary>Reads a layer, as if its parameters were the first of the network.</summary>
    Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope);

    /// <summary>Adds the steps that a layer of this kind is made of, none of them fused with another; the last one writes what the layer makes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">One of its layers.</param>
    /// <param name="graph">The steps so far.</param>
    void Lower(NetworkSpec network, LayerSpec layer, Graph graph);
}
