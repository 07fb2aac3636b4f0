namespace Layerwise.Reference;

/// <summary>What a forward pass computed.</summary>
/// <param name="network">The network.</param>
/// <param name="inputs">[rows][inputs].</param>
public sealed class ReferencePass(ReferenceNetwork network, double[][] inputs)
{
    private readonly List<LayerPass> _layers = [];

    /// <summary>The samples, [rows][inputs].</summary>
    public double[][] Inputs { get; } = inputs;

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<LayerPass> Layers => _layers;

    /// <summary>The outputs, [rows][all outputs].</summary>
    public double[][] Outputs => ReferenceNetwork.Joined([.. network.Heads.Select(head => _layers[head.Last].Outputs)]);

    /// <summary>Running means and variances of all layers after the pass.</summary>
    public double[] RunningStatistics => [.. _layers.SelectMany(layer => layer.RunningStatistics)];

    /// <summary>What a layer saw, [rows][fanIn].</summary>
    /// <param name="layer">Zero-based index.</param>
    public double[][] LayerInputs(int layer) => network.SourceOf(layer) is var source and >= 0 ? _layers[source].Outputs : Inputs;

    internal void Add(LayerPass layer) => _layers.Add(layer);
}
