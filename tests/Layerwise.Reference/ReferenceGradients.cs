namespace Layerwise.Reference;

/// <summary>The derivatives of one scalar function of the outputs.</summary>
/// <param name="Parameters">By each parameter, summed over the samples, in the order of the flat vector.</param>
/// <param name="Inputs">By each input, [rows][inputs].</param>
/// <param name="Deltas">By each pre-activation, [layer][row][unit].</param>
public sealed record ReferenceGradients(double[] Parameters, double[][] Inputs, double[][][] Deltas);
