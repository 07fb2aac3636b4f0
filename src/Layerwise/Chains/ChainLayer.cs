namespace Layerwise.Chains;

/// <summary>A layer of a file, in one of the orders of <see cref="LayerOrder"/>. Its numbers are computed when they are copied.</summary>
/// <param name="product">Its x·W; one without numbers where it pools.</param>
/// <param name="before">What is done to x first, which becomes part of weights and biases.</param>
/// <param name="after">What is done to x·W, which becomes part of weights and biases.</param>
internal sealed class ChainLayer(ProductStep product, UnitScales before, UnitScales after)
{
    /// <summary>What its product is called in the file.</summary>
    public string Node => product.Node;

    /// <summary>What it computes.</summary>
    public LayerKind Kind { get; private init; } = product.Window is null ? LayerKind.Dense : LayerKind.Convolution;

    /// <summary>Number of inputs that an output sees.</summary>
    public int FanIn => product.FanIn;

    /// <summary>Number of outputs, of a window at each position.</summary>
    public int FanOut => product.FanOut;

    /// <summary>How its window moves; null where an output sees all that comes in.</summary>
    public WindowInfo? Window => product.Window;

    /// <summary>The dimensions of what it takes.</summary>
    public IReadOnlyList<int> Input => product.Input;

    /// <summary>The dimensions of what it makes.</summary>
    public IReadOnlyList<int> Output => product.Output;

    /// <summary>φ.</summary>
    public Activation Activation { get; init; }

    /// <summary>The slope of φ; 0 where it has none.</summary>
    public float Slope { get; init; }

    /// <summary>The slope of φ for each unit, where they differ; otherwise empty.</summary>
    public float[] Slopes { get; init; } = [];

    /// <summary>How many numbers φ tells apart, where each has a slope of its own.</summary>
    public int ActivatedUnits => Order == LayerOrder.ActivateLinearAdd ? Input[Input.Count - 1] : FanOut;

    /// <summary>Its normalization; null where there is none.</summary>
    public ChainNormalization? Normalization { get; init; }

    /// <summary>In which order it works.</summary>
    public LayerOrder Order { get; init; }

    /// <summary>How many layers its residual connection goes around, itself the last of them; 0 for none.</summary>
    public int ResidualSpan { get; init; }

    /// <summary>What multiplies by weights what that connection brings; null where it brings it as it is.</summary>
    public ChainLayer? Projection { get; init; }

    /// <summary>A layer that pools.</summary>
    public static ChainLayer Of(PoolStep pool) =>
        new(new ProductStep(pool.Node, 0, 0, [], IsTransposed: false) { Window = pool.Window }, UnitScales.None, UnitScales.None) { Kind = LayerKind.Pooling };

    /// <summary>Whether x·W without b would be something else.</summary>
    public bool NeedsBiases => !after.KeepsZero || !before.KeepsZero;

    /// <summary>Writes the slopes of φ, as many as there is room for: one, or one for each unit.</summary>
    public void CopySlopes(Span<float> slopes)
    {
        for (int unit = 0; unit < slopes.Length; unit++) slopes[unit] = Slopes.Length > 0 ? Slopes[unit % Slopes.Length] : Slope;
    }

    /// <summary>Writes W, [fanIn, fanOut], of a window [kernel, channels / groups, filters].</summary>
    public void CopyWeights(Span<float> weights)
    {
        if (!product.IsTransposed && product.Rows is null && before.KeepsSize && after.KeepsSize)
        {
            product.Values.AsSpan().CopyTo(weights);
            return;
        }

        for (int i = 0; i < FanIn; i++)
        {
            for (int o = 0; o < FanOut; o++) weights[(i * FanOut) + o] = (float)(before.FactorOf(Unit(i, o)) * product.Value(i, o) * after.FactorOf(o));
        }
    }

    /// <summary>Writes b, [fanOut].</summary>
    public void CopyBiases(Span<float> biases)
    {
        bool hasAddends = !before.KeepsZero;
        for (int o = 0; o < FanOut; o++)
        {
            double sum = 0;
            for (int i = 0; hasAddends && i < FanIn; i++) sum += before.AddendOf(Unit(i, o)) * product.Value(i, o);
            biases[o] = (float)((after.FactorOf(o) * sum) + after.AddendOf(o));
        }
    }

    // The input that an element of W is for: of a window the channel, which each position has alike.
    private int Unit(int input, int output)
    {
        if (Window is null) return input;
        int channels = Window.Channels / Window.Groups;
        return (output / (Window.Filters / Window.Groups) * channels) + (input % channels);
    }
}
