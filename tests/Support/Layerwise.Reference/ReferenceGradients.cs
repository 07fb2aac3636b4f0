namespace Layerwise.Reference;

/// <summary>The derivatives of one scalar function of the outputs.</summary>
/// <param name="Parameters">With respect to each parameter, summed over the samples, in the order of the flat vector.</param>
/// <param name="Inputs">With respect to each input, [rows][inputs].</param>
/// <param name="Layers">The same in each layer, with what lies between.</param>
public sealed record ReferenceGradients(double[] Parameters, double[][] Inputs, IReadOnlyList<LayerGradients> Layers);
