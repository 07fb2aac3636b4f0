namespace Layerwise.Reference;

/// <summary>What a forward pass computed.</summary>
/// <param name="inputs">[rows][inputs].</param>
public sealed class ReferencePass(double[][] inputs)
{
    private readonly List<LayerPass> _layers = [];

    /// <summary>The samples, [rows][inputs].</summary>
    public double[][] Inputs { get; } = inputs;

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<LayerPass> Layers => _layers;

    /// <summary>The outputs of the last layer, [rows][outputs].</summary>
    public double[][] Outputs => _layers[^1].Outputs;

    /// <summary>Running means and variances of all layers after the pass.</summary>
    public double[] RunningStatistics => [.. _layers.SelectMany(layer => layer.RunningStatistics)];

    /// <summary>What a layer saw, [rows][fanIn].</summary>
    /// <param name="layer">Zero-based index.</param>
    public double[][] LayerInputs(int layer) => layer == 0 ? Inputs : _layers[layer - 1].Outputs;

    internal void Add(LayerPass layer) => _layers.Add(layer);
}
