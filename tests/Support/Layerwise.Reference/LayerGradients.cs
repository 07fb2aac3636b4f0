namespace Layerwise.Reference;

/// <summary>The derivatives of one scalar function of the outputs in one layer. A kind of layer may add those in between.</summary>
/// <param name="Parameters">With respect to each of its parameters, summed over the samples.</param>
/// <param name="Inputs">With respect to each of its inputs, [rows][inputs].</param>
public abstract record LayerGradients(double[] Parameters, double[][] Inputs)
{
    /// <summary>With respect to what its residual connection brought, [rows][outputs]; null where it has none.</summary>
    public virtual double[][]? Around => null;
}
