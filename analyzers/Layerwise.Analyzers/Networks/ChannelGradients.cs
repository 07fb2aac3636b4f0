using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Networks;

/// <summary>
/// Gradients as weights meet them: of all positions of a channel together, the root of the sum of their squares. A pooling layer that leaves a quarter of the positions brings
/// each input a quarter of the power, and the weights before it meet four times as many. Without positions it is the gradient itself.
/// </summary>
internal static class ChannelGradients
{
    /// <summary>A prediction of layers whose gradients are those, in units of that at the outputs.</summary>
    public static LayerPrediction[] Of(NetworkSpec network, NetworkPrediction prediction) =>
    [
        .. network.Layers.Select(layer =>
        {
            int source = network.SourceOf(layer);
            double taken = Positions(source < 0 ? layer.Input : network.Layers[source].Output);
            double made = Positions(layer.Output);
            double answered = Positions(network.LastOf(network.Heads.First(head => head.Last >= layer.Index)).Output);
            LayerPrediction predicted = prediction.Layers[layer.Index];
            return predicted with { GradientRms = predicted.GradientRms * Math.Sqrt(made / answered), GradientGain = predicted.GradientGain * Math.Sqrt(taken / made) };
        }),
    ];

    private static double Positions(Shape shape) => (double)shape.Size / shape.Channels;
}
