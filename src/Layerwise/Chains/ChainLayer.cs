namespace Layerwise.Chains;

/// <summary>A dense layer of a file: a = φ(x·W + b), with a normalization before φ where the file has one. Its numbers are computed when they are copied.</summary>
internal sealed class ChainLayer
{
    private readonly float[] _values;
    private readonly bool _isTransposed;
    private UnitScales _before;
    private UnitScales _after;

    /// <summary>x·W.</summary>
    /// <param name="node">What the product is called in the file.</param>
    /// <param name="fanIn">Number of inputs.</param>
    /// <param name="fanOut">Number of outputs.</param>
    /// <param name="values">W, [fanIn, fanOut] or transposed.</param>
    /// <param name="isTransposed">Whether it is [fanOut, fanIn].</param>
    /// <param name="before">What is done to x first.</param>
    public ChainLayer(string node, int fanIn, int fanOut, float[] values, bool isTransposed, UnitScales before)
    {
        Node = node;
        FanIn = fanIn;
        FanOut = fanOut;
        _values = values;
        _isTransposed = isTransposed;
        _before = before;
        _after = UnitScales.None;
    }

    /// <summary>What its product is called in the file.</summary>
    public string Node { get; }

    /// <summary>Number of inputs.</summary>
    public int FanIn { get; }

    /// <summary>Number of outputs.</summary>
    public int FanOut { get; }

    /// <summary>φ.</summary>
    public Activation Activation { get; private set; }

    /// <summary>The slope of φ; 0 where it has none.</summary>
    public float Slope { get; private set; }

    /// <summary>The normalization between x·W + b and φ; null where there is none.</summary>
    public ChainNormalization? Normalization { get; private set; }

    /// <summary>The normalization behind φ, before the next layer; null where there is none.</summary>
    public ChainNormalization? Behind { get; private set; }

    /// <summary>Whether φ has been named: nothing can be folded into the layer then.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether x·W without b would be something else.</summary>
    public bool NeedsBiases => _after.Addends.Any(static addend => addend != 0) || _before.Addends.Any(static addend => addend != 0);

    /// <summary>Scales and shifts what comes before φ.</summary>
    public void Scale(UnitScales scales)
    {
        if (Normalization is not { } normalization) _after = scales.After(_after);
        else
        {
            Normalization = normalization with
            {
                Gamma = [.. normalization.Gamma.Select((gamma, i) => scales.FactorOf(i) * gamma)],
                Beta = [.. normalization.Beta.Select((beta, i) => (scales.FactorOf(i) * beta) + scales.AddendOf(i))],
            };
        }
    }

    /// <summary>Normalizes what comes before φ.</summary>
    public void Normalize(ChainNormalization normalization)
    {
        if (Normalization is null) Normalization = normalization;
        else Scale(new UnitScales(normalization.Factors(), normalization.Addends()));
    }

    /// <summary>Normalizes what comes behind φ.</summary>
    public void NormalizeOutputs(ChainNormalization normalization) => Behind = normalization;

    /// <summary>Takes away what it does behind φ.</summary>
    /// <returns>What the next layer must do in its place.</returns>
    public UnitScales TakeBehind()
    {
        ChainNormalization normalization = Behind!;
        Behind = null;
        return new UnitScales(normalization.Factors(), normalization.Addends());
    }

    /// <summary>Scales and shifts the inputs before all else that is done to them.</summary>
    public void ScaleInputs(UnitScales scales) => _before = _before.After(scales);

    /// <summary>Names φ.</summary>
    public void Close(Activation activation, float slope)
    {
        Activation = activation;
        Slope = slope;
        IsClosed = true;
    }

    /// <summary>Makes the normalization part of weights and biases.</summary>
    public void Fold()
    {
        if (Normalization is not { } normalization) return;
        Normalization = null;
        Scale(new UnitScales(normalization.Factors(), normalization.Addends()));
    }

    /// <summary>Writes W, [fanIn, fanOut].</summary>
    public void CopyWeights(Span<float> weights)
    {
        if (!_isTransposed && _before.KeepsSize && _after.KeepsSize)
        {
            _values.AsSpan().CopyTo(weights);
            return;
        }

        for (int i = 0; i < FanIn; i++)
        {
            double factor = _before.FactorOf(i);
            for (int o = 0; o < FanOut; o++) weights[(i * FanOut) + o] = (float)(factor * Value(i, o) * _after.FactorOf(o));
        }
    }

    /// <summary>Writes b, [fanOut].</summary>
    public void CopyBiases(Span<float> biases)
    {
        bool hasAddends = _before.Addends.Any(static addend => addend != 0);
        for (int o = 0; o < FanOut; o++)
        {
            double sum = 0;
            for (int i = 0; hasAddends && i < FanIn; i++) sum += _before.AddendOf(i) * Value(i, o);
            biases[o] = (float)((_after.FactorOf(o) * sum) + _after.AddendOf(o));
        }
    }

    private float Value(int i, int o) => _isTransposed ? _values[(o * FanIn) + i] : _values[(i * FanOut) + o];
}
