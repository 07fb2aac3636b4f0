namespace Layerwise.Reference;

/// <summary>What a forward pass computed: pre-activations z and activations a of every layer, [layer][row][unit].</summary>
/// <param name="inputs">[rows][inputs].</param>
public sealed class ReferencePass(double[][] inputs)
{
    private readonly List<double[][]> _preActivations = [];
    private readonly List<double[][]> _activations = [];

    /// <summary>The samples, [rows][inputs].</summary>
    public double[][] Inputs { get; } = inputs;

    /// <summary>z, [layer][row][unit].</summary>
    public IReadOnlyList<double[][]> PreActivations => _preActivations;

    /// <summary>a = φ(z), [layer][row][unit].</summary>
    public IReadOnlyList<double[][]> Activations => _activations;

    /// <summary>The activations of the last layer, [rows][outputs].</summary>
    public double[][] Outputs => _activations[^1];

    /// <summary>What a layer saw, [rows][fanIn].</summary>
    /// <param name="layer">Zero-based index.</param>
    public double[][] LayerInputs(int layer) => layer == 0 ? Inputs : _activations[layer - 1];

    internal void Add(double[][] preActivations, double[][] activations)
    {
        _preActivations.Add(preActivations);
        _activations.Add(activations);
    }
}
