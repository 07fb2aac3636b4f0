using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;
using Layerwise.Traits;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>The repair that writes another activation, with all that doesn't go with that one.</summary>
internal static class ActivationChange
{
    /// <summary>Writes another activation, and another initializer where the written one suits only the old activation.</summary>
    public static Repair To(DeclaredNetwork network, LayerSpec layer, Activation activation)
    {
        bool keepsSlope = ActivationTraits.Of(activation).Slope != SlopeRole.None && layer.Traits.Slope != SlopeRole.None;
        Repair change = Repair.ChangeTo(activation, network.Arguments(layer).LocationOf("activation"));
        if (!keepsSlope) change = change.Without("Slope");

        return SuitableInitializer.Follow(network, layer, change, Apply(layer, activation));
    }

    /// <summary>The same on several layers.</summary>
    public static Repair To(DeclaredNetwork network, IReadOnlyList<LayerSpec> layers, Activation activation) => layers
        .Select(layer => To(network, layer, activation))
        .Aggregate(static (all, one) => all.And(one))
        .Titled($"Use Activation.{activation} on {MessageText.Layers(layers.Select(static layer => layer.Number).ToArray())}");

    /// <summary>The layer with that activation, and the same weights.</summary>
    public static LayerSpec Apply(LayerSpec layer, Activation activation)
    {
        ActivationTraits traits = ActivationTraits.Of(activation);
        float slope = traits.Slope == SlopeRole.None ? 0 : layer.Traits.Slope == SlopeRole.None ? traits.DefaultSlope : layer.Slope;
        return layer with { Activation = activation, Custom = null, Slope = slope };
    }
}
