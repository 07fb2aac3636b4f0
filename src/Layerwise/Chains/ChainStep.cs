namespace Layerwise.Chains;

/// <summary>One thing that a file does to the numbers of a sample.</summary>
internal abstract record ChainStep;

/// <summary>x·W.</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="Values">W, [fanIn, fanOut] or transposed.</param>
/// <param name="IsTransposed">Whether it is [fanOut, fanIn].</param>
internal sealed record ProductStep(string Node, int FanIn, int FanOut, float[] Values, bool IsTransposed) : ChainStep;

/// <summary>s·x + t.</summary>
/// <param name="Scales">s and t.</param>
internal sealed record ScaleStep(UnitScales Scales) : ChainStep;

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
