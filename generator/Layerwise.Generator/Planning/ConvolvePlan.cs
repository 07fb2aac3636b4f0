using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>What the kernels of a convolution need beside its numbers.</summary>
/// <param name="Operation">The convolution.</param>
internal readonly record struct ConvolvePlan(Convolve Operation)
{
    /// <summary>Floats of the room that the way back needs.</summary>
    public long TrainingRoom => Tiling.SpreadRoom(Sizes.Weights, SpreadSize);

    /// <summary>Whether its kernel keeps the weights of some channels in registers, and asks for each window what lies inside the input: then that needs no borders.</summary>
    public bool KeepsWindow => Sizes.IsDepthwise && Tiling.KeepsWindow((int)Sizes.Window, Sizes.Channels);

    private ConvolutionSizes Sizes => Operation.Sizes;

    private long SpreadSize => Spread(Sizes.Vertical) * Spread(Sizes.Horizontal) * Sizes.Filters;

    private static long Spread(WindowAxis axis) => axis.Padded + axis.Extent - 1;
}
