using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>The layers of a file, one after the other.</summary>
internal sealed class ModelLayers
{
    private readonly ChainBuilder _builder = new();
    private readonly ModelForm _form;
    private readonly SampleShape _inputs;
    private readonly long _bytes;
    private LayerPlace? _ofLastStep;
    private bool _isFlat;

    /// <summary>None yet.</summary>
    /// <param name="form">What they see of samples.</param>
    /// <param name="inputs">What the first of them gets.</param>
    /// <param name="bytes">How large the file is.</param>
    /// <exception cref="KerasJsonException">They go over positions, and nothing says over how many.</exception>
    public ModelLayers(ModelForm form, SampleShape inputs, long bytes)
    {
        (_form, _inputs, _bytes) = (form, inputs, bytes);
        if (form != ModelForm.Positions) return;
        bool isSound = inputs.Positions is { } shape && shape.Aggregate(1L, static (count, size) => Math.Min(count, int.MaxValue) * size) <= WindowBounds.MostNumbers;
        if (!isSound)
        {
            throw new KerasJsonException(
                $"The file has layers over positions, and its 'in_shape' is {inputs}; expected [null, steps, channels] or [null, rows, columns, channels], "
                + $"{WindowBounds.MostNumbers} numbers at most.");
        }

        _builder.SetInput(inputs.Positions!);
    }

    /// <summary>All of them.</summary>
    /// <exception cref="KerasJsonException">They don't go together.</exception>
    public ChainTree Finish()
    {
        Chain chain = _builder.ChainTo(_builder.Last, _bytes, static message => new KerasJsonException(message));
        bool areSteps = _form == ModelForm.Steps;
        return ChainTree.Of(chain) with { AnswersEachStep = areSteps && _ofLastStep is null, Steps = areSteps ? _inputs.Steps : 0 };
    }

    /// <summary>Adds the next one.</summary>
    /// <exception cref="KerasJsonException">It is none that this library has, or does not fit behind the others.</exception>
    public void Add(LayerEntry layer)
    {
        LayerPlace place = layer.Place;
        switch (place.Type)
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
            case "conv1d" or "conv2d" or "Conv1D" or "Conv2D" or "DepthwiseConv1D" or "DepthwiseConv2D":
                Convolve(layer);
                break;
            case "batchnorm" or "batchnorm2d":
                Normalize(layer);
                break;
            case "prelu":
                Add(layer.SlopesOf(Units(layer)));
                return;
            case "activation":
                break;
            case "Flatten":
                CheckPositions(layer);
                _isFlat = true;
                return;
            case var type when LayerTypes.GoesOverPositions(type):
                CheckPositions(layer);
                Add(PositionWindows.Pool(layer, Positions(layer)));
                return;
            default:
                throw place.Fault($"layers of this type are not read. Read are {LayerTypes.All}.");
        }

        if (layer.Activation.Length == 0 || layer.Activation == "linear") return;
        Activation activation = ActivationNames.Of(layer.Activation)
            ?? throw place.Fault($"the activation {FileText.Quote(layer.Activation)} is not read. Read are {ActivationNames.All}.");
        Add(new ActivateStep(place.Name, activation, ActivationNames.SlopeOf(activation)));
    }

    private void Add(ChainStep step) => _builder.Add(_builder.Last, step);

    private void Add(ProductStep product, float[]? biases)
    {
        Add(product);
        if (biases is not null) Add(new ScaleStep(new UnitScales([1], Array.ConvertAll(biases, static bias => (double)bias))));
    }

    // What comes in, where it has positions that no layer has joined.
    private IReadOnlyList<int>? Shape => !_isFlat && _builder.ShapeAt(_builder.Last) is { Count: > 1 } shape ? shape : null;

    private int? Width => _builder.WidthAt(_builder.Last) ?? _inputs.NumbersOfStep;

    // How many numbers an activation or normalization tells apart: those of a sample, or of each of its positions.
    private int Units(LayerEntry layer) => (Shape is { } shape ? shape[shape.Count - 1] : Width)
        ?? throw layer.Place.Fault("the file does not say in 'in_shape' how many numbers come in.");

    private IReadOnlyList<int> Positions(LayerEntry layer) => Shape
        ?? throw layer.Place.Fault($"it goes over positions, and gets {Width} numbers of which no positions are left; expected it in front of Flatten, dense layers and global pooling.");

    private void CheckPositions(LayerEntry layer)
    {
        bool isHarmless = layer.Place.Type == "Flatten" && _ofLastStep is not null;
        if (_form == ModelForm.Steps && !isHarmless)
        {
            throw layer.Place.Fault(
                "it takes the positions of a whole signal together, and the file goes step by step, by its recurrent layers, its conv1d or an 'in_shape' without a number of steps; "
                + "expected Conv1D and such a number, [null, steps, channels].");
        }
    }

    private void Multiply(LayerEntry layer)
    {
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        (float[] kernel, int fanIn, int fanOut) = layer.Matrix(ref weights);
        int width = Shape is { } positions ? positions[positions.Count - 1] : Width ?? fanIn;
        if (fanIn != width) throw layer.Place.Fault($"its kernel takes {fanIn} numbers, but {width} come in.");
        layer.CheckSize(fanOut);
        ProductStep product = Shape is { } shape
            ? ProductStep.OfPositions(layer.Place.Name, shape, fanOut, kernel)
            : new ProductStep(layer.Place.Name, fanIn, fanOut, kernel, IsTransposed: false);
        if (product.Window is { } window) _ = PositionWindows.Checked(layer.Place, window);
        Add(product, layer.LastBiases(weights, fanOut));
    }

    private void Convolve(LayerEntry layer)
    {
        if (_form != ModelForm.Steps)
        {
            (ProductStep product, float[]? biases) = PositionWindows.Convolve(layer, Positions(layer));
            Add(product, biases);
            return;
        }

        CheckSequence(layer);
        if (layer.Place.Type is "Conv2D" or "DepthwiseConv2D") CheckPositions(layer);
        if (layer.Place.Type == LayerTypes.OverFeatures)
        {
            (ProductStep product, float[]? biases) = StepWindows.ReadOverFeatures(layer, Width, _bytes);
            Add(product, biases);
        }
        else
        {
            (ProductStep product, float[]? biases) = StepWindows.Read(layer, Width);
            Add(product, biases);
        }
    }

    // Keras writes the shape of one step where the last one alone is handed on.
    private void Remember(LayerEntry layer, LayerKind kind)
    {
        CheckSequence(layer);
        if (layer.Shape.IsOfOneStep) _ofLastStep = layer.Place;
        Add(GatedLayer.Read(layer, kind, Width));
    }

    private void CheckSequence(LayerEntry layer)
    {
        if (_ofLastStep is { } before) throw layer.Place.Fault($"it takes sequences, and {before.Name} hands on the last step alone; expected return_sequences=True there.");
    }

    // γ, β, means and variances, or the last two where the layer was built without scale and center. Those of several features are alike for each.
    private void Normalize(LayerEntry layer)
    {
        int width = Units(layer);
        if (layer.Place.Type == "batchnorm2d")
        {
            int filters = layer.Options.Number(layer.Place, "num_filters_in", layer.Shape.Numbers);
            if (width % filters != 0) throw layer.Place.Fault($"it normalizes {filters} channels of each feature, which the {width} numbers that come in can't share.");
            width = filters;
        }

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
}
