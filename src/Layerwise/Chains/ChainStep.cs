namespace Layerwise.Chains;

/// <summary>One thing that a file does to the numbers of a sample.</summary>
internal abstract record ChainStep
{
    /// <summary>What it does to some of its results, from the same ones of what it reads, or a product from all; null where each result depends on all.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public virtual ChainStep? Part(int first, int count) => null;
}

/// <summary>x·W.</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="Values">W, [fanIn, fanOut] or transposed.</param>
/// <param name="IsTransposed">Whether it is [fanOut, fanIn].</param>
internal sealed record ProductStep(string Node, int FanIn, int FanOut, float[] Values, bool IsTransposed) : ChainStep
{
    /// <inheritdoc/>
    public override ChainStep Part(int first, int count)
    {
        float[] values = new float[FanIn * count];
        if (IsTransposed) Values.AsSpan(first * FanIn, values.Length).CopyTo(values);
        for (int i = 0; i < FanIn && !IsTransposed; i++) Values.AsSpan((i * FanOut) + first, count).CopyTo(values.AsSpan(i * count));
        return new ProductStep(Node, FanIn, count, values, IsTransposed);
    }
}

/// <summary>s·x + t.</summary>
/// <param name="Scales">s and t.</param>
internal sealed record ScaleStep(UnitScales Scales) : ChainStep
{
    /// <inheritdoc/>
    public override ChainStep Part(int first, int count)
    {
        return new ScaleStep(new UnitScales(Of(Scales.Factors), Of(Scales.Addends)));

        // One number is that of all.
        double[] Of(double[] values) => values.Length == 1 ? values : values.AsSpan(first, count).ToArray();
    }
}

/// <summary>A normalization.</summary>
/// <param name="Normalization">Which.</param>
internal sealed record NormalizeStep(ChainNormalization Normalization) : ChainStep;

/// <summary>φ(x).</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="Activation">φ.</param>
/// <param name="Slope">Its slope; 0 where it has none.</param>
internal sealed record ActivateStep(string Node, Activation Activation, float Slope) : ChainStep
{
    /// <summary>The slope of each unit, where they differ; otherwise empty.</summary>
    public float[] Slopes { get; init; } = [];

    /// <inheritdoc/>
    public override ChainStep? Part(int first, int count) =>
        Activation is Activation.Softmax or Activation.LogSoftmax ? null : this with { Slopes = Slopes.Length == 0 ? [] : Slopes.AsSpan(first, count).ToArray() };

    /// <summary>A PReLU with a slope for each unit, or one for all.</summary>
    public static ActivateStep PRelu(string node, float[] slopes) =>
        new(node, Activation.PRelu, slopes[0]) { Slopes = Array.TrueForAll(slopes, slope => slope == slopes[0]) ? [] : slopes };
}

/// <summary>The sum with what an earlier step took.</summary>
/// <param name="Source">Index of that step in the chain; in a builder, the place.</param>
internal sealed record SumStep(int Source) : ChainStep
{
    /// <summary>What multiplies that by weights first; null where it is added as it is.</summary>
    public ChainLayer? Projection { get; init; }
}
