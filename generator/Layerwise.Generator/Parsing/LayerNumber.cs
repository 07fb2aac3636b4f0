using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Parsing;

/// <summary>The layer that a fault is about, as the first of its arguments. What is said of several in the same words is said once, of all of them.</summary>
/// <param name="Value">How messages count it: from 1.</param>
internal readonly record struct LayerNumber(int Value)
{
    public override string ToString() => "Layer " + Literal.Of(Value);
}
