using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>Convolutions over the steps of sequences: a window sees a step and some before it.</summary>
internal static class StepWindows
{
    // The zeros between the features of a step and their windows take room that the file does not.
    private const long LeastWeights = 1 << 14;
    private const long WeightsOfByte = 64;

    /// <summary>A convolution along the steps: RTNeural's conv1d, or Keras's Conv1D and DepthwiseConv1D.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="width">How many numbers a step brings; null where nothing says that.</param>
    /// <returns>The product, and its biases where it has any.</returns>
    /// <exception cref="KerasJsonException">It is none that goes step by step, or its weights don't fit.</exception>
    public static (ProductStep Product, float[]? Biases) Read(LayerEntry layer, int? width)
    {
        LayerPlace place = layer.Place;
        bool isOfSteps = place.Type == LayerTypes.OverSteps;
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        (float[] kernel, int[] sizes) = layer.Kernel(ref weights, "steps", "channels / groups", "filters");
        int steps = layer.Options.Number(place, "kernel_size", sizes[0]);
        if (steps != sizes[0]) throw place.Fault($"its kernel_size is {steps}, but its kernel has {sizes[0]} steps.");
        int dilation = layer.Options.Number(place, "dilation", layer.Options.Number(place, "dilation_rate", 1));
        int stride = layer.Options.Number(place, "strides", 1);
        if (stride > 1) throw place.Fault($"its strides are {stride}, and each step of a sequence has an answer; expected 1.");
        string padding = layer.Options.Word("padding", isOfSteps ? "causal" : "valid");
        if (padding != "causal" && steps > 1)
        {
            throw place.Fault(
                $"its padding is {FileText.Quote(padding)}, and the file goes step by step, where no step is there before it comes and each has an answer; expected 'causal'.");
        }

        // Those of a depthwise convolution lie with their channel.
        bool isDepthwise = place.Type == "DepthwiseConv1D";
        int groups = isDepthwise ? sizes[1] : layer.Options.Number(place, "groups", 1);
        int filters = isDepthwise ? sizes[1] * sizes[2] : sizes[2];
        long channels = isDepthwise ? sizes[1] : (long)sizes[1] * groups;
        if (channels != (width ?? channels)) throw place.Fault($"its kernel takes {channels} numbers in {groups} groups, but {width} come in.");
        if (filters % groups != 0) throw place.Fault($"its {filters} filters can't be shared by {groups} groups.");
        layer.CheckSize(filters);
        Check(place, channels, filters, steps, dilation);
        return (ProductStep.OverSteps(place.Name, (int)channels, filters, steps, dilation, groups, kernel, isTransposed: false), layer.LastBiases(weights, filters));
    }

    /// <summary>
    /// RTNeural's conv2d, which remembers steps and moves over the features of each: a convolution of as many channels as a step has numbers, whose weights are 0 outside of its
    /// windows.
    /// </summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="width">How many numbers a step brings; null where nothing says that.</param>
    /// <param name="bytes">How large the file is.</param>
    /// <returns>The product, and its biases for each filter where it has any.</returns>
    /// <exception cref="KerasJsonException">Its weights don't fit.</exception>
    public static (ProductStep Product, float[]? Biases) ReadOverFeatures(LayerEntry layer, int? width, long bytes)
    {
        LayerPlace place = layer.Place;
        LayerOptions options = layer.Options;
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        (float[] kernel, int[] sizes) = layer.Kernel(ref weights, "steps", "features", "channels", "filters");
        (int steps, int window, int channels, int filters) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        Compare("kernel_size_time", steps);
        Compare("kernel_size_feature", window);
        Compare("num_filters_in", channels);
        Compare("num_filters_out", filters);
        int features = options.Number(place, "num_features_in", width is { } numbers && numbers % channels == 0 ? numbers / channels : null);
        long incoming = (long)features * channels;
        if (incoming != (width ?? incoming)) throw place.Fault($"it takes {features} features of {channels} channels, but {width} numbers come in.");
        int stride = options.Number(place, "strides", 1);
        string padding = options.Word("padding", "valid");
        if (padding is not ("valid" or "same")) throw place.Fault($"its padding is {FileText.Quote(padding)}; expected 'valid' or 'same', of its features.");
        WindowAxisInfo axis = PositionWindows.Axis(features, window, stride, dilation: 1, padding);
        if ((long)axis.Before + features + axis.After < window) throw place.Fault($"its window sees {window} features, and {features} come in.");
        int results = axis.Results;
        layer.CheckSize(filters);
        Check(place, incoming, (long)filters * results, steps, options.Number(place, "dilation", 1));
        long count = steps * incoming * filters * results;
        long most = LeastWeights + (WeightsOfByte * bytes);
        if (count > most)
        {
            throw place.Fault($"it goes over {features} features of each step, which takes {count} weights with the zeros between them; at most {most} are read of a file as large.");
        }

        float[] all = new float[count];
        for (int i = 0; i < kernel.Length; i++)
        {
            (int step, int within) = (i / (window * channels * filters), i / (channels * filters) % window);
            (int channel, int filter) = (i / filters % channels, i % filters);
            for (int result = 0; result < results; result++)
            {
                int feature = (result * stride) + within - axis.Before;
                bool isInside = feature >= 0 && feature < features;
                if (isInside) all[(((step * incoming) + (feature * channels) + channel) * results * filters) + (result * filters) + filter] = kernel[i];
            }
        }

        ProductStep product = ProductStep.OverSteps(
            place.Name, (int)incoming, filters * results, steps, options.Number(place, "dilation", 1), groups: 1, all, isTransposed: false);
        return (product, layer.LastBiases(weights, filters));

        void Compare(string name, int found)
        {
            int said = options.Number(place, name, found);
            if (said != found) throw place.Fault($"its {name} is {said}, but its kernel has {found}.");
        }
    }

    private static void Check(LayerPlace place, long channels, long filters, int steps, int dilation)
    {
        long extent = ((steps - 1L) * dilation) + 1;
        bool holds = extent <= WindowBounds.MostPositions && extent * Math.Max(channels, filters) <= WindowBounds.MostNumbers;
        if (holds) return;
        throw place.Fault(
            $"its window reaches back {extent - 1} steps of {channels} numbers; at most {WindowBounds.MostPositions} steps and {WindowBounds.MostNumbers} numbers are read.");
    }
}
