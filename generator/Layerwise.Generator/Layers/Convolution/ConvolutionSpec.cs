using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Convolution;

/// <summary>a = φ(Σ x·W + b) over a window at each position: fan-in and fan-out are what a number meets inside, far from borders.</summary>
/// <param name="Index">Zero-based position in the network.</param>
/// <param name="Input">What it takes: length and channels, or height, width and channels.</param>
/// <param name="Windows">Its windows, channels and filters.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Init">How its weights are drawn.</param>
internal sealed record ConvolutionSpec(int Index, Shape Input, ConvolutionSizes Windows, Activation Activation, InitSpec Init) : LayerSpec(
    Index, (int)Windows.Window * Windows.PartChannels, (int)Windows.Window * (Windows.Filters / Windows.Groups), Activation, Init)
{
    public override LayerKind Kind => LayerKind.Convolution;

    public override Shape Input => IsOneStep ? Shape.Of(Windows.Channels) : OfWindow;

    public override Shape Output => Input.Like(Vertical.Results, Horizontal.Results, Windows.Filters);

    /// <summary>Whether positions are steps of a sequence, which the network also takes one by one.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Whether it stands for one step of a sequence that goes on.</summary>
    public bool IsOneStep => IsStreamed && Steps == 0;

    /// <summary>How many steps before the last one its window sees or skips.</summary>
    public int History => (int)Horizontal.Extent - 1;

    // The steps in a ring, and which of them is the oldest.
    public override int StateSize => IsStreamed && History > 0 ? (History * Windows.Channels) + 1 : 0;

    /// <summary>Down the rows.</summary>
    public WindowAxis Vertical => Windows.Vertical;

    /// <summary>Along a row.</summary>
    public WindowAxis Horizontal => Windows.Horizontal;

    /// <summary>Its residual connection: one position of the input for each of the result, as far apart as the results are.</summary>
    public ConvolutionSizes ProjectionSizes => new(Skipping(ProjectedShape.Height), Skipping(ProjectedShape.Width), ProjectedInputs, Windows.Filters, Groups: 1);

    public override bool HasBorders => Vertical.HasBorder || Horizontal.HasBorder;

    public override ILayerTensors Tensors => new ConvolutionTensors(Kernel, Windows.PartChannels, Windows.Filters, HasBias, Normalized, LearnedSlopes)
    {
        ProjectedChannels = ProjectedInputs,
    };

    // Each step of a sequence is a sample, far from the beginning.
    public override LayerDesign Design => IsStreamed
        ? DesignOfSums with { Kind = Kind, InputSize = Windows.Channels, OutputSize = Windows.Filters }
        : DesignOfSums with { Kind = Kind, Window = Window, InputSize = Input.Size, OutputSize = Output.Size };

    public override ConvolutionSizes? MovingWindows => Windows;

    public override WindowInfo? Window => new(Input.Dimensions.Count > 2 ? Vertical.Info : null, Horizontal.Info, Windows.Channels, Windows.Filters)
    {
        Groups = Windows.Groups,
        ProjectionStride = ProjectedInputs > 0 ? ProjectionSizes.Horizontal.Stride : 1,
    };

    public override string Sizes => string.Concat(
        $"{Input} → {Output}, {string.Join(" × ", Kernel.Select(static length => Literal.Of(length)))}",
        Horizontal.Stride == 1 ? "" : $", stride {Literal.Of(Horizontal.Stride)}",
        Horizontal.Dilation == 1 ? "" : $", dilation {Literal.Of(Horizontal.Dilation)}",
        (Windows.Groups == 1 ? "" : Windows.Groups == Windows.Channels ? ", depthwise" : $", {Literal.Of(Windows.Groups)} groups") + (HasBias ? "" : ", no bias"));

    /// <summary>The lengths of the window.</summary>
    public IReadOnlyList<int> Kernel => Input.Dimensions.Count > 2 ? [Vertical.Kernel, Horizontal.Kernel] : [Horizontal.Kernel];

    public override bool CanAdd(Shape brought) => ProjectedInputs > 0 || brought.Equals(Output);

    public override LayerSpec Projecting(Shape brought) => StepOf(brought) == 0 ? this : this with { ProjectedInputs = brought.Channels, ProjectedShape = brought };

    private NormalizedTensors Normalized =>
        NormalizedTensors.Of(BatchNormalization, LayerNormalization || NormalizedGroups > 0, RmsNormalization, ActivatesInputs ? Windows.Channels : Windows.Filters);

    private Shape OfWindow { get; } = Input;

    /// <summary>What its residual connection multiplies by weights, where it does.</summary>
    private Shape ProjectedShape { get; init; }

    private WindowAxis Skipping(int size) => new(size, Kernel: 1, StepOf(ProjectedShape), Dilation: 1, Before: 0, After: 0);

    // How far apart the positions are that the connection brings, as many as there are results; 0 where no step gives that.
    private int StepOf(Shape brought)
    {
        if (brought.Dimensions.Count != Output.Dimensions.Count) return 0;
        int Count(int size, int step) => ((size - 1) / step) + 1;
        return Enumerable.Range(1, Math.Max(brought.Height, brought.Width))
            .FirstOrDefault(step => Count(brought.Height, step) == Output.Height && Count(brought.Width, step) == Output.Width);
    }

    public override WeightFans FansOf(TensorRole role) =>
        role == TensorRole.Projection ? new WeightFans(ProjectedInputs, Windows.Filters, NegativeSlope: 0) : base.FansOf(role);
}
