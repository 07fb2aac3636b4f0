using Layerwise.Forecast.Cells;
using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>A recurrent layer: the signal of all steps of a sequence, and the gradient of the loss at each of them, or at the last one, back to what each step was given.</summary>
internal sealed class RecurrentStep : ILayerStep
{
    private const int OverlapRounds = 20;

    private readonly LayerDesign _layer;
    private readonly RecurrenceInfo _recurrence;
    private readonly ActivationCurve _curve;
    private readonly ActivationCurve _sigmoid;
    private readonly double _gain;

    private TimePrediction? _overTime;
    private PreActivations? _z;
    private LayerState? _settled;

    /// <param name="layer">The layer.</param>
    /// <param name="curves">Those of the network.</param>
    public RecurrentStep(LayerDesign layer, CurveCache curves)
    {
        _layer = layer;
        _recurrence = layer.Recurrence!;
        _gain = _recurrence.GainOf(layer.FanOut);
        _sigmoid = curves.Of(new LayerDesign(1, 1, Activation.Sigmoid, 1))!;
        _curve = curves.Of(layer.Kind == LayerKind.Rnn ? layer : new LayerDesign(1, 1, Activation.Tanh, 1))!;
    }

    /// <inheritdoc/>
    public bool ReadsNodes => false;

    /// <inheritdoc/>
    public bool ReadsOverlap => _layer.Kind == LayerKind.Rnn && _curve.IsSomewhereFlat;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked)
    {
        double ofInputs = _layer.Diagonal is { } diagonal
            ? diagonal * diagonal * inputs.Power * Math.Min(1.0, (double)_layer.FanIn / _layer.FanOut)
            : _layer.FanIn * _layer.WeightVariance * inputs.Power;

        // Weights about another mean than 0 make all units one, and what that does over many steps is not known; nor is what gates do that see the memory of their own unit alone.
        bool isKnown = (_layer.Diagonal is not null || _layer.WeightMean == 0)
            && (_recurrence.Diagonal is null ? _recurrence.WeightMean == 0 : _layer.Kind == LayerKind.Rnn) && inputs.Scenarios.Length == 1;
        _overTime = isKnown && !double.IsNaN(ofInputs) ? Predict(ofInputs) : null;
        if (_overTime is null || double.IsNaN(_overTime.SignalPower(1, lastOnly: false))) return Unknown();

        double settled = _overTime.SignalPower(_recurrence.Steps, lastOnly: true);
        _settled = Settle(ofInputs, inputs.Overlap * ofInputs / inputs.Power, settled);
        double power = _overTime.SignalPower(_recurrence.Steps, _recurrence.LastStepOnly) / (1 - _layer.Dropout);
        double mean = _settled.Power > 0 ? _settled.Mean * Math.Sqrt(power * (1 - _layer.Dropout) / _settled.Power) : 0;
        double overlap = _layer.Kind == LayerKind.Rnn
            ? _settled.Overlap * (_settled.Power > 0 ? power / _settled.Power : 0)
            : inputs.Power > 0 ? inputs.Overlap / inputs.Power * power : 0;
        return Outputs(mean, power, overlap);
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        gradient.Become(new BackwardMoments(inputs));
        if (_overTime is null) return double.NaN;
        double reached = _layer.Diagonal is { } diagonal
            ? diagonal * diagonal * Math.Min(1.0, (double)_layer.FanOut / _layer.FanIn)
            : _layer.FanOut * _layer.WeightVariance;
        return reached * _overTime.GradientPower(_recurrence.Steps, _recurrence.LastStepOnly) / (1 - _layer.Dropout);
    }

    /// <inheritdoc/>
    public LayerPrediction Describe() => _overTime is null
        ? new()
        {
            PreActivationMean = double.NaN,
            PreActivationVariance = double.NaN,
            DerivativeMean = double.NaN,
            DerivativePower = double.NaN,
            SaturatedShare = double.NaN,
            DeadUnitRisk = double.NaN,
        }
        : new()
        {
            PreActivationMean = 0,
            PreActivationVariance = _z!.Variance,
            DerivativeMean = _settled!.Slope,
            DerivativePower = _settled.SlopePower,
            SaturatedShare = Flatness.SaturatedShare(_layer.Kind == LayerKind.Rnn ? _curve : _sigmoid, _z, _settled),
            DeadUnitRisk = _layer.Kind == LayerKind.Rnn ? Flatness.DeadUnitRisk(_curve, _z) : 0,
            OverTime = _overTime,
        };

    private TimePrediction Predict(double ofInputs)
    {
        if (_layer.Kind == LayerKind.Rnn && _recurrence.Diagonal is { } diagonal && StepsOfUnits.Of(_curve, ofInputs, diagonal, _recurrence.Steps) is { } units) return units;
        ICellForecast cell = _layer.Kind switch
        {
            LayerKind.Lstm => new LstmForecast(_recurrence.ForgetBias, _sigmoid, _curve),
            LayerKind.Gru when !_recurrence.ResetAfter => new GruResetFirstForecast(_sigmoid, _curve),
            LayerKind.Gru => new GruForecast(_sigmoid, _curve),
            LayerKind.Rnn => new RnnForecast(_curve),
            LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw new InvalidOperationException($"{_layer.Kind} is no kind of recurrent layer."),
        };
        return StepsOfCell.Of(cell, ofInputs, _gain, mixes: _recurrence.Diagonal is null, hasGate: _layer.Kind != LayerKind.Rnn, _recurrence.Steps);
    }

    // What the activation sees at the last step, or what the gates see; what two sequences share there comes from all steps before.
    private LayerState Settle(double ofInputs, double sharedByInputs, double power)
    {
        bool isPlain = _layer.Kind == LayerKind.Rnn;
        ActivationCurve curve = isPlain ? _curve : _sigmoid;
        LayerDesign seen = isPlain ? new(1, 1, _layer.Activation, 1) { Slope = _layer.Slope } : new(1, 1, Activation.Sigmoid, 1);
        double variance = ofInputs + (_gain * _gain * power);
        LayerState state = Through(sharedByInputs);
        for (int i = 0; i < OverlapRounds && ReadsOverlap; i++) state = Through(Math.Min(variance, sharedByInputs + (_gain * _gain * state.Overlap)));
        return state;

        LayerState Through(double shared)
        {
            var sums = new LayerState { Scenarios = [new Scenario(1, 0, variance) { Power = variance }], Power = variance, Overlap = shared };
            _z = PreActivations.Of(seen, sums, curve, new NodeList());
            return ForwardMoments.Through(seen, curve, _z, ReadsOverlap);
        }
    }

    private LayerState Unknown()
    {
        _overTime = null;
        return Outputs(double.NaN, double.NaN, double.NaN);
    }

    private LayerState Outputs(double mean, double power, double overlap)
    {
        double variance = power - (mean * mean);
        var nodes = new NodeList();
        Quadrature.Fine.Append(nodes, mean, Math.Sqrt(variance > 0 ? variance : 0), [], weight: 1, scenario: 0);
        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);
        return new LayerState
        {
            Scenarios = [new Scenario(1, mean, variance) { Mean = mean, Power = power * (1 - _layer.Dropout), Slope = 1, SlopePower = 1 }],
            Nodes = nodes,
            Dropout = _layer.Dropout,
            Mean = mean,
            Power = power,
            Slope = 1,
            SlopePower = 1,
            Overlap = overlap,
        };
    }
}
