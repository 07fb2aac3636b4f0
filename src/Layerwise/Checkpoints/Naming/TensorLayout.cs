using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>The dimensions that a tensor of a network has in a file, and the order of its numbers there.</summary>
internal static class TensorLayout
{
    /// <summary>Those of one tensor; no order where it is that of the network.</summary>
    /// <param name="layer">Zero-based index of its layer.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="orientation">Which way round the weights of dense layers stand in the file.</param>
    /// <param name="countsChannelsFirst">Whether windows are [filters, channels / groups, kernel], and what has no positions any more is counted channel by channel.</param>
    public static (long[] Shape, Permutation? Order) Of<TNetwork>(int layer, TensorInfo tensor, WeightOrientation orientation, bool countsChannelsFirst)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo info = TNetwork.Layers[layer];
        if (info.Window is { } window) return OfWindow(window, tensor, countsChannelsFirst);
        bool isProjection = tensor.Role == TensorRole.Projection;
        int channels = countsChannelsFirst && info.Kind.MixesAllInputs() ? LayerInputs.Shape<TNetwork>(isProjection ? layer + 1 - info.ResidualSpan : layer)[^1] : 1;
        int rows = tensor.Shape[0];
        bool isOfUnits = tensor.Role != TensorRole.Biases && info.Order == LayerOrder.ActivateLinearAdd && rows == info.InputSize;
        bool isOfInputs = tensor.Role == TensorRole.Weights || isProjection || isOfUnits;
        bool isReordered = isOfInputs && channels > 1 && channels < rows;
        if (tensor.Shape.Count == 1) return ([rows], isReordered ? new Permutation([rows / channels, channels], [1, 0]) : null);
        int columns = tensor.Shape[1];
        return (orientation, isReordered) switch
        {
            (WeightOrientation.InOut, false) => ([rows, columns], null),
            (WeightOrientation.InOut, true) => ([rows, columns], new Permutation([rows / channels, channels, columns], [1, 0, 2])),
            (_, false) => ([columns, rows], new Permutation([rows, columns], [1, 0])),
            (_, true) => ([columns, rows], new Permutation([rows / channels, channels, columns], [2, 1, 0])),
        };
    }

    /// <summary>What Keras's depthwise layers call [kernel, 1, filters]: [kernel, channels, filters of each]; null for any other tensor.</summary>
    public static long[]? OfDepthwise(WindowInfo? window, TensorInfo tensor)
    {
        bool isDepthwise = window is not null && window.Groups == window.Channels && tensor.Role == TensorRole.Weights;
        if (!isDepthwise) return null;
        long[] shape = Lengths(tensor.Shape);
        shape[^2] = window!.Channels;
        shape[^1] = window.Filters / window.Channels;
        return shape;
    }

    private static (long[] Shape, Permutation? Order) OfWindow(WindowInfo window, TensorInfo tensor, bool countsChannelsFirst)
    {
        if (tensor.Shape.Count == 1 || !countsChannelsFirst) return (Lengths(tensor.Shape), null);

        // What a residual connection multiplies by is a window of one position.
        IReadOnlyList<int> shape = tensor.Role != TensorRole.Projection ? tensor.Shape
            : window.Vertical is null ? [1, .. tensor.Shape]
            : [1, 1, .. tensor.Shape];
        int[] axes = new int[shape.Count];
        for (int a = 0; a < axes.Length; a++) axes[a] = a < 2 ? axes.Length - 1 - a : a - 2;
        int[] ordered = Array.ConvertAll(axes, axis => shape[axis]);
        return (Lengths(ordered), new Permutation([.. shape], axes));
    }

    private static long[] Lengths(IReadOnlyList<int> shape)
    {
        long[] lengths = new long[shape.Count];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = shape[i];
        return lengths;
    }
}
