namespace Layerwise.Reference;

/// <summary>What a forward pass computed in one layer. A kind of layer adds what its own backward pass needs.</summary>
/// <param name="Inputs">[rows][inputs].</param>
/// <param name="Outputs">What the next layer sees, [rows][outputs].</param>
public abstract record LayerPass(double[][] Inputs, double[][] Outputs)
{
    /// <summary>What a workspace shows as the layer's activations, [rows][outputs].</summary>
    public abstract double[][] Activations { get; init; }

    /// <summary>What it shows as pre-activations, where it keeps them.</summary>
    public abstract double[][] PreActivations { get; init; }

    /// <summary>Running statistics after the pass.</summary>
    public virtual double[] RunningStatistics => [];
}
