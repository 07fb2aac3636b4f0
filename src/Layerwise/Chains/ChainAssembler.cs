namespace Layerwise.Chains;

/// <summary>
/// From steps to layers: each takes as many as fit one of the orders of <see cref="LayerOrder"/>. Where something is added later that was there between two steps, one layer
/// ends and another begins; where no product is, that of a layer multiplies by the identity.
/// </summary>
/// <param name="chain">The steps.</param>
/// <param name="plans">The layers of a declaration; null where batch normalizations become part of the weights wherever that is possible.</param>
internal sealed class ChainAssembler(Chain chain, IReadOnlyList<LayerPlan>? plans)
{
    /// <summary>As many layers as a declaration may have.</summary>
    public const int MostLayers = 256;

    private readonly HashSet<int> _sources = [.. chain.Steps.OfType<SumStep>().Select(static sum => sum.Source)];
    private readonly Dictionary<int, int> _starts = [];
    private readonly List<ChainLayer> _layers = [];
    private long _weightsLeft = chain.MostWeights;
    private int _next;

    // Of the layer under construction.
    private int _start;
    private UnitScales _scales = UnitScales.None;
    private ChainNormalization? _normalization;
    private ActivateStep? _activation;
    private SumStep? _sum;
    private LayerOrder _order;
    private ProductStep? _product;

    /// <summary>The layers.</summary>
    public IReadOnlyList<ChainLayer> Assemble()
    {
        if (chain.Shape is null && !chain.Steps.Any(static step => step is ProductStep or RecurrentStep)) throw chain.Fault("The file computes its output without a product, and so has no layer.");
        do
        {
            if (_layers.Count == MostLayers) throw chain.Fault($"The file has more than {MostLayers} layers, as many as a network has at most.");
            TakeLayer();
        }
        while (_next < chain.Steps.Count);

        return _layers;
    }

    // The next step, if it may belong to the layer.
    private ChainStep? Next => _next < chain.Steps.Count && (_next == _start || !_sources.Contains(_next)) ? chain.Steps[_next] : null;

    private LayerPlan? Plan => plans is not null && _layers.Count < plans.Count ? plans[_layers.Count] : null;

    private bool NextLayerActivatesInputs => plans is not null && _layers.Count + 1 < plans.Count && plans[_layers.Count + 1].ActivatesInputs;

    private void TakeLayer()
    {
        _start = _next;
        _starts[_start] = _layers.Count;
        _scales = UnitScales.None;
        _normalization = null;
        _activation = null;
        _sum = null;
        _product = null;
        _order = LayerOrder.LinearActivateAdd;
        if (Next is PoolStep pool)
        {
            _next++;
            _layers.Add(ChainLayer.Of(pool));
            return;
        }

        while (TakesBeforeProduct(Next)) _next++;
        UnitScales before = _scales;
        _scales = UnitScales.None;
        bool activatesInputs = _normalization is not null || _activation is not null;
        if (!activatesInputs && Next is RecurrentStep recurrent)
        {
            _next++;
            TakeRecurrent(recurrent, before);
            return;
        }

        ProductStep product = TakeProduct(before);
        _product = product;
        if (activatesInputs) _order = LayerOrder.ActivateLinearAdd;
        while (activatesInputs ? TakesBehindLast(Next) : TakesBehindProduct(Next)) _next++;
        if (_sum is not null) CheckSum(_sum, product);
        _layers.Add(new ChainLayer(product, before, _scales)
        {
            Activation = _activation?.Activation ?? Activation.Identity,
            Slope = _activation?.Slope ?? 0,
            Slopes = _activation?.Slopes ?? [],
            Normalization = _normalization,
            Order = _order,
            ResidualSpan = _sum is null ? 0 : _layers.Count - _starts[_sum.Source] + 1,
            Projection = _sum?.Projection,
        });
    }

    // Nothing but what goes around it comes behind it: the rest belongs to the next layer.
    private void TakeRecurrent(RecurrentStep step, UnitScales before)
    {
        if (step.Inputs % before.Width != 0) throw chain.Fault($"The file scales {before.Width} numbers of each step, before a layer that takes {step.Inputs}.");
        bool goesAround = Next is SumStep { Projection: null } sum && sum.Source == _start && step.Inputs == step.Units;
        if (goesAround) _next++;
        _layers.Add(ChainLayer.Of(step, before, residualSpan: goesAround ? 1 : 0));
    }

    // A file may leave open how many numbers its inputs have, and then nothing before has compared them.
    private void CheckSum(SumStep sum, ProductStep product)
    {
        int first = _starts[sum.Source];
        int brought = SizeOf(first < _layers.Count ? _layers[first].Input : product.Input);
        int added = SizeOf(product.Output);
        string? what = sum.Projection is null
            ? (brought == added ? null : $"adds {brought} numbers to {added}")
            : (brought == SizeOf(sum.Projection.Input) ? null : $"brings {brought} numbers to a product of {SizeOf(sum.Projection.Input)} → {SizeOf(sum.Projection.Output)}");
        if (what is not null) throw chain.Fault($"A residual connection {what}; expected as many as there are.");
    }

    private bool TakesBeforeProduct(ChainStep? step)
    {
        switch (step)
        {
            case ScaleStep scale when _normalization is not null && _activation is null && _scales.KeepsAll && _normalization.Then(scale.Scales) is { } scaled:
                _normalization = scaled;
                return true;
            case ScaleStep scale:
                _scales = scale.Scales.After(_scales);
                return true;
            case NormalizeStep { Normalization: { Kind: NormalizationKind.Batch } batch } when IsScale():
                return TakesBeforeProduct(new ScaleStep(batch.Scales()));
            case NormalizeStep normalize when _normalization is null && _activation is null && TakesScales(normalize.Normalization):
                _normalization = _scales.KeepsAll ? normalize.Normalization : normalize.Normalization.Behind(_scales);
                _scales = UnitScales.None;
                return true;
            case ActivateStep activate when _activation is null && _scales.KeepsAll:
                TakeActivation(activate);
                return true;
            case ActivateStep activate when _activation is null && _normalization is null && plans is null && !chain.IsOfSequences:
                _normalization = ChainNormalization.Of(_scales, Channels);
                _scales = UnitScales.None;
                TakeActivation(activate);
                return true;
            default:
                return false;
        }
    }

    // Two that are one together are those of two layers where the second layer activates what comes in.
    private void TakeActivation(ActivateStep step)
    {
        _activation = step;
        int next = _next + 1;
        if (next == chain.Steps.Count || _sources.Contains(next) || chain.Steps[next] is not ActivateStep { Together: { } both }) return;
        bool areTwo = Plan is { ActivatesInputs: false, HasActivation: true } && NextLayerActivatesInputs && plans![_layers.Count + 1].HasActivation;
        if (areTwo) return;
        _activation = both;
        _next = next;
    }

    private bool TakesScales(ChainNormalization normalization) =>
        _scales.KeepsAll || (normalization.Kind == NormalizationKind.Batch && _scales.Width <= normalization.Width);

    private bool TakesBehindProduct(ChainStep? step)
    {
        if (!Fits(step)) return false;
        bool isBefore = _activation is null && _sum is null;
        bool isLastNormalization = _order == LayerOrder.LinearActivateAddNormalize || (_sum is null && (isBefore || _order == LayerOrder.LinearActivateNormalize));
        switch (step)
        {
            case ScaleStep scale when _normalization is null && isBefore:
                _scales = scale.Scales.After(_scales);
                return true;
            case ScaleStep scale when _normalization is not null && isLastNormalization:
                if (_normalization.Then(scale.Scales) is not { } scaled) return false;
                _normalization = scaled;
                return true;
            case NormalizeStep normalize when isBefore:
                return TakesNormalization(normalize.Normalization);
            case NormalizeStep normalize when _normalization is null && _activation is not null && _sum is null && IsNormalizationBehind(normalize.Normalization):
                _normalization = normalize.Normalization;
                _order = LayerOrder.LinearActivateNormalize;
                return true;
            case NormalizeStep normalize when _normalization is null && _sum is not null && _order == LayerOrder.LinearActivateAdd && IsNormalizationOfSum():
                _normalization = normalize.Normalization;
                _order = LayerOrder.LinearActivateAddNormalize;
                return true;
            case ActivateStep activate when _activation is null && _order != LayerOrder.LinearActivateAddNormalize
                && (Plan is { ActivatesInputs: false, HasActivation: true } || !NextLayerActivatesInputs):
                TakeActivation(activate);
                if (_sum is not null) _order = LayerOrder.LinearAddActivate;
                return true;
            default:
                return _order != LayerOrder.LinearAddActivate && TakesSum(step);
        }
    }

    // Behind a product whose activation came before.
    private bool TakesBehindLast(ChainStep? step)
    {
        if (!Fits(step)) return false;
        switch (step)
        {
            case ScaleStep scale when _sum is null:
                _scales = scale.Scales.After(_scales);
                return true;
            case NormalizeStep { Normalization: { Kind: NormalizationKind.Batch } batch } when _sum is null && !IsOfNextLayer(batch):
                _scales = batch.Scales().After(_scales);
                return true;
            default:
                return TakesSum(step);
        }
    }

    private bool TakesSum(ChainStep? step)
    {
        if (_sum is not null || step is not SumStep sum) return false;
        _sum = sum;
        return true;
    }

    private bool TakesNormalization(ChainNormalization normalization)
    {
        bool isPlanned = Plan is { Normalization: not null } plan && !plan.ActivatesInputs && !(plan.NormalizesLast && plan.HasActivation);
        if (!isPlanned && IsOfNextLayer(normalization)) return false;
        bool isBatch = normalization.Kind == NormalizationKind.Batch;
        if (isBatch && (_normalization is not null || !isPlanned)) return TakesBehindProduct(new ScaleStep(normalization.Scales()));
        if (_normalization is not null) return false;
        _normalization = normalization;
        return true;
    }

    private bool IsOfNextLayer(ChainNormalization normalization) =>
        NextLayerActivatesInputs && plans![_layers.Count + 1].Normalization == normalization.Kind;

    private bool IsNormalizationBehind(ChainNormalization normalization)
    {
        if (Plan is { NormalizesLast: true, Normalization: not null }) return true;
        if (normalization.Kind != NormalizationKind.Batch) return !NextLayerActivatesInputs;
        return plans is null && !LeadsToProduct(_next + 1);
    }

    // What the next layer could take on before its product is its own, unless somebody else reads it too.
    private bool IsNormalizationOfSum()
    {
        if (Plan is { } plan) return plan is { Order: LayerOrder.LinearActivateAddNormalize, Normalization: not null };
        int behind = _next + 1;
        while (behind < chain.Steps.Count && chain.Steps[behind] is ScaleStep && !_sources.Contains(behind)) behind++;
        return behind == chain.Steps.Count || _sources.Contains(behind);
    }

    // Of a batch normalization before the product of the layer.
    private bool IsScale()
    {
        if (_normalization is not null || _activation is not null) return true;
        return plans is null ? LeadsToProduct(_next + 1) : Plan is not { ActivatesInputs: true, Normalization: NormalizationKind.Batch };
    }

    // Whether nothing but what becomes part of a product stands before it.
    private bool LeadsToProduct(int index)
    {
        for (; index < chain.Steps.Count && !_sources.Contains(index); index++)
        {
            if (chain.Steps[index] is ProductStep product) return !product.HasBorders;
            if (chain.Steps[index] is RecurrentStep) return true;
            if (chain.Steps[index] is not (ScaleStep or NormalizeStep { Normalization.Kind: NormalizationKind.Batch })) return false;
        }

        return false;
    }

    // What comes in at the next step.
    private IReadOnlyList<int> Shape => _layers.Count > 0 ? _layers[_layers.Count - 1].Output : chain.Shape ?? FirstInput();

    private IReadOnlyList<int> FirstInput() => chain.Steps.First(static step => step is ProductStep or RecurrentStep) switch
    {
        ProductStep product => product.Input,
        RecurrentStep recurrent => [recurrent.Inputs],
        _ => [],
    };

    private int Channels => Shape[Shape.Count - 1];

    private static int SizeOf(IReadOnlyList<int> shape) => shape.Aggregate(1, static (size, length) => checked(size * length));

    // Behind a window stands what is the same at each position.
    private bool Fits(ChainStep? step) => _product is null || step switch
    {
        ScaleStep scale => _product.FanOut % scale.Scales.Width == 0,
        NormalizeStep normalize => _product.FanOut == normalize.Normalization.Width
            && (normalize.Normalization.Kind != NormalizationKind.Group || _product is { Window: not null, IsStreamed: false }),
        ActivateStep activate => _product.FanOut % Math.Max(1, activate.Slopes.Length) == 0,
        _ => true,
    };

    private ProductStep TakeProduct(UnitScales before)
    {
        bool isOverPositions = _normalization?.Kind == NormalizationKind.Group;
        if (Next is ProductStep product && (before.KeepsZero || !product.HasBorders) && (product.Window is not null || !isOverPositions))
        {
            CheckUnits(before, product);
            _next++;
            return product;
        }

        IReadOnlyList<int> shape = Shape;
        int width = Channels;
        if (isOverPositions && shape.Count == 1) throw chain.Fault("The file normalizes groups of channels where there are no positions; expected them behind a convolution.");
        _weightsLeft -= shape.Count > 1 ? width : (long)width * width;
        if (_weightsLeft < 0)
        {
            throw chain.Fault($"The file works on {width} numbers where it has no product, which takes a layer of {width} × {width} weights: too many.");
        }

        string node = _activation?.Node ?? (_layers.Count > 0 ? _layers[_layers.Count - 1].Node : "");
        var identity = ProductStep.Identity(node, shape);
        CheckUnits(before, identity);
        return identity;
    }

    // What a layer over positions does before its sums it does alike at each position.
    private void CheckUnits(UnitScales before, ProductStep product)
    {
        int units = product.Window?.Channels ?? product.FanIn;
        bool fits = units % before.Width == 0 && units % Math.Max(1, _activation?.Slopes.Length ?? 1) == 0 && (_normalization is null || _normalization.Width == units);
        if (!fits) throw chain.Fault($"The file scales, shifts or normalizes the numbers of each position otherwise, before the {units} channels of a layer over positions.");
    }
}
