using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport;

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

    /// <summary>Adds x·W.</summary>
    /// <exception cref="OnnxException">There are too many layers.</exception>
    public void Multiply(OnnxNode node, int fanIn, int fanOut, float[] values, bool isTransposed)
    {
        Version++;
        if (_layers.Count == MostLayers) throw node.Fault($"it would be layer {MostLayers + 1}, and a network has at most {MostLayers}.");
        Open?.Close(Activation.Identity, 0);
        _layers.Add(new ChainLayer(node.Name, fanIn, fanOut, values, isTransposed, _pending ?? UnitScales.None));
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
        else Scale(new UnitScales(normalization.Factors(), normalization.Addends()));
    }

    /// <summary>Applies an activation.</summary>
    /// <exception cref="OnnxException">There is no product before it.</exception>
    public void Activate(OnnxNode node, Activation activation, float slope)
    {
        Version++;
        string? problem = Open is not null ? null
            : _layers.Count == 0 ? "it is applied to the inputs, before the first product"
            : "it follows another activation";
        if (problem is not null) throw node.Fault($"the activation {activation} has no layer: {problem}. {Operations.Supported}");
        Open!.Close(activation, slope);
    }

    /// <summary>The layers, once everything was added.</summary>
    /// <exception cref="OnnxException">There is none, or something is left that no layer takes.</exception>
    public IReadOnlyList<ChainLayer> Finish()
    {
        if (_layers.Count == 0) throw new OnnxException($"The file computes its output without a product, and so has no layer. {Operations.Supported}");
        if (_pending is not null)
        {
            throw new OnnxException($"The file scales or shifts its output behind the activation {_layers[_layers.Count - 1].Activation} of the last layer, which no layer does.");
        }

        Open?.Close(Activation.Identity, 0);
        return _layers;
    }
}
