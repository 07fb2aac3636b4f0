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

    /// <summary>Number of outputs, of a window at each position; of a layer that remembers, of units.</summary>
    public int FanOut => Recurrence?.Units ?? product.FanOut;

    /// <summary>How many columns its weights have: outputs, or all gates of all units.</summary>
    public int Columns => product.FanOut;

    /// <summary>What it remembers by; null where it remembers nothing.</summary>
    public RecurrentStep? Recurrence { get; private init; }

    /// <summary>How its window moves; null where an output sees all that comes in.</summary>
    public WindowInfo? Window => product.Window;

    /// <summary>Whether that window moves over the steps of sequences: then it stands for one step.</summary>
    public bool IsStreamed => product.IsStreamed;

    /// <summary>The dimensions of what it takes.</summary>
    public IReadOnlyList<int> Input => product.Input;

    /// <summary>The dimensions of what it makes.</summary>
    public IReadOnlyList<int> Output => Recurrence is null ? product.Output : [Recurrence.Units];

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

    /// <summary>A layer with a memory.</summary>
    /// <param name="step">What it does.</param>
    /// <param name="before">What is done to x first, which becomes part of weights and biases.</param>
    /// <param name="residualSpan">1 where it adds what came in to what it makes; 0 where it doesn't.</param>
    public static ChainLayer Of(RecurrentStep step, UnitScales before, int residualSpan) =>
        new(new ProductStep(step.Node, step.Inputs, step.Gates * step.Units, step.Weights, IsTransposed: false), before, new UnitScales([1], step.Biases))
        {
            Kind = step.Kind,
            Recurrence = step,
            Activation = step.Activation,
            Slope = step.Slope,
            ResidualSpan = residualSpan,
        };

    /// <summary>Whether x·W without b would be something else.</summary>
    public bool NeedsBiases => Recurrence is not null || !after.KeepsZero || !before.KeepsZero;

    /// <summary>Writes the slopes of φ, as many as there is room for: one, or one for each unit.</summary>
    public void CopySlopes(Span<float> slopes)
    {
        for (int unit = 0; unit < slopes.Length; unit++) slopes[unit] = Slopes.Length > 0 ? Slopes[unit % Slopes.Length] : Slope;
    }

    /// <summary>Writes W, [fanIn, columns], of a window [kernel, channels / groups, filters].</summary>
    public void CopyWeights(Span<float> weights)
    {
        if (!product.IsTransposed && product.Rows is null && before.KeepsSize && after.KeepsSize)
        {
            product.Values.AsSpan().CopyTo(weights);
            return;
        }

        for (int i = 0; i < FanIn; i++)
        {
            for (int o = 0; o < Columns; o++) weights[(i * Columns) + o] = (float)(before.FactorOf(Unit(i, o)) * product.Value(i, o) * after.FactorOf(o));
        }
    }

    /// <summary>Writes the matrix of what it remembers, [units, columns].</summary>
    public void CopyRecurrentWeights(Span<float> weights) => Recurrence?.RecurrentWeights.AsSpan().CopyTo(weights);

    /// <summary>Writes the biases of those products, [columns], where it has them.</summary>
    public void CopyRecurrentBiases(Span<float> biases)
    {
        for (int i = 0; i < biases.Length; i++) biases[i] = (float)Recurrence!.RecurrentBiases[i];
    }

    /// <summary>Writes b, [columns].</summary>
    public void CopyBiases(Span<float> biases)
    {
        bool hasAddends = !before.KeepsZero;
        for (int o = 0; o < Columns; o++)
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
