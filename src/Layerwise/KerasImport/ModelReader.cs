using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>From a Keras model as JSON to the layers that it computes, one after the other. Source that the generator compiles too.</summary>
internal ref struct ModelReader
{
    private readonly ChainBuilder _builder = new();
    private readonly long _bytes;
    private JsonScanner _json;
    private SampleShape _inputs;
    private int _layers;
    private bool _isRecurrent;
    private LayerPlace? _ofLastStep;

    private ModelReader(ReadOnlySpan<byte> text)
    {
        _json = new JsonScanner(text);
        _bytes = text.Length;
    }

    /// <summary>The layers of a file.</summary>
    /// <param name="text">The whole file.</param>
    /// <exception cref="KerasJsonException">It is no such model, or has layers of other types.</exception>
    public static ChainTree Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return new ModelReader(text).ReadAll();
        }
        catch (FormatException e)
        {
            throw new KerasJsonException($"The file is not valid JSON: {e.Message}", e);
        }
    }

    private ChainTree ReadAll()
    {
        if (_json.Peek() != '{') throw NoModel();
        _json.Take('{');
        JsonScanner layers = default;
        bool hasLayers = false;
        for (bool isFirst = true; _json.HasNext('}', ref isFirst);)
        {
            string key = _json.TakeKey();
            JsonScanner value = _json;
            _json.Skip();
            if (key == "in_shape") _inputs = SampleShape.Read(value);
            if (key != "layers") continue;
            layers = value;
            hasLayers = true;
        }

        // What follows the object may only be white space.
        _ = _json.Peek();
        if (!_json.IsAtEnd) throw _json.Unexpected("the end");
        if (!hasLayers || layers.Peek() != '[') throw NoModel();
        ReadLayers(layers);
        Chain chain = _builder.ChainTo(_builder.Last, _bytes, static message => new KerasJsonException(message));
        return ChainTree.Of(chain) with { AnswersEachStep = _isRecurrent && _ofLastStep is null, Steps = _isRecurrent ? _inputs.Steps : 0 };
    }

    private void ReadLayers(JsonScanner layers)
    {
        layers.Take('[');
        for (bool isFirst = true; layers.HasNext(']', ref isFirst); _layers++) Add(LayerEntry.Read(ref layers, _layers));
    }

    private readonly void Add(ChainStep step) => _builder.Add(_builder.Last, step);

    private void Add(LayerEntry layer)
    {
        switch (layer.Place.Type)
        {
            case "dense" or "time-distributed-dense":
                Multiply(layer);
                break;
            case "gru":
                Remember(layer, LayerKind.Gru);
                return;
            case "lstm":
                Remember(layer, LayerKind.Lstm);
                return;
            case "batchnorm":
                Normalize(layer);
                break;
            case "prelu":
                Add(layer.SlopesOf(Width(layer)));
                return;
            case "activation":
                break;
            default:
                throw layer.Place.Fault("layers of this type are not read. Read are dense, time-distributed-dense, gru, lstm, activation, batchnorm and prelu.");
        }

        if (layer.Activation.Length == 0 || layer.Activation == "linear") return;
        Activation activation = ActivationNames.Of(layer.Activation)
            ?? throw layer.Place.Fault($"the activation {FileText.Quote(layer.Activation)} is not read. Read are {ActivationNames.All}.");
        Add(new ActivateStep(layer.Place.Name, activation, ActivationNames.SlopeOf(activation)));
    }

    private readonly void Multiply(LayerEntry layer)
    {
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        (float[] kernel, int fanIn, int fanOut) = layer.Matrix(ref weights);
        int width = _builder.WidthAt(_builder.Last) ?? _inputs.Numbers ?? fanIn;
        if (fanIn != width) throw layer.Place.Fault($"its kernel takes {fanIn} numbers, but {width} come in.");
        layer.CheckSize(fanOut);
        bool isFirst = false;
        float[]? biases = weights.HasNext(']', ref isFirst) ? layer.Row(ref weights, fanOut) : null;
        if (biases is not null && weights.HasNext(']', ref isFirst)) throw layer.Place.Fault("its weights are more than a kernel and biases.");
        Add(new ProductStep(layer.Place.Name, fanIn, fanOut, kernel, IsTransposed: false));
        if (biases is not null) Add(new ScaleStep(new UnitScales([1], Array.ConvertAll(biases, static bias => (double)bias))));
    }

    // Keras writes the shape of one step where the last one alone is handed on.
    private void Remember(LayerEntry layer, LayerKind kind)
    {
        if (_ofLastStep is { } before) throw layer.Place.Fault($"it takes sequences, and {before.Name} hands on the last step alone; expected return_sequences=True there.");
        if (layer.Shape.IsOfOneStep) _ofLastStep = layer.Place;
        _isRecurrent = true;
        Add(GatedLayer.Read(layer, kind, _builder.WidthAt(_builder.Last) ?? _inputs.Numbers));
    }

    // γ, β, means and variances, or the last two where the layer was built without scale and center.
    private readonly void Normalize(LayerEntry layer)
    {
        int width = Width(layer);
        layer.CheckSize(width);
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        var rows = new List<double[]>();
        for (bool isFirst = true; weights.HasNext(']', ref isFirst);)
        {
            if (rows.Count == 4) throw layer.Place.Fault("its weights are more than γ, β, means and variances.");
            rows.Add(Array.ConvertAll(layer.Row(ref weights, width), static value => (double)value));
        }

        if (rows.Count is not (2 or 4)) throw layer.Place.Fault($"its weights are {rows.Count} rows; expected γ, β, means and variances, or the last two.");
        double[] gamma = rows.Count == 4 ? rows[0] : [.. Enumerable.Repeat(1.0, width)];
        double[] beta = rows.Count == 4 ? rows[1] : new double[width];
        double epsilon = layer.Epsilon ?? throw layer.Place.Fault("it has no 'epsilon'.");
        Add(new NormalizeStep(ChainNormalization.OfBatch(gamma, beta, rows[rows.Count - 2], rows[rows.Count - 1], epsilon)));
    }

    private readonly int Width(LayerEntry layer) => _builder.WidthAt(_builder.Last) ?? _inputs.Numbers ?? throw layer.Place.Fault("the file does not say in 'in_shape' how many numbers come in.");

    private static KerasJsonException NoModel() => new("The file is no Keras model as JSON: expected an object with 'in_shape' and 'layers', as RTNeural's exporter writes it.");
}
