using Layerwise;

namespace InitializationLab.Weights;

/// <summary>
/// One way to draw all weights of a network. Networks of equal shape and activation are compiled once; what an experiment varies is written
/// into their <see cref="INetwork{TSelf}.Parameters"/>.
/// </summary>
/// <param name="Name">What tables and legends call it.</param>
/// <param name="Fill">Draws the weights of one layer.</param>
/// <param name="Variance">What they vary by, about their mean.</param>
internal sealed record WeightScheme(string Name, WeightFill Fill, Func<LayerInfo, double> Variance)
{
    /// <summary>What the weights are drawn about.</summary>
    public double Mean { get; init; }

    /// <summary>The number on the diagonal, where the weights are that and nothing else.</summary>
    public double? Diagonal { get; init; }

    /// <summary>Whether the units of a layer start as different ones.</summary>
    public bool TellsUnitsApart { get; init; } = true;

    /// <summary>Biases, normalizations and running estimates as declared, weights by this scheme.</summary>
    public void Draw<TNetwork>(TNetwork network, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.Initialize(seed);
        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        for (int l = 0; l < layers.Length; l++)
        {
            Fill(network.Parameters.Slice(layers[l].WeightsOffset, layers[l].WeightCount), layers[l], seed, l);
        }
    }

    /// <summary>The network under this scheme, for upstream gradients with respect to its activations.</summary>
    public NetworkPrediction Predict<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        LayerDesign[] designs = SignalPropagation.Designs<TNetwork>();
        for (int l = 0; l < designs.Length; l++)
        {
            designs[l] = designs[l] with { WeightVariance = Variance(layers[l]), WeightMean = Mean, Diagonal = Diagonal };
        }

        return SignalPropagation.Predict(designs);
    }
}
