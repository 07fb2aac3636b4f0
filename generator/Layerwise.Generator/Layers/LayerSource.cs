using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers;

/// <summary>What a kind of layer reads a layer from.</summary>
/// <param name="Arguments">Of the attribute that declares it.</param>
/// <param name="Index">Its zero-based place in the network.</param>
/// <param name="Input">
/// What comes in: what the layer before makes, or what the network says of its inputs. Null where it says nothing, or the layer before is faulty: then a kind
/// whose attribute doesn't say what it takes makes nothing of it, without a fault of its own.
/// </param>
internal readonly record struct LayerSource(AttributeArguments Arguments, int Index, Shape? Input);
