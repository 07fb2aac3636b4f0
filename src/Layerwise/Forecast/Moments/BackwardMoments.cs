namespace Layerwise.Forecast.Moments;

/// <summary>
/// The power of ∂L/∂a on its way from the outputs to the inputs. Beside the whole of it goes the part that all units of a layer have in common,
/// which weights about a mean other than 0 multiply by n² and not by n.
/// </summary>
internal sealed class BackwardMoments
{
    private double[] _total;
    private double[] _common;
    private double[]? _byNode;

    /// <summary>
    /// How alike the gradients are at neighbouring positions of a channel. Independent losses and weights of their own leave nothing in common; a mean over all positions hands the
    /// same to each, and convolutions that move by one position keep what φ′ does not part.
    /// </summary>
    public double PositionCorrelation { get; private set; }

    /// <summary>Begins with independent gradients of power 1.</summary>
    public BackwardMoments(LayerState outputs) => (_total, _common) = Fresh(outputs);

    /// <summary>Goes through a layer.</summary>
    /// <returns>The power of the gradient with respect to its inputs over that with respect to its activations.</returns>
    public double Through(LayerDesign layer, LayerState state, LayerState inputs)
    {
        Scenario[] scenarios = state.Scenarios;
        double before = Mean(scenarios, _total);
        double[] passed = new double[scenarios.Length];
        double[] passedCommon = new double[scenarios.Length];
        double[]? passedByNode = state.IsUnmixed ? new double[state.Nodes.Count] : null;
        double factor = state.NormalizationPower / (1 - layer.Dropout);
        PositionCorrelation = layer.Window is { Horizontal.Stride: 1, Vertical: null or { Stride: 1 } } ? PositionCorrelation * state.SlopeCorrelation * (1 - layer.Dropout) : 0;
        for (int k = 0; k < scenarios.Length; k++)
        {
            passed[k] = factor * _total[k] * (layer.IsFusedWithLoss ? 1 : scenarios[k].SlopePower);
            passedCommon[k] = state.NormalizationPower * _common[k] * (layer.IsFusedWithLoss ? 1 : scenarios[k].Slope * scenarios[k].Slope);
        }

        if ((_byNode is not null || passedByNode is not null) && !layer.IsFusedWithLoss && !state.IsRowwise) PassNodes(state, factor, passed, passedByNode);
        else passedByNode?.AsSpan().Fill(factor * _total[0]);

        if (layer.Diagonal is { } diagonal) BackUnmixed(layer, diagonal, inputs, passed, passedCommon, passedByNode);
        else BackMixed(layer, state, inputs, passed, passedCommon);

        double after = Mean(inputs.Scenarios, _total);
        Rescale(inputs, after);
        return before > 0 ? after / before : double.NaN;
    }

    /// <summary>Goes through a pooling layer, which does to each channel the same.</summary>
    /// <param name="inputs">What the layer is given.</param>
    /// <param name="shares">For each node of the inputs, how much of the power comes there, 1 being the mean over all inputs; null where all have the same share.</param>
    /// <param name="factor">What comes to an input on average of the power at an output.</param>
    /// <param name="correlation">How alike it makes the gradients at two positions of a channel.</param>
    /// <returns>The power of the gradient with respect to its inputs over that with respect to its outputs.</returns>
    public double ThroughPooling(LayerState inputs, double[]? shares, double factor, double correlation)
    {
        double[]? arrived = _byNode;
        PositionCorrelation = correlation;
        (_total, _common) = Fresh(inputs);
        _byNode = null;
        if (shares is not null) _byNode = [.. shares.Select((share, i) => share * (arrived is null ? 1 : arrived[i]))];
        return factor;
    }

    /// <summary>A gradient that goes another way from here: to the cases of a state, where that has others.</summary>
    public BackwardMoments CopyTo(LayerState state)
    {
        var copy = new BackwardMoments(state);
        copy.PositionCorrelation = PositionCorrelation;
        if (_total.Length == copy._total.Length) (copy._total, copy._common) = ([.. _total], [.. _common]);
        return copy;
    }

    /// <summary>Takes the place of this gradient by another one.</summary>
    public void Become(BackwardMoments other) =>
        (_total, _common, _byNode, PositionCorrelation) = (other._total, other._common, other._byNode, other.PositionCorrelation);

    private static (double[] Total, double[] Common) Fresh(LayerState state)
    {
        double[] total = new double[state.Scenarios.Length];
        total.AsSpan().Fill(1);
        return (total, new double[total.Length]);
    }

    private static double Mean(Scenario[] scenarios, double[] values)
    {
        double sum = 0;
        for (int k = 0; k < values.Length; k++) sum += scenarios[k].Weight * values[k];
        return sum;
    }

    // The gradient at a node times φ′² there: where the layer above did not mix, the two depend on the same value.
    private void PassNodes(LayerState state, double factor, double[] passed, double[]? passedByNode)
    {
        passed.AsSpan().Clear();
        ReadOnlySpan<double> slopes = state.Nodes.Slopes;
        for (int i = 0; i < state.Nodes.Count; i++)
        {
            int k = state.Nodes.Scenarios[i];
            double power = factor * slopes[i] * slopes[i] * (_byNode is null ? _total[k] : _byNode[i]);
            if (passedByNode is not null) passedByNode[i] = power;
            passed[k] += state.Nodes.Weights[i] / state.Scenarios[k].Weight * power;
        }
    }

    private void BackMixed(LayerDesign layer, LayerState state, LayerState inputs, double[] passed, double[] passedCommon)
    {
        double fanOut = layer.Reached;
        double common = layer.WeightMean * layer.WeightMean * fanOut;
        double[] total = new double[passed.Length];
        double[] shared = new double[passed.Length];
        for (int k = 0; k < passed.Length; k++)
        {
            shared[k] = common * ((fanOut * passedCommon[k]) + (passed[k] - passedCommon[k]));
            total[k] = shared[k] + (fanOut * layer.WeightVariance * passed[k]);
        }

        _byNode = null;
        (_total, _common) = (Cases(total), Cases(shared));

        // Cases that the layer's inputs have too are the same ones; else each case of theirs meets all of ours.
        double[] Cases(double[] values)
        {
            if (values.Length == inputs.Scenarios.Length) return values;
            double[] mean = new double[inputs.Scenarios.Length];
            mean.AsSpan().Fill(Mean(state.Scenarios, values));
            return mean;
        }
    }

    // Each input has one output, which has the same node; what outputs there are beyond the inputs have nodes behind those. A softmax has none of its own.
    private void BackUnmixed(
        LayerDesign layer, double diagonal, LayerState inputs, double[] passed, double[] passedCommon, double[]? passedByNode)
    {
        double stepped = (double)layer.OutputSize * layer.FanIn / ((double)layer.InputSize * layer.FanOut);
        double power = diagonal * diagonal * Math.Min(1.0, (double)layer.FanOut / layer.FanIn) * stepped;
        double[] byNode = new double[inputs.Nodes.Count];
        double[] total = new double[passed.Length];
        for (int i = 0; i < byNode.Length; i++)
        {
            int k = inputs.Nodes.Scenarios[i];
            byNode[i] = power * (passedByNode is null ? passed[k] : passedByNode[i]);
            total[k] += inputs.Nodes.Weights[i] / inputs.Scenarios[k].Weight * byNode[i];
        }

        _byNode = byNode;
        _total = total;
        _common = [.. passedCommon.Select(value => power * value)];
    }

    // Depth must not take the numbers out of range; where nothing or nothing known arrives, the layers below are seen on their own.
    private void Rescale(LayerState inputs, double mean)
    {
        if (!(mean > 0) || double.IsInfinity(mean))
        {
            (_total, _common) = Fresh(inputs);
            _byNode = null;
            return;
        }

        for (int k = 0; k < _total.Length; k++)
        {
            _total[k] /= mean;
            _common[k] /= mean;
        }

        for (int i = 0; i < _byNode?.Length; i++) _byNode![i] /= mean;
    }
}
