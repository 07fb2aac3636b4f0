using Layerwise.Reference;
using Layerwise.Reference.Windows;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a convolution: those of the dense layer whose samples are its patches.</summary>
internal sealed class ConvolutionError : LayerError
{
    private readonly ReferenceConvolution _layer;
    private readonly OrderedError _inner;
    private readonly int _rows;

    public ConvolutionError(ReferenceConvolution layer, double[] parameters, ConvolutionPass pass, double[][] inherited, double[][]? around)
    {
        (_layer, _rows) = (layer, pass.Inputs.Length);
        _inner = new OrderedError(layer.Inner, layer.Expanded(parameters), pass.Inner, Patches.Cut(inherited, layer.Patches.Channels), layer.Around(around));
    }

    /// <inheritdoc/>
    public override double[][] Outputs => Patches.Cut(_inner.Outputs, _layer.OutputSize);

    /// <inheritdoc/>
    public override double[][] Activations => Patches.Cut(_inner.Activations, _layer.OutputSize);

    /// <inheritdoc/>
    public override double[][] PreActivations => Patches.Cut(_inner.PreActivations, _layer.OutputSize);

    /// <inheritdoc/>
    public override double[][]? Around => _layer.BackAround(_inner.Around, _rows);

    /// <inheritdoc/>
    public override double[] OfRunningStatistics() => _inner.OfRunningStatistics();

    /// <inheritdoc/>
    public override double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        double[] ofDense = new double[_layer.Inner.ParameterCount];
        double[][] inputs = _inner.Backward(((ConvolutionGradients)exact).Inner, Patches.Cut(errors, _layer.Filters), ofDense);
        return Done(ofDense, inputs, parameters);
    }

    /// <inheritdoc/>
    public override double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        double[] ofDense = new double[_layer.Inner.ParameterCount];
        double[][] inputs = _inner.BackwardFromPreActivations(((ConvolutionGradients)exact).Inner, Patches.Cut(errors, _layer.Filters), ofDense);
        return Done(ofDense, inputs, parameters);
    }

    private double[][] Done(double[] ofDense, double[][] inputs, Span<double> parameters)
    {
        _layer.Contracted(ofDense).CopyTo(parameters);
        return Patches.Cut(inputs, _layer.InputSize);
    }
}
