namespace Layerwise.Reference.Dense;

/// <summary>The derivatives in a dense layer, those of samples as [rows][unit].</summary>
/// <param name="Parameters">With respect to each parameter, summed over the samples.</param>
/// <param name="Inputs">With respect to each input.</param>
/// <param name="Outputs">With respect to each output.</param>
/// <param name="PreActivations">With respect to each pre-activation z.</param>
/// <param name="Deltas">With respect to each x·W + b; without batch normalization that is z.</param>
public sealed record DenseGradients(
    double[] Parameters, double[][] Inputs, double[][] Outputs, double[][] PreActivations, double[][] Deltas) : LayerGradients(Parameters, Inputs);
