using Layerwise.Reference;
using Layerwise.Reference.Dense;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of both halves of a <see cref="ReferenceOrdered"/>.</summary>
internal sealed class OrderedError : LayerError
{
    private readonly ReferenceOrdered _layer;
    private readonly DenseError _first;
    private readonly DenseError? _second;
    private readonly DenseError? _projection;
    private double[][]? _around;

    public OrderedError(ReferenceOrdered layer, double[] parameters, OrderedPass pass, double[][] inherited, double[][]? around)
    {
        (double[] ofFirst, double[] ofSecond) = layer.Halves(parameters);
        _layer = layer;
        _projection = layer.Projection is { } projection ? new DenseError(projection, layer.OfProjection(parameters), pass.Projected!, around!) : null;
        around = _projection?.Outputs ?? around;
        _first = new DenseError(layer.First, ofFirst, pass.First, layer.SeenByFirst(inherited));
        double[][] between = layer.AddsBetween ? Added(_first.Outputs, pass.Second!.Inputs) : _first.Outputs;
        _second = layer.Second is { } half ? new DenseError(half, ofSecond, pass.Second!, layer.SeenBySecond(between)) : null;
        LayerError last = _second ?? _first;
        bool isAddedLast = around is not null && !layer.AddsBetween;
        Outputs = isAddedLast ? Added(last.Outputs, pass.Outputs) : last.Outputs;
        Activations = isAddedLast ? Outputs : last.Activations;
        PreActivations = last.PreActivations;

        double[][] Added(double[][] errors, double[][] sums) => around is null ? errors : OfSum(errors, around, sums);
    }

    /// <inheritdoc/>
    public override double[][] Outputs { get; }

    /// <inheritdoc/>
    public override double[][] Activations { get; }

    /// <inheritdoc/>
    public override double[][] PreActivations { get; }

    /// <inheritdoc/>
    public override double[][]? Around => _around;

    /// <summary>Of sums whose two parts come from the same values and may be off together.</summary>
    public static double[][] OfSum(double[][] errors, double[][] others, double[][] sums) =>
        [.. errors.Select((row, r) => row.Select((e, j) => e + others[r][j] + (Unit * Math.Abs(sums[r][j]))).ToArray())];

    /// <inheritdoc/>
    public override double[] OfRunningStatistics() => [.. _first.OfRunningStatistics(), .. _second?.OfRunningStatistics() ?? []];

    /// <inheritdoc/>
    public override double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        var gradients = (OrderedGradients)exact;
        return Backward(gradients, errors, _second?.Backward(gradients.Second!, errors, Room(_layer.Second!)), parameters);
    }

    /// <inheritdoc/>
    public override double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        var gradients = (OrderedGradients)exact;
        return _second is null
            ? _layer.OfFirst(_first.BackwardFromPreActivations(gradients.First, errors, parameters))
            : Backward(gradients, errors, _second.BackwardFromPreActivations(gradients.Second!, errors, Room(_layer.Second!)), parameters);
    }

    private double[] _ofSecond = [];

    private double[] Room(ReferenceDense second) => _ofSecond = new double[second.ParameterCount];

    private double[][] Backward(OrderedGradients exact, double[][] errors, double[][]? between, Span<double> parameters)
    {
        // What several windows say of a position may be off together.
        between = between is null ? null : _layer.OfSecond(between);
        double[] ofFirst = new double[_layer.First.ParameterCount];
        double[][] atSum = _layer.AddsBetween ? between! : errors;
        double[] ofProjection = new double[_layer.Projection?.ParameterCount ?? 0];
        _around = _projection?.Backward(exact.Projected!, atSum, ofProjection) ?? atSum;
        double[][] inputs = _layer.OfFirst(_first.Backward(exact.First, between ?? errors, ofFirst));
        double[] own = _layer.Whole(ofFirst, _ofSecond);
        own.CopyTo(parameters);
        ofProjection.CopyTo(parameters[own.Length..]);
        return inputs;
    }
}
