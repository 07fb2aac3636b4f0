namespace Layerwise.Reference;

/// <summary>The derivatives of one scalar function of the outputs.</summary>
/// <param name="Parameters">By each parameter, summed over the samples, in the order of the flat vector.</param>
/// <param name="Inputs">By each input, [rows][inputs].</param>
/// <param name="Outputs">By each output of each layer, [layer][row][unit].</param>
/// <param name="PreActivations">By each pre-activation z, [layer][row][unit].</param>
/// <param name="Deltas">By each x·W + b, [layer][row][unit]; without batch normalization that is z.</param>
public sealed record ReferenceGradients(
    double[] Parameters, double[][] Inputs, double[][][] Outputs, double[][][] PreActivations, double[][][] Deltas);
