using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>The repair of dropout that stands on the output layer.</summary>
internal static class OutputDropout
{
    /// <summary>Moves it to the hidden layer before, whose units it may drop, or removes it where there is no place for it.</summary>
    public static Repair Repair(DeclaredNetwork network, LayerSpec last) => Repair(
        network.Arguments(last).LocationOf("Dropout"),
        DropoutPlace.Before(network.Spec.Layers, last) is { } place ? network.Arguments(place).Location : null);

    /// <summary>Moves it to another layer, or removes it.</summary>
    /// <param name="option">The value of the option.</param>
    /// <param name="place">The attribute of the layer that gets it, if any.</param>
    public static Repair Repair(Location option, Location? place)
    {
        Repair removal = Networks.Repair.Remove(option);
        return place is not null && option.SourceTree is { } tree
            ? removal.And(Networks.Repair.Set("Dropout", tree.GetText().ToString(option.SourceSpan), place)).Titled("Move 'Dropout' to the layer before")
            : removal;
    }
}
