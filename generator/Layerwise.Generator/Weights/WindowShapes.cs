using Layerwise.Chains;
using Layerwise.Generator.Model;

namespace Layerwise.Generator.Weights;

/// <summary>
/// The shapes of the layers of a file whose windows move over positions. Exporters also write a signal as a picture of height 1, or of width 1: where all of its windows move along
/// one axis, it is a signal.
/// </summary>
/// <param name="IsSignal">Whether there is one axis.</param>
internal readonly record struct WindowShapes(bool IsSignal)
{
    private static WindowAxis One => WindowAxis.None;

    /// <summary>Those of a network.</summary>
    public static WindowShapes Of(IEnumerable<ChainLayer> layers) =>
        new(layers.Select(static layer => layer.Window).OfType<WindowInfo>().All(static window => window.Axes.Count(static axis => !axis.IsStill) <= 1));

    /// <summary>What a window moves over.</summary>
    public Shape Input(WindowInfo window) => IsSignal ? Shape.Of(Moving(window).Size, window.Channels) : Shape.Of(Vertical(window).Size, window.Horizontal.Size, window.Channels);

    /// <summary>Down the rows.</summary>
    public WindowAxis Vertical(WindowInfo window) => IsSignal || window.Vertical is not { } axis ? One with { Stride = Moving(window).Stride } : WindowAxis.Of(axis);

    /// <summary>Along a row, or along a signal.</summary>
    public WindowAxis Horizontal(WindowInfo window) => WindowAxis.Of(IsSignal ? Moving(window) : window.Horizontal);

    private static WindowAxisInfo Moving(WindowInfo window) => window.Axes.FirstOrDefault(static axis => !axis.IsStill) is { Size: > 0 } moving ? moving : window.Horizontal;
}
