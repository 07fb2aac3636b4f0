using Layerwise.Reference;
using Layerwise.Reference.Recurrent;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a recurrent layer: the same steps as the reference takes, with numbers that know what they are off by.</summary>
internal sealed class RecurrentError : LayerError
{
    private readonly ReferenceRecurrent _layer;
    private readonly RecurrentPass _pass;
    private readonly RecurrentCell<Rounded> _cell;
    private readonly RecurrentStep<Rounded>[][] _steps;

    public RecurrentError(ReferenceRecurrent layer, double[] parameters, RecurrentPass pass, double[][] inherited, double[][]? around)
    {
        (_layer, _pass) = (layer, pass);
        _cell = new RecurrentCell<Rounded>(layer, [.. parameters.Select(Rounded.Given)]);
        _steps = layer.Run(_cell, pass.Inputs, (place, value) => new Rounded(value, Square(inherited[place.Row][place.Place])));
        double[][] recurrent = layer.HandedOn([.. _steps.Select(row => row.Select(step => step.After.Take(layer.Units).Select(static h => h.Error).ToArray()).ToArray())]);
        double[][] dropped = pass.Mask is null ? recurrent : OfProduct(recurrent, pass.Recurrent);
        Outputs = around is null ? dropped : OrderedError.OfSum(dropped, around, pass.Outputs);
        Activations = around is null ? recurrent : Outputs;
    }

    /// <inheritdoc/>
    public override double[][] Outputs { get; }

    /// <inheritdoc/>
    public override double[][] Activations { get; }

    /// <inheritdoc/>
    public override double[][] PreActivations => Activations;

    /// <inheritdoc/>
    public override double[][]? Around => _around;

    private double[][]? _around;

    /// <inheritdoc/>
    public override double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        var gradients = (RecurrentGradients)exact;
        if (_layer.Residual) _around = errors;
        double[][] ofRecurrent = _pass.Mask is null ? errors : OfProduct(errors, gradients.Outputs);
        Rounded[][] upstream = [.. gradients.Recurrent.Select((row, r) => row.Select((d, j) => new Rounded(d, Square(ofRecurrent[r][j]))).ToArray())];
        Rounded[] sums = [.. Enumerable.Repeat(Rounded.Given(0), _layer.ParameterCount)];
        Rounded[][] inputs = _layer.Back(_cell, _steps, upstream, sums);
        for (int i = 0; i < sums.Length; i++) parameters[i] = sums[i].Error;
        return [.. inputs.Select(static row => row.Select(static x => x.Error).ToArray())];
    }

    /// <inheritdoc/>
    public override double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters) => Backward(exact, errors, parameters);

    // Times the mask, which rounds once.
    private double[][] OfProduct(double[][] errors, double[][] values) =>
        [.. errors.Select((row, r) => row.Select((e, j) => _pass.Mask![r][j] * (e + (2 * Unit * Math.Abs(values[r][j])))).ToArray())];
}
