using Layerwise.Traits;

namespace Layerwise.Chains;

/// <summary>One thing that a file does to the numbers of a sample.</summary>
internal abstract record ChainStep
{
    /// <summary>What it does to some of its results, from the same ones of what it reads, or a product from all; null where each result depends on all.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public virtual ChainStep? Part(int first, int count) => null;
}

/// <summary>x·W, of all that comes in or of a window at each position.</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="FanIn">Number of inputs that an output sees.</param>
/// <param name="FanOut">Number of outputs, of a window at each position.</param>
/// <param name="Values">W, [fanIn, fanOut] or transposed.</param>
/// <param name="IsTransposed">Whether it is [fanOut, fanIn].</param>
internal sealed record ProductStep(string Node, int FanIn, int FanOut, float[] Values, bool IsTransposed) : ChainStep
{
    /// <summary>Which of the inputs of W each input here is, channels last; null where both are in the same order.</summary>
    public int[]? Rows { get; init; }

    /// <summary>How its window moves; null where an output sees all that comes in.</summary>
    public WindowInfo? Window { get; init; }

    /// <summary>
    /// Whether its window moves over the steps of sequences, however many these are. Then it is one over a single step, with the steps before that in front of it.
    /// </summary>
    public bool IsStreamed { get; init; }

    /// <summary>The dimensions of what it takes; of sequences, of one step.</summary>
    public IReadOnlyList<int> Input => Window is null ? [FanIn] : IsStreamed ? [Window.Channels] : Window.Input;

    /// <summary>The dimensions of what it makes; of sequences, of one step.</summary>
    public IReadOnlyList<int> Output => Window is null || IsStreamed ? [FanOut] : Window.Output;

    /// <summary>Whether it mixes zeros from behind a border with what comes in: then what is added everywhere alike does not stay so.</summary>
    public bool HasBorders => Window?.Axes.Any(static axis => axis.Before + axis.After > 0) == true;

    /// <summary>A convolution over the steps of sequences, which sees a step and some before it; over one step alone, a product without a window.</summary>
    /// <param name="node">What it is called in the file.</param>
    /// <param name="channels">How many numbers a step brings.</param>
    /// <param name="filters">How many it makes of them.</param>
    /// <param name="kernel">How many steps its window sees.</param>
    /// <param name="dilation">How far apart they are.</param>
    /// <param name="groups">Into how many parts channels and filters are cut.</param>
    /// <param name="values">W, [kernel, channels / groups, filters], or [filters, …].</param>
    /// <param name="isTransposed">Whether filters come first.</param>
    public static ProductStep OverSteps(string node, int channels, int filters, int kernel, int dilation, int groups, float[] values, bool isTransposed)
    {
        var product = new ProductStep(node, kernel * (channels / groups), filters, values, isTransposed);
        if (kernel == 1 && groups == 1) return product;
        var steps = new WindowAxisInfo(Size: 1, kernel, Stride: 1, dilation, Before: (kernel - 1) * dilation, After: 0);
        return product with { Window = new WindowInfo(null, steps, channels, filters) { Groups = groups }, IsStreamed = true };
    }

    /// <summary>A product of the numbers of each position.</summary>
    /// <param name="node">What it is called in the file.</param>
    /// <param name="shape">What comes in, channels last.</param>
    /// <param name="filters">How many numbers it makes of each position.</param>
    /// <param name="values">W, [channels, filters].</param>
    public static ProductStep OfPositions(string node, IReadOnlyList<int> shape, int filters, float[] values)
    {
        int channels = shape[shape.Count - 1];
        return new ProductStep(node, channels, filters, values, IsTransposed: false) { Window = PointWindow(shape, filters) };
    }

    /// <summary>Each number by itself, or each channel of each position, multiplied by 1.</summary>
    public static ProductStep Identity(string node, IReadOnlyList<int> shape)
    {
        int channels = shape[shape.Count - 1];
        if (shape.Count == 1)
        {
            var identity = new float[channels * channels];
            for (int unit = 0; unit < channels; unit++) identity[unit * (channels + 1)] = 1;
            return new ProductStep(node, channels, channels, identity, IsTransposed: false);
        }

        return new ProductStep(node, 1, channels, [.. Enumerable.Repeat(1f, channels)], IsTransposed: false) { Window = PointWindow(shape, channels) with { Groups = channels } };
    }

    /// <summary>An element of W.</summary>
    public float Value(int input, int output)
    {
        int row = Rows is null ? input : Rows[input];
        return IsTransposed ? Values[(output * FanIn) + row] : Values[(row * FanOut) + output];
    }

    /// <inheritdoc/>
    public override ChainStep? Part(int first, int count)
    {
        if (Window is not null) return null;
        float[] values = new float[FanIn * count];
        if (IsTransposed) Values.AsSpan(first * FanIn, values.Length).CopyTo(values);
        for (int i = 0; i < FanIn && !IsTransposed; i++) Values.AsSpan((i * FanOut) + first, count).CopyTo(values.AsSpan(i * count));
        return new ProductStep(Node, FanIn, count, values, IsTransposed) { Rows = Rows };
    }

    private static WindowInfo PointWindow(IReadOnlyList<int> shape, int filters)
    {
        WindowAxisInfo[] axes = [.. shape.Take(shape.Count - 1).Select(static size => new WindowAxisInfo(size, 1, 1, 1, 0, 0))];
        return new WindowInfo(axes.Length > 1 ? axes[0] : null, axes[axes.Length - 1], shape[shape.Count - 1], filters);
    }
}

/// <summary>The largest number or the mean of each window and channel.</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="Window">How its window moves.</param>
internal sealed record PoolStep(string Node, WindowInfo Window) : ChainStep;

/// <summary>A layer with a memory, which takes one step of a sequence after the other. Its gates lie side by side, in the order of <see cref="GruAttribute"/> and its like.</summary>
/// <param name="Node">What it is called in the file.</param>
/// <param name="Kind">Which kind it is of.</param>
/// <param name="Inputs">How many numbers a step brings.</param>
/// <param name="Units">How many it makes of them.</param>
/// <param name="Weights">W, [inputs, gates × units].</param>
/// <param name="RecurrentWeights">U, [units, gates × units].</param>
/// <param name="Biases">b, [gates × units].</param>
internal sealed record RecurrentStep(string Node, LayerKind Kind, int Inputs, int Units, float[] Weights, float[] RecurrentWeights, double[] Biases) : ChainStep
{
    /// <summary>The biases of the products with what it remembers, of a GRU, [gates × units]; otherwise empty.</summary>
    public double[] RecurrentBiases { get; init; } = [];

    /// <summary>Whether the reset gate of a GRU multiplies the product of what is remembered; of the others true.</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>What a plain one applies; tanh of the others.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The slope of that; 0 where it has none.</summary>
    public float Slope { get; init; }

    /// <summary>Matrices side by side.</summary>
    public int Gates => Biases.Length / Units;
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
        double[] Of(double[] values) => values.Length == 1 ? values : [.. Enumerable.Range(first, count).Select(unit => values[unit % values.Length])];
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

    /// <summary>What it is together with the step that it reads, another activation; null where no activation is both.</summary>
    public ActivateStep? Together { get; init; }

    /// <inheritdoc/>
    public override ChainStep? Part(int first, int count) => ActivationTraits.Of(Activation).IsRowwise
        ? null
        : this with { Slopes = Slopes.Length == 0 ? [] : [.. Enumerable.Range(first, count).Select(unit => Slopes[unit % Slopes.Length])] };

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
