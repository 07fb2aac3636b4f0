using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>Keras's convolutions and pooling over the positions of a whole signal or picture, channels last.</summary>
internal static class PositionWindows
{
    /// <summary>A Conv1D, Conv2D, DepthwiseConv1D or DepthwiseConv2D.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="shape">What comes in.</param>
    /// <returns>The product, and its biases where it has any.</returns>
    /// <exception cref="KerasJsonException">It is none that this library has, or does not fit.</exception>
    public static (ProductStep Product, float[]? Biases) Convolve(LayerEntry layer, IReadOnlyList<int> shape)
    {
        LayerPlace place = layer.Place;
        int axes = CheckShape(layer, shape);
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        bool isDepthwise = place.Type.StartsWith("Depthwise", StringComparison.Ordinal);
        string[] positions = axes == 1 ? ["steps"] : ["rows", "columns"];
        (float[] kernel, int[] sizes) = layer.Kernel(ref weights, [.. positions, isDepthwise ? "channels" : "channels / groups", isDepthwise ? "filters of each" : "filters"]);
        int[] window = [.. sizes.Take(axes)];
        int[] said = layer.Options.PerAxis(place, "kernel_size", axes, window);
        if (!said.SequenceEqual(window)) throw place.Fault($"its kernel_size is {string.Join(" × ", said)}, but its kernel has {string.Join(" × ", window)} positions.");
        int channels = shape[axes];
        int groups = isDepthwise ? sizes[axes] : layer.Options.Number(place, "groups", 1);
        int filters = isDepthwise ? sizes[axes] * sizes[axes + 1] : sizes[axes + 1];
        long taken = isDepthwise ? sizes[axes] : (long)sizes[axes] * groups;
        if (taken != channels) throw place.Fault($"its kernel takes {taken} channels in {groups} groups, but {channels} come in.");
        if (filters % groups != 0) throw place.Fault($"its {filters} filters can't be shared by {groups} groups.");
        layer.CheckSize(filters);
        WindowInfo moving = Window(layer, shape, window, layer.Options.PerAxis(place, "strides", axes, [.. window.Select(static _ => 1)]), filters) with { Groups = groups };
        int fanIn = kernel.Length / filters;
        return (new ProductStep(place.Name, fanIn, filters, kernel, IsTransposed: false) { Window = moving }, layer.LastBiases(weights, filters));
    }

    /// <summary>A MaxPooling1D, AveragePooling2D, GlobalAveragePooling1D and their like.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="shape">What comes in.</param>
    /// <exception cref="KerasJsonException">It is none that this library has, or does not fit.</exception>
    public static PoolStep Pool(LayerEntry layer, IReadOnlyList<int> shape)
    {
        LayerPlace place = layer.Place;
        int axes = CheckShape(layer, shape);
        int channels = shape[axes];
        layer.CheckSize(channels);
        if (place.Type.StartsWith("Global", StringComparison.Ordinal))
        {
            WindowAxisInfo[] all = [.. shape.Take(axes).Select(static size => new WindowAxisInfo(size, size, 1, 1, 0, 0))];
            return new PoolStep(place.Name, new WindowInfo(axes > 1 ? all[0] : null, all[axes - 1], channels, channels) { IsGlobal = true });
        }

        int[] window = layer.Options.PerAxis(place, "pool_size", axes, [.. Enumerable.Repeat(2, axes)]);
        bool isMax = place.Type.StartsWith("Max", StringComparison.Ordinal);
        return new PoolStep(place.Name, Window(layer, shape, window, layer.Options.PerAxis(place, "strides", axes, window), channels) with { IsMax = isMax });
    }

    /// <summary>How a window moves along an axis.</summary>
    /// <param name="size">Positions that come in.</param>
    /// <param name="kernel">Positions of the window.</param>
    /// <param name="stride">How far it moves.</param>
    /// <param name="dilation">How far apart its positions are.</param>
    /// <param name="padding">Keras's word for what is in front and behind.</param>
    public static WindowAxisInfo Axis(int size, int kernel, int stride, int dilation, string padding)
    {
        var axis = new WindowAxisInfo(size, kernel, stride, dilation, 0, 0);
        long extent = ((kernel - 1L) * dilation) + 1;
        long results = ((size - 1L) / stride) + 1;
        int missing = (int)Math.Min(Math.Max(((results - 1) * stride) + extent - size, 0), int.MaxValue / 2);
        return padding switch
        {
            "same" => axis with { Before = missing / 2, After = missing - (missing / 2) },
            "causal" => axis with { Before = (int)Math.Min(extent - 1, int.MaxValue / 2) },
            _ => axis,
        };
    }

    /// <summary>A window as it is.</summary>
    /// <exception cref="KerasJsonException">It moves over more than any network has.</exception>
    public static WindowInfo Checked(LayerPlace place, WindowInfo window) => WindowBounds.Hold(window) ? window : throw place.Fault(
        $"it moves over {WindowBounds.Positions(window)} positions with {Math.Max(window.Channels, window.Filters)} channels; "
        + $"at most {WindowBounds.MostPositions} positions and {WindowBounds.MostNumbers} numbers are read.");

    private static WindowInfo Window(LayerEntry layer, IReadOnlyList<int> shape, int[] kernel, int[] strides, int filters)
    {
        LayerPlace place = layer.Place;
        int axes = kernel.Length;
        int[] dilations = layer.Options.PerAxis(place, "dilation_rate", axes, [.. kernel.Select(static _ => 1)]);
        string padding = layer.Options.Word("padding", "valid");
        string[] known = axes == 1 && place.Type == "Conv1D" ? ["valid", "same", "causal"] : ["valid", "same"];
        if (!known.Contains(padding)) throw place.Fault($"its padding is {FileText.Quote(padding)}; expected one of {string.Join(", ", known)}.");
        var moving = new WindowAxisInfo[axes];
        for (int a = 0; a < axes; a++)
        {
            moving[a] = Axis(shape[a], kernel[a], strides[a], dilations[a], padding);
            long extent = ((kernel[a] - 1L) * dilations[a]) + 1;
            long room = (long)moving[a].Before + shape[a] + moving[a].After;
            if (extent > room) throw place.Fault($"its window reaches over {extent} positions, more than the {room} that there are with its borders.");
        }

        if (!WindowBounds.Align(moving))
        {
            throw place.Fault($"its strides are {strides[0]} and {strides[1]}, its dilations {dilations[0]} and {dilations[1]}; expected the same along both axes.");
        }

        return Checked(place, new WindowInfo(axes > 1 ? moving[0] : null, moving[axes - 1], shape[axes], filters));
    }

    // Along how many axes it moves.
    private static int CheckShape(LayerEntry layer, IReadOnlyList<int> shape)
    {
        string order = layer.Options.Word("data_format", "channels_last");
        if (order != "channels_last") throw layer.Place.Fault($"its data_format is {FileText.Quote(order)}; expected 'channels_last'.");
        int axes = LayerTypes.AxesOf(layer.Place.Type);
        string found = shape.Count == 1 ? $"{shape[0]} numbers without positions" : $"[{string.Join(", ", shape)}]";
        return shape.Count == axes + 1 ? axes : throw layer.Place.Fault($"it gets {found}; expected [{(axes == 1 ? "steps" : "rows, columns")}, channels].");
    }
}
