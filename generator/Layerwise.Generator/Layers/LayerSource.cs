using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers;

/// <summary>What a kind of layer reads a layer from.</summary>
/// <param name="Arguments">Of the attribute that declares it.</param>
/// <param name="Index">Its zero-based place in the network.</param>
/// <param name="Input">
/// What comes in: what the layer before makes, or what the network says of its inputs. Null for the first layer where the network says nothing, and behind a
/// faulty layer. A kind whose attribute doesn't say what it takes makes nothing of that, and says why where nobody did.
/// </param>
internal readonly record struct LayerSource(AttributeArguments Arguments, int Index, Shape? Input)
{
    /// <summary>Whether what comes in is unknown because of a fault that is said already.</summary>
    public bool FollowsFault { get; init; }

    /// <summary>Whether positions are steps of a sequence, because a recurrent layer goes over them.</summary>
    public bool IsOfSequence { get; init; }

    /// <summary>How many steps come in; 0 where a sample is no sequence.</summary>
    public int Steps => IsOfSequence && Input is { Dimensions.Count: 2 } shape ? shape.Width : 0;
}
