using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Convolution;

/// <summary>Reads one [Conv1D] or [Conv2D] attribute: its values, defaults resolved, or what is wrong with them.</summary>
internal static class ConvolutionParser
{
    // More than any network has; numbers of a sample and weights stay within an int.
    private const int MostPositions = 1 << 20;
    private const int MostNumbers = 1 << 26;

    private static readonly string TooLarge =
        $"it has more than {Literal.Of(MostPositions)} positions or {Literal.Of(MostNumbers)} numbers, or a window as large; make its input, its padding or its window smaller";

    /// <summary>The layer, as if its parameters were the first.</summary>
    public static Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope)
    {
        AttributeArguments arguments = source.Arguments;
        bool isPicture = arguments.AttributeName == ConvolutionKind.TwoAxes;
        var reader = new LayerReader(arguments, source.Index, scope);
        var windows = new WindowReader(source, reader.Faults);
        int channels = reader.Size("channels");
        int filters = reader.Size("filters");
        int kernelHeight = !isPicture ? 1 : reader.Size(IsSquare(arguments) ? "kernel" : "kernelHeight");
        int kernelWidth = IsSquare(arguments) ? (isPicture ? kernelHeight : reader.Size("kernel")) : reader.Size("kernelWidth");
        (Activation activation, float slope, CustomActivation? custom) = reader.Activation();
        InitSpec init = reader.Init(ActivationTraits.Of(activation).SuitingInit);
        int stride = windows.Option(nameof(ConvolutionAttribute.Stride), 1, least: 1);
        int dilation = windows.Option(nameof(ConvolutionAttribute.Dilation), 1, least: 1);
        int groups = windows.Option(nameof(ConvolutionAttribute.Groups), 1, least: 1);
        int zeros = windows.Option(nameof(ConvolutionAttribute.ZeroPadding), 0, least: 0);
        Padding padding = windows.Padding(hasTime: !isPicture, isSummed: true);
        CheckGroups(groups, channels, filters, windows);
        int normalizedGroups = NormalizedGroups(arguments, channels, filters, windows);
        if (zeros > MostPositions) windows.AddOption(nameof(ConvolutionAttribute.ZeroPadding), zeros, $"at most {Literal.Of(MostPositions)}");
        else if (zeros > 0 && padding != Padding.Valid)
        {
            windows.AddOption(nameof(ConvolutionAttribute.ZeroPadding), zeros, $"0, because Padding.{padding} says how many zeros there are");
        }

        Shape? input = windows.Input(isPicture ? 2 : 1);
        if (reader.Faults.Count > 0 || input is not { } shape) return new(null, reader.Faults.ToImmutable());

        if (shape.Channels != channels)
        {
            windows.Add(
                arguments.LocationOf("channels"),
                $"channels is {Literal.Of(channels)}, and it gets {shape}; write {Literal.Of(shape.Channels)}",
                new OptionValue("channels", Literal.Of(shape.Channels)));
            return new(null, reader.Faults.ToImmutable());
        }

        if (source.Steps > 0) CheckSteps(arguments, kernelWidth, padding, zeros, stride, windows);
        if (reader.Faults.Count > 0) return new(null, reader.Faults.ToImmutable());

        WindowAxis vertical = isPicture ? new WindowAxis(shape.Height, kernelHeight, stride, dilation, 0, 0).With(padding, zeros) : WindowAxis.None with { Stride = stride };
        WindowAxis horizontal = new WindowAxis(shape.Width, kernelWidth, stride, dilation, 0, 0).With(padding, zeros);
        var sizes = new ConvolutionSizes(vertical, horizontal, channels, filters, groups);
        if (IsTooLarge(sizes)) windows.Add(arguments.Location, TooLarge);
        else windows.CheckResults(isPicture ? vertical : WindowAxis.None, horizontal, IsSquare(arguments) ? "kernel" : "kernelWidth");
        if (reader.Faults.Count > 0) return new(null, reader.Faults.ToImmutable());
        var layer = new ConvolutionSpec(source.Index, shape, sizes, activation, init)
        {
            Slope = slope,
            Custom = custom,
            NormalizedGroups = normalizedGroups,
            Steps = source.Steps,
            IsStreamed = source.Steps > 0,
        };
        CheckRepeat(arguments, source.Index, layer, reader.Faults);
        return reader.Complete(layer);
    }

    // Each step of a sequence has an answer when it comes.
    private static void CheckSteps(AttributeArguments arguments, int kernel, Padding padding, int zeros, int stride, WindowReader windows)
    {
        const string Goes = "the network goes step by step";
        if (stride > 1)
        {
            const string Stride = nameof(ConvolutionAttribute.Stride);
            windows.Add(arguments.LocationOf(Stride), $"{Goes}, and each step has an answer; write Stride = 1", new OptionValue(Stride, "1"));
        }

        if (zeros > 0)
        {
            const string Zeros = nameof(ConvolutionAttribute.ZeroPadding);
            windows.Add(arguments.LocationOf(Zeros), $"{Goes}, and none follows the last one; write Padding = Padding.Causal in place of ZeroPadding", new OptionValue(Zeros, null));
        }
        else if (kernel > 1 && padding != Padding.Causal)
        {
            const string Name = nameof(ConvolutionAttribute.Padding);
            string reason = padding == Padding.Same ? "its window sees steps that are still to come" : "its first windows would have no answer";
            windows.Add(arguments.LocationOf(Name), $"{Goes}, and {reason}; write Padding = Padding.Causal", new OptionValue(Name, "Padding.Causal"));
        }
    }

    private static bool IsTooLarge(ConvolutionSizes sizes)
    {
        long positions = (long)sizes.Vertical.Padded * sizes.Horizontal.Padded;
        return Math.Max(positions, sizes.Window) > MostPositions
            || (double)sizes.Window * Math.Max(sizes.Channels, sizes.Filters) > int.MaxValue
            || positions * Math.Max(sizes.Channels, sizes.Filters) > MostNumbers;
    }

    private static bool IsSquare(AttributeArguments arguments) => arguments.Positional("kernel", int.MinValue) != int.MinValue;

    private static void CheckGroups(int groups, int channels, int filters, WindowReader windows)
    {
        if (groups < 1 || channels < 1 || filters < 1 || (channels % groups == 0 && filters % groups == 0)) return;
        windows.AddOption(nameof(ConvolutionAttribute.Groups), groups, $"a divisor of the {Literal.Of(channels)} channels and of the {Literal.Of(filters)} filters");
    }

    // Of those that the normalization goes over: before the weights the channels, behind them the filters.
    private static int NormalizedGroups(AttributeArguments arguments, int channels, int filters, WindowReader windows)
    {
        const string Option = nameof(ConvolutionAttribute.GroupNormalization);
        int groups = windows.Option(Option, 0, least: 0);
        bool isBefore = arguments.Named(nameof(ConvolutionAttribute.Order), 0) == (int)LayerOrder.ActivateLinearAdd;
        int normalized = isBefore ? channels : filters;
        if (groups > 0 && normalized > 0 && normalized % groups != 0) windows.AddOption(Option, groups, $"a divisor of the {Literal.Of(normalized)} {(isBefore ? "channels" : "filters")}, or 0 for none");
        return Math.Max(0, groups);
    }

    private static void CheckRepeat(AttributeArguments arguments, int index, ConvolutionSpec layer, FaultList faults)
    {
        const string Name = nameof(LinearLayerAttribute.Repeat);
        int repeat = arguments.Repeat;
        string? reason = repeat is < 1 or > LayerRuns.MostLayers ? $"a layer is repeated 1 to {Literal.Of(LayerRuns.MostLayers)} times; write a number in this range"
            : repeat > 1 && !layer.Input.Equals(layer.Output) ? $"the {layer.Output} that it makes cannot be the {layer.Input} of another one; make them equal, or remove Repeat"
            : repeat > 1 && arguments.Named(nameof(LinearLayerAttribute.ResidualSpan), 1) > 1
                ? "its residual connection goes around several layers, and only this one would be repeated; write the layers of each block out"
            : null;
        if (reason is not null) faults.Add(FaultKind.UnfitRepeat, arguments.LocationOf(Name), new LayerNumber(index + 1), repeat, reason);
    }
}
