using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Pooling;

/// <summary>The largest number or the mean of each window and channel. In place of weights a mean has one over the positions of its window.</summary>
/// <param name="Index">Zero-based position in the network.</param>
/// <param name="Input">What it takes: length and channels, or height, width and channels.</param>
/// <param name="Vertical">Down the rows.</param>
/// <param name="Horizontal">Along a row.</param>
/// <param name="IsMax">Whether it makes the largest number, or else the mean.</param>
internal sealed record PoolingSpec(int Index, Shape Input, WindowAxis Vertical, WindowAxis Horizontal, bool IsMax) : LayerSpec(
    Index,
    Vertical.Kernel * Horizontal.Kernel,
    FanOut: 1,
    Activation.Identity,
    new InitSpec(Layerwise.Init.Constant) { Scale = 1f / (Vertical.Kernel * Horizontal.Kernel) })
{
    public override LayerKind Kind => LayerKind.Pooling;

    public override Shape Input { get; } = Input;

    /// <summary>Whether its window is all that it gets: then no positions are left.</summary>
    public bool IsGlobal { get; init; }

    public override Shape Output => IsGlobal ? Shape.Of(Input.Channels) : Input.Like(Vertical.Results, Horizontal.Results, Input.Channels);

    public override ILayerTensors Tensors => new NoTensors();

    // A largest number is not a linear function of its window.
    public override bool IsLinear => !IsMax;

    public override LayerDesign Design => new(FanIn, FanOut, Activation, WeightVariance: 0) { Kind = Kind, Window = Window, InputSize = Input.Size, OutputSize = Output.Size };

    public override WindowInfo? Window => new(Input.Dimensions.Count > 2 ? Vertical.Info : null, Horizontal.Info, Input.Channels, Input.Channels)
    {
        IsMax = IsMax,
        IsGlobal = IsGlobal,
    };

    public override string Sizes => $"{Input} → {Output}, {(IsMax ? "largest" : "mean")} of {(IsGlobal ? "all" : Input.Dimensions.Count > 2 ? $"{Literal.Of(Vertical.Kernel)} × {Literal.Of(Horizontal.Kernel)}" : Literal.Of(Horizontal.Kernel))}";
}
