namespace Layerwise.Chains;

/// <summary>Puts layers together in the order in which a file computes: products open a layer, what follows is folded into it, an activation closes it.</summary>
internal sealed class ChainBuilder
{
    // As many as a declaration may have.
    private const int MostLayers = 256;

    private readonly List<ChainLayer> _layers = [];
    private UnitScales? _pending;

    /// <summary>Counts what was added: a value that was computed before is not what the next layer reads.</summary>
    public int Version { get; private set; }

    /// <summary>How many numbers a sample has after the last layer; null before the first.</summary>
    public int? Width => _layers.Count == 0 ? null : _layers[_layers.Count - 1].FanOut;

    private ChainLayer? Open => _layers.Count > 0 && !_layers[_layers.Count - 1].IsClosed ? _layers[_layers.Count - 1] : null;

    /// <summary>Adds x·W; what is wrong with there being too many layers is thrown as <paramref name="fault"/> makes it.</summary>
    public void Multiply(string node, int fanIn, int fanOut, float[] values, bool isTransposed, Func<string, Exception> fault)
    {
        Version++;
        if (_layers.Count == MostLayers) throw fault($"it would be layer {MostLayers + 1}, and a network has at most {MostLayers}.");
        Open?.Close(Activation.Identity, 0);
        _layers.Add(new ChainLayer(node, fanIn, fanOut, values, isTransposed, _pending ?? UnitScales.None));
        _pending = null;
    }

    /// <summary>Scales and shifts: behind a product by changing its weights, otherwise by changing those of the next one.</summary>
    public void Scale(UnitScales scales)
    {
        Version++;
        if (Open is { } layer) layer.Scale(scales);
        else _pending = scales.After(_pending ?? UnitScales.None);
    }

    /// <summary>Normalizes.</summary>
    public void Normalize(ChainNormalization normalization)
    {
        Version++;
        if (Open is { } layer) layer.Normalize(normalization);
        else if (_pending is null && _layers.Count > 0 && _layers[_layers.Count - 1].Behind is null) _layers[_layers.Count - 1].NormalizeOutputs(normalization);
        else Scale(new UnitScales(normalization.Factors(), normalization.Addends()));
    }

    /// <summary>Applies an activation; that there is no product before it is thrown as <paramref name="fault"/> makes it.</summary>
    public void Activate(Activation activation, float slope, Func<string, Exception> fault)
    {
        Version++;
        string? problem = Open is not null ? null
            : _layers.Count == 0 ? "it is applied to the inputs, before the first product"
            : "it follows another activation";
        if (problem is not null) throw fault($"the activation {activation} has no layer: {problem}.");
        Open!.Close(activation, slope);
    }

    /// <summary>The layers, once everything was added; that there is none is thrown as <paramref name="fault"/> makes it.</summary>
    /// <param name="mostWeights">How many weights a layer may have that only scales and shifts the outputs of the last activation.</param>
    /// <param name="fault">Makes the exception.</param>
    public IReadOnlyList<ChainLayer> Finish(long mostWeights, Func<string, Exception> fault)
    {
        if (_layers.Count == 0) throw fault("The file computes its output without a product, and so has no layer.");
        ChainLayer last = _layers[_layers.Count - 1];
        if (last.Behind is not null) _pending = (_pending ?? UnitScales.None).After(last.TakeBehind());
        if (_pending is not null) AddScaling(last, mostWeights, fault);
        Open?.Close(Activation.Identity, 0);
        return _layers;
    }

    // Behind the last activation nothing takes a factor on but a layer whose weights are a diagonal.
    private void AddScaling(ChainLayer last, long mostWeights, Func<string, Exception> fault)
    {
        if ((long)last.FanOut * last.FanOut > mostWeights)
        {
            throw fault($"The file scales or shifts {last.FanOut} outputs behind the activation {last.Activation} of the last layer, which takes a layer of {last.FanOut} × {last.FanOut} weights: too many.");
        }

        var identity = new float[last.FanOut * last.FanOut];
        for (int unit = 0; unit < last.FanOut; unit++) identity[unit * (last.FanOut + 1)] = 1;
        Multiply(last.Node, last.FanOut, last.FanOut, identity, isTransposed: false, fault);
    }
}
