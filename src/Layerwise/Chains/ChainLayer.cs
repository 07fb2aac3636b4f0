namespace Layerwise.Chains;

/// <summary>A dense layer of a file, in one of the orders of <see cref="LayerOrder"/>. Its numbers are computed when they are copied.</summary>
/// <param name="product">Its x·W.</param>
/// <param name="before">What is done to x first, which becomes part of weights and biases.</param>
/// <param name="after">What is done to x·W, which becomes part of weights and biases.</param>
internal sealed class ChainLayer(ProductStep product, UnitScales before, UnitScales after)
{
    /// <summary>What its product is called in the file.</summary>
    public string Node => product.Node;

    /// <summary>Number of inputs.</summary>
    public int FanIn => product.FanIn;

    /// <summary>Number of outputs.</summary>
    public int FanOut => product.FanOut;

    /// <summary>φ.</summary>
    public Activation Activation { get; init; }

    /// <summary>The slope of φ; 0 where it has none.</summary>
    public float Slope { get; init; }

    /// <summary>The slope of φ for each unit, where they differ; otherwise empty.</summary>
    public float[] Slopes { get; init; } = [];

    /// <summary>Its normalization; null where there is none.</summary>
    public ChainNormalization? Normalization { get; init; }

    /// <summary>In which order it works.</summary>
    public LayerOrder Order { get; init; }

    /// <summary>How many layers its residual connection goes around, itself the last of them; 0 for none.</summary>
    public int ResidualSpan { get; init; }

    /// <summary>What multiplies by weights what that connection brings; null where it brings it as it is.</summary>
    public ChainLayer? Projection { get; init; }

    /// <summary>Whether x·W without b would be something else.</summary>
    public bool NeedsBiases => !after.KeepsZero || !before.KeepsZero;

    /// <summary>Writes the slopes of φ, as many as there is room for: one, or one for each unit.</summary>
    public void CopySlopes(Span<float> slopes)
    {
        if (Slopes.Length > 0) Slopes.AsSpan().CopyTo(slopes);
        else slopes.Fill(Slope);
    }

    /// <summary>Writes W, [fanIn, fanOut].</summary>
    public void CopyWeights(Span<float> weights)
    {
        if (!product.IsTransposed && before.KeepsSize && after.KeepsSize)
        {
            product.Values.AsSpan().CopyTo(weights);
            return;
        }

        for (int i = 0; i < FanIn; i++)
        {
            double factor = before.FactorOf(i);
            for (int o = 0; o < FanOut; o++) weights[(i * FanOut) + o] = (float)(factor * Value(i, o) * after.FactorOf(o));
        }
    }

    /// <summary>Writes b, [fanOut].</summary>
    public void CopyBiases(Span<float> biases)
    {
        bool hasAddends = !before.KeepsZero;
        for (int o = 0; o < FanOut; o++)
        {
            double sum = 0;
            for (int i = 0; hasAddends && i < FanIn; i++) sum += before.AddendOf(i) * Value(i, o);
            biases[o] = (float)((after.FactorOf(o) * sum) + after.AddendOf(o));
        }
    }

    private float Value(int i, int o) => product.IsTransposed ? product.Values[(o * FanIn) + i] : product.Values[(i * FanOut) + o];
}
