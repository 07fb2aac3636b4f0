using Layerwise.Generator.Model;

namespace Layerwise.Generator.Parsing;

/// <summary>Where a dropout that stands on the output layer would do its work.</summary>
internal static class DropoutPlace
{
    // More would leave that layer too little.
    private const float Most = 0.5f;

    /// <summary>
    /// The hidden layer before that of an output, if it can have the last one's dropout: it has none itself, no normalization that dropout would undo follows, and
    /// it is no Selu, which normalizes by itself.
    /// </summary>
    public static LayerSpec? Before(EquatableArray<LayerSpec> layers, LayerSpec last)
    {
        if (last.Index == 0) return null;
        LayerSpec hidden = layers[last.Index - 1];
        bool canHave = hidden is { Dropout: 0, Traits.IsSelfNormalizing: false } && hidden.Head == last.Head;
        return canHave && last is { Dropout: > 0 and <= Most, BatchNormalization: false } ? hidden : null;
    }
}
