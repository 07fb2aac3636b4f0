using Layerwise.Reference.Dense;

namespace Layerwise.Reference.Windows;

/// <summary>
/// A convolution: a dense layer whose samples are the patches that its windows see. One with groups has zeros in place of the weights between two of them.
/// Its parameters are W [kernel, channels / groups, filters] and then those of <see cref="ReferenceOrdered"/>.
/// </summary>
/// <param name="Inner">The dense layer, from a patch to filters.</param>
/// <param name="Groups">Into how many parts channels and filters are cut.</param>
public sealed record ReferenceConvolution(ReferenceOrdered Inner, int Groups) : ReferenceLayer
{
    /// <summary>What the windows see.</summary>
    public Patches Patches => Inner.Patches!;

    /// <summary>What the projection of a residual connection sees: one position for each result.</summary>
    public Patches? Skipped { get; init; }

    /// <inheritdoc/>
    public override int FanIn { get => Patches.Length / Groups; init => throw new NotSupportedException("It follows from the window."); }

    /// <inheritdoc/>
    public override Activation Activation { get => Inner.Activation; init => Inner = Inner with { Activation = value }; }

    /// <inheritdoc/>
    public override Activation OutputActivation => Inner.OutputActivation;

    /// <inheritdoc/>
    public override int ResidualSpan => Inner.ResidualSpan;

    /// <inheritdoc/>
    public override int InputSize => Patches.Positions * Patches.Channels;

    /// <inheritdoc/>
    public override int OutputSize => Patches.Results * Filters;

    /// <inheritdoc/>
    public override int ParameterCount => Inner.ParameterCount - AllWeights + (AllWeights / Groups);

    /// <inheritdoc/>
    public override double[] FirstStatistics => Inner.FirstStatistics;

    /// <summary>Number of filters.</summary>
    public int Filters => Inner.Layer.FanOut;

    private int AllWeights => Patches.Length * Filters;

    /// <summary>The layer that an attribute declares.</summary>
    /// <param name="layer">The attribute.</param>
    /// <param name="input">[length, channels] or [height, width, channels].</param>
    public static ReferenceConvolution DeclaredBy(ConvolutionAttribute layer, IReadOnlyList<int> input)
    {
        (int height, int width) = layer switch
        {
            Conv1DAttribute line => (0, line.Kernel),
            Conv2DAttribute picture => (picture.KernelHeight, picture.KernelWidth),
            _ => throw new InvalidOperationException($"No such convolution: {layer}."),
        };
        Axis Along(int size, int kernel) => Axis.Of(size, kernel, layer.Stride, layer.Dilation, layer.Padding, layer.ZeroPadding);
        var patches = new Patches(height == 0 ? new Axis(1, 1, 1, 1, 0, 0) : Along(input[0], height), Along(input[^2], width), layer.Channels);
        ReferenceDense dense = ReferenceDense.DeclaredBy(layer, patches.Length, layer.Filters) with
        {
            NormalizedGroups = layer.GroupNormalization,
            NormalizedPositions = layer.Order == LayerOrder.ActivateLinearAdd ? patches.Positions : patches.Results,
        };
        return new(new ReferenceOrdered(dense, layer.Order, layer.Residual ? layer.ResidualSpan : 0) { Patches = patches }, layer.Groups);
    }

    /// <summary>A dense layer that goes over each step of a sequence by itself.</summary>
    /// <param name="layer">Its attribute.</param>
    /// <param name="steps">Steps of a sequence.</param>
    public static ReferenceConvolution DeclaredBy(LayerAttribute layer, int steps)
    {
        var each = new Patches(new Axis(1, 1, 1, 1, 0, 0), new Axis(steps, 1, 1, 1, 0, 0), layer.FanIn);
        return new(new ReferenceOrdered(ReferenceDense.DeclaredBy(layer), layer.Order, layer.Residual ? layer.ResidualSpan : 0) { Patches = each }, Groups: 1);
    }

    /// <summary>The dimensions of what it makes, as many as those of what it takes.</summary>
    public int[] Shape(int axes) => axes == 2 ? [Patches.Vertical.Results, Patches.Horizontal.Results, Filters] : [Patches.Horizontal.Results, Filters];

    /// <summary>The same layer with weights in its residual connection.</summary>
    /// <param name="brought">The dimensions of what the connection brings.</param>
    public ReferenceConvolution Projecting(IReadOnlyList<int> brought)
    {
        int height = brought.Count == 3 ? brought[0] : 1;
        bool Fits(int step) => Skip(height, step).Results == Patches.Vertical.Results && Skip(brought[^2], step).Results == Patches.Horizontal.Results;
        int step = Enumerable.Range(1, Math.Max(height, brought[^2])).First(Fits);
        return this with { Inner = Inner with { ProjectedInputs = brought[^1] }, Skipped = new Patches(Skip(height, step), Skip(brought[^2], step), brought[^1]) };

        static Axis Skip(int size, int step) => new(size, 1, step, 1, 0, 0);
    }

    /// <summary>The parameters of the dense layer.</summary>
    public double[] Expanded(double[] parameters)
    {
        double[] all = new double[AllWeights];
        for (int i = 0; i < AllWeights / Groups; i++) all[Place(i)] = parameters[i];
        return [.. all, .. parameters[(AllWeights / Groups)..]];
    }

    /// <summary>What belongs to the parameters of the layer, from what belongs to those of the dense layer.</summary>
    public double[] Contracted(ReadOnlySpan<double> ofDense)
    {
        double[] own = new double[AllWeights / Groups];
        for (int i = 0; i < own.Length; i++) own[i] = ofDense[Place(i)];
        return [.. own, .. ofDense[AllWeights..]];
    }

    /// <summary>What the residual connection brings, a row for each result.</summary>
    public double[][]? Around(double[][]? brought) =>
        brought is null ? null : Skipped is null ? Patches.Cut(brought, Filters) : Skipped.Of(Patches.Cut(brought, Skipped.Channels));

    /// <summary>The same on the way back, a row for each sample.</summary>
    public double[][]? BackAround(double[][]? gradients, int rows) => gradients is null ? null
        : Skipped is null ? Patches.Cut(gradients, gradients.Length / rows * Filters)
        : Patches.Cut(Skipped.Back(gradients), Skipped.Positions * Skipped.Channels);

    /// <inheritdoc/>
    public override ConvolutionPass Forward(double[] parameters, double[][] inputs, LayerState state)
    {
        OrderedPass inner = Inner.Forward(Expanded(parameters), Patches.Cut(inputs, Patches.Channels), state with { Around = Around(state.Around) });
        double[][] Samples(double[][] positions) => Patches.Cut(positions, OutputSize);
        return new ConvolutionPass(inner, inputs, Samples(inner.Outputs), Samples(inner.Activations), Samples(inner.PreActivations));
    }

    /// <inheritdoc/>
    public override ConvolutionGradients Backward(double[] parameters, LayerPass pass, double[][] upstream)
    {
        OrderedGradients inner = Inner.Backward(Expanded(parameters), ((ConvolutionPass)pass).Inner, Patches.Cut(upstream, Filters));
        return new ConvolutionGradients(Contracted(inner.Parameters), Patches.Cut(inner.Inputs, InputSize), inner, BackAround(inner.Around, upstream.Length));
    }

    // Where a weight lies among those of the dense layer: its channel's, and its filter's of the same group.
    private int Place(int weight)
    {
        int seen = Patches.Channels / Groups;
        (int row, int filter) = Math.DivRem(weight, Filters);
        (int position, int channel) = Math.DivRem(row, seen);
        int group = filter / (Filters / Groups);
        return ((((position * Patches.Channels) + (group * seen)) + channel) * Filters) + filter;
    }
}

/// <summary>What a forward pass computed.</summary>
/// <param name="Inner">In the dense layer.</param>
/// <param name="Inputs">What came in.</param>
/// <param name="Outputs">What the next layer sees.</param>
/// <param name="Activations">What a workspace shows.</param>
/// <param name="PreActivations">What it shows, where it keeps them.</param>
public sealed record ConvolutionPass(OrderedPass Inner, double[][] Inputs, double[][] Outputs, double[][] Activations, double[][] PreActivations) : LayerPass(Inputs, Outputs)
{
    /// <inheritdoc/>
    public override double[] RunningStatistics => Inner.RunningStatistics;
}

/// <summary>The derivatives.</summary>
/// <param name="Parameters">With respect to each parameter, summed over the samples.</param>
/// <param name="Inputs">With respect to each input, on the way through the layer.</param>
/// <param name="Inner">In the dense layer.</param>
/// <param name="Around">With respect to what the connection brought.</param>
public sealed record ConvolutionGradients(double[] Parameters, double[][] Inputs, OrderedGradients Inner, double[][]? Around) : LayerGradients(Parameters, Inputs)
{
    /// <inheritdoc/>
    public override double[][]? Around { get; } = Around;
}
