using System.ComponentModel;
using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>From layers to the steps of their forecast.</summary>
internal sealed class ForecastSteps
{
    private readonly List<IForecastStep> _steps = [];
    private readonly List<LayerSteps> _layers = [];
    private readonly CurveCache _curves = new();

    private readonly IReadOnlyList<LayerDesign> _designs;

    // Where the connections begin whose ends are steps of their own, and what has begun of them.
    private readonly ILookup<int, int> _ends;
    private readonly Dictionary<int, ForkStep> _forks = [];

    private ForecastSteps(IReadOnlyList<LayerDesign> layers)
    {
        _designs = layers;
        _ends = Enumerable.Range(0, layers.Count).Where(end => IsForked(layers[end])).ToLookup(end => end - layers[end].ResidualSpan + 1);
        var branches = new Branches(layers);
        for (int l = 0; l < layers.Count; l++)
        {
            if (branches.StepBefore(l) is { } branch) _steps.Add(branch);
            int first = _steps.Count;
            (ILayerStep weights, ILayerStep activation) = Add(l);
            _layers.Add(new LayerSteps(first, _steps.Count, weights, activation));
        }
    }

    /// <summary>In the order in which the signal meets them.</summary>
    public IReadOnlyList<IForecastStep> Steps => _steps;

    /// <summary>Which of them are those of each layer.</summary>
    public IReadOnlyList<LayerSteps> Layers => _layers;

    /// <summary>The steps of some layers.</summary>
    public static ForecastSteps Of(IReadOnlyList<LayerDesign> layers) => new(layers);

    // The steps of a layer; of those, the one with its weights and the one with its activation.
    private (ILayerStep Weights, ILayerStep Activation) Add(int index)
    {
        LayerDesign layer = _designs[index];
        return layer.Kind switch
        {
            LayerKind.Dense or LayerKind.Convolution => AddSums(index, layer),
            LayerKind.Pooling => Whole(Begin(index, new PoolingStep(layer))),
            LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => Whole(Begin(index, new RecurrentStep(layer, _curves)), index),
        };
    }

    private (ILayerStep Weights, ILayerStep Activation) AddSums(int index, LayerDesign layer)
    {
        WeightsStep weights, activation;
        switch (layer.Order)
        {
            case LayerOrder.LinearActivateAdd when layer.Residual && !IsForked(layer):
                weights = Step(layer);
                Begin(index, new ResidualStep(weights));
                return Whole(weights);
            case LayerOrder.LinearActivateAdd:
                return Whole(Begin(index, Step(layer)), index);
            case LayerOrder.LinearAddActivate:
                weights = Begin(index, Step(layer with { Activation = Activation.Identity, Dropout = 0, IsFusedWithLoss = false }));
                AddResidual(index);
                activation = Step(Unit(layer, layer.OutputSize) with { Dropout = layer.Dropout, IsFusedWithLoss = layer.IsFusedWithLoss });
                _steps.Add(activation);
                return (weights, activation);
            case LayerOrder.ActivateLinearAdd:
                activation = Begin(index, Step(NormalizedUnit(layer, layer.InputSize)));
                weights = Step(Plain(layer) with { Activation = Activation.Identity });
                _steps.Add(weights);
                AddResidual(index);
                return (weights, activation);
            case LayerOrder.LinearActivateNormalize:
                weights = Begin(index, Step(Plain(layer) with { Dropout = 0, IsFusedWithLoss = false }));
                _steps.Add(Step(NormalizedUnit(layer, layer.OutputSize) with { Activation = Activation.Identity, Dropout = layer.Dropout }));
                AddResidual(index);
                return Whole(weights);
            case LayerOrder.LinearActivateAddNormalize:
                weights = Begin(index, Step(Plain(layer) with { IsFusedWithLoss = false }));
                AddResidual(index);
                _steps.Add(Step(NormalizedUnit(layer, layer.OutputSize) with { Activation = Activation.Identity }));
                return Whole(weights);
            default:
                throw new InvalidEnumArgumentException(nameof(layer), (int)layer.Order, typeof(LayerOrder));
        }
    }

    private static (ILayerStep Weights, ILayerStep Activation) Whole(ILayerStep step) => (step, step);

    private (ILayerStep Weights, ILayerStep Activation) Whole(ILayerStep step, int index)
    {
        AddResidual(index);
        return (step, step);
    }

    private TStep Begin<TStep>(int index, TStep step)
        where TStep : IForecastStep
    {
        foreach (int end in _ends[index]) _steps.Add(_forks[end] = new ForkStep(step));
        _steps.Add(step);
        return step;
    }

    private void AddResidual(int index)
    {
        LayerDesign layer = _designs[index];
        if (!layer.Residual) return;
        _steps.Add(new SumStep(_forks[index], layer.ProjectionVariance is { } variance ? Step(Projection(_designs, index, variance)) : null));
    }

    // A connection around nothing but a layer of weights is a step with it, because the two may be tied.
    private static bool IsForked(LayerDesign layer) =>
        layer.Residual && (layer.ResidualSpan > 1 || layer.Recurrence is not null || layer.Order != LayerOrder.LinearActivateAdd || layer.ProjectionVariance is not null);

    // Linear weights from the inputs of a block to the outputs of its last layer: of all of them, or of the channels of a position.
    private static LayerDesign Projection(IReadOnlyList<LayerDesign> layers, int end, double variance)
    {
        LayerDesign first = layers[end - layers[end].ResidualSpan + 1];
        LayerDesign last = layers[end];
        return last.Window is null
            ? new LayerDesign(first.InputSize, last.OutputSize, Activation.Identity, variance)
            : new LayerDesign(first.Window?.Channels ?? first.InputSize, last.Window.Filters, Activation.Identity, variance)
            {
                InputSize = first.InputSize,
                OutputSize = last.OutputSize,
            };
    }

    // What stands apart from the weights does the same to each number by itself, as weights on a diagonal of 1 do.
    private static LayerDesign Unit(LayerDesign layer, int width) => new(width, width, layer.Activation, 0)
    {
        Diagonal = 1,
        Slope = layer.Slope,
        NormalizationEpsilon = layer.NormalizationEpsilon,
    };

    private static LayerDesign NormalizedUnit(LayerDesign layer, int width) => Unit(layer, width) with
    {
        BatchNormalization = layer.BatchNormalization,
        LayerNormalization = layer.LayerNormalization,
        RmsNormalization = layer.RmsNormalization,
        NormalizedGroups = layer.NormalizedGroups,
        NormalizedChannels = layer.NormalizedChannels,
    };

    private static LayerDesign Plain(LayerDesign layer) => layer with { BatchNormalization = false, LayerNormalization = false, RmsNormalization = false, NormalizedGroups = 0 };

    private WeightsStep Step(LayerDesign layer) => new(layer, _curves.Of(layer));
}

/// <summary>What the forecast of a layer is made of.</summary>
/// <param name="First">Its first step.</param>
/// <param name="End">The step behind its last one.</param>
/// <param name="Weights">The step with its weights.</param>
/// <param name="Activation">The step with its activation, often the same.</param>
internal readonly record struct LayerSteps(int First, int End, ILayerStep Weights, ILayerStep Activation)
{
    /// <summary>The power of the gradient with respect to its inputs over that with respect to its outputs.</summary>
    /// <param name="gains">Those of the steps.</param>
    /// <param name="powers">The power itself at each step, and behind the last one.</param>
    public double GradientGain(double[] gains, double[] powers)
    {
        // What comes back around the layer is in the powers only, where nothing comes back through it.
        if (powers[End] > 0 && !double.IsInfinity(powers[First])) return powers[First] / powers[End];
        double product = 1;
        for (int step = First; step < End; step++) product *= gains[step];
        return product;
    }

    /// <summary>What a prediction says of the layer alone, after the way forward.</summary>
    public LayerPrediction Describe()
    {
        LayerPrediction sums = Weights.Describe();
        return Activation.Describe() with { PreActivationMean = sums.PreActivationMean, PreActivationVariance = sums.PreActivationVariance };
    }
}

/// <summary>Where in a row of layers branches begin, each with an output at its end.</summary>
internal sealed class Branches
{
    private readonly IReadOnlyList<LayerDesign> _layers;
    private readonly SharedStep? _shared;
    private readonly int _first;

    public Branches(IReadOnlyList<LayerDesign> layers)
    {
        _layers = layers;
        int[] begins = [.. Enumerable.Range(0, layers.Count).Where(BeginsBehindFirst)];
        if (begins.Length == 0) return;
        _first = layers[begins[0]].Source!.Value + 1;
        _shared = new SharedStep();
    }

    /// <summary>The step in front of a layer that begins a branch; null in front of every other.</summary>
    public IForecastStep? StepBefore(int layer) =>
        _shared is null ? null
        : layer == _first ? _shared
        : BeginsBehindFirst(layer) ? new BranchStep(_shared, _layers[layer - 1].LossWeight)
        : null;

    private bool BeginsBehindFirst(int layer) => _layers[layer].Source is { } source && source != layer - 1;
}
