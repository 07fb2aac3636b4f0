using Layerwise.Reference;
using Layerwise.Reference.Dense;
using Layerwise.Reference.Recurrent;
using Layerwise.Reference.Windows;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a layer in float, forward and then backward, beside the exact values of its <see cref="LayerPass"/>: one class for each kind.</summary>
internal abstract class LayerError
{
    /// <summary>Of its outputs, [rows][outputs].</summary>
    public abstract double[][] Outputs { get; }

    /// <summary>Of its activations.</summary>
    public abstract double[][] Activations { get; }

    /// <summary>Of its pre-activations.</summary>
    public abstract double[][] PreActivations { get; }

    /// <summary>Of the derivatives with respect to what a residual connection brought, after the way back; null where the layer has none.</summary>
    public virtual double[][]? Around => null;

    /// <summary>Of its running statistics after the pass.</summary>
    public virtual double[] OfRunningStatistics() => [];

    /// <summary>Of the derivatives with respect to its inputs, from those with respect to its outputs.</summary>
    /// <param name="exact">The derivatives.</param>
    /// <param name="errors">The standard errors of those with respect to its outputs.</param>
    /// <param name="parameters">Receives those of its parameters.</param>
    public abstract double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters);

    /// <summary>The same from those with respect to its pre-activations, where a loss takes φ′ away.</summary>
    public abstract double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters);

    /// <summary>The error of a forward pass.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its own.</param>
    /// <param name="pass">Its exact values.</param>
    /// <param name="inherited">The standard errors of its inputs.</param>
    /// <param name="around">Those of what its residual connection brings; null where it has none.</param>
    public static LayerError Of(ReferenceLayer layer, double[] parameters, LayerPass pass, double[][] inherited, double[][]? around) => (layer, pass) switch
    {
        (ReferenceOrdered ordered, OrderedPass at) => new OrderedError(ordered, parameters, at, inherited, around),
        (ReferenceConvolution convolution, ConvolutionPass at) => new ConvolutionError(convolution, parameters, at, inherited, around),
        (ReferencePooling pooling, PoolingPass at) => new PoolingError(pooling, at, inherited),
        (ReferenceRecurrent recurrent, RecurrentPass at) => new RecurrentError(recurrent, parameters, at, inherited, around),
        (ReferenceDense dense, DensePass at) => new DenseError(dense, parameters, at, inherited),
        _ => throw new ArgumentException($"Nothing says how {layer.GetType().Name} rounds.", nameof(layer)),
    };
}
