using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Networks;

/// <summary>What mean-field theory says of a declaration, and of what it would be after a repair.</summary>
internal static class Predictions
{
    /// <summary>Of a network with other options on its layers.</summary>
    public static NetworkPrediction Of(NetworkSpec network, IEnumerable<LayerSpec> layers) =>
        (network with { Layers = new EquatableArray<LayerSpec>(layers.ToImmutableArray()) }).Predict();

    /// <summary>Of the steps of a recurrent layer, were it of a kind and drawn in a way; null where that is not known.</summary>
    public static TimePrediction? OverTime(NetworkSpec network, LayerSpec layer, LayerKind kind, RecurrenceInfo recurrence)
    {
        int source = network.SourceOf(layer);
        double inputs = source < 0 ? Math.Sqrt(network.InputPower) : network.Predict().Layers[source].SignalRms;
        if (!(inputs > 0) || double.IsInfinity(inputs)) return null;
        LayerDesign design = layer.Design with { Kind = kind, Recurrence = recurrence, Residual = false, Dropout = 0 };
        return Forecasts.Of(new EquatableArray<LayerDesign>(ImmutableArray.Create(design)), inputs * inputs).Layers[0].OverTime;
    }

    /// <summary>Of one layer with weights by itself, for inputs of mean square 1, without its dropout, and far from borders.</summary>
    public static LayerPrediction Of(LayerSpec layer) =>
        Forecasts.Of(new EquatableArray<LayerDesign>(ImmutableArray.Create(layer.Design with { Dropout = 0, Window = null })), inputPower: 1).Layers[0];
}
