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
    public double[] RunningStatistics => [.. _layers.SelectMany(layer => layer.Normalization?.RunningStatistics ?? [])];

    /// <summary>What a layer saw, [rows][fanIn].</summary>
    /// <param name="layer">Zero-based index.</param>
    public double[][] LayerInputs(int layer) => layer == 0 ? Inputs : _layers[layer - 1].Outputs;

    internal void Add(LayerPass layer) => _layers.Add(layer);
}

/// <summary>What a forward pass computed in one layer, each [rows][fanOut].</summary>
/// <param name="Linear">x·W + b.</param>
/// <param name="Normalization">What batch normalization made of it; null without.</param>
/// <param name="PreActivations">z, after batch normalization.</param>
/// <param name="Activations">a = φ(z).</param>
/// <param name="Mask">What dropout multiplied them by; null where it did not.</param>
/// <param name="Outputs">What the next layer sees.</param>
public sealed record LayerPass(
    double[][] Linear, Normalization? Normalization, double[][] PreActivations, double[][] Activations, double[][]? Mask, double[][] Outputs);
