namespace Layerwise.Generator.Parsing;

/// <summary>From attributes to layers: a [Layer] stands for as many as its Repeat says.</summary>
internal static class LayerRuns
{
    /// <summary>What a network may have. Beyond this the methods that call the layers one after the other would come near the JIT's limits.</summary>
    public const int MostLayers = 256;

    /// <summary>The attribute of each layer. One whose Repeat is out of range stands for one.</summary>
    public static AttributeArguments[] Expand(AttributeArguments[] attributes) =>
        [.. attributes.SelectMany(static attribute => Enumerable.Repeat(attribute, attribute.Repeat is >= 1 and <= MostLayers ? attribute.Repeat : 1))];
}
