using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Layers.Pooling;

/// <summary>Reads one attribute of a pooling layer: its values, defaults resolved, or what is wrong with them.</summary>
internal static class PoolingParser
{
    // More than any input has along an axis; a window's positions stay within an int.
    private const int MostSize = 1 << 15;

    /// <summary>The layer.</summary>
    public static Parsed<LayerSpec> Parse(LayerSource source)
    {
        var faults = new FaultList();
        var windows = new WindowReader(source, faults);
        return source.Arguments.AttributeName == PoolingKind.Global ? ParseGlobal(source, windows, faults) : ParseWindows(source, windows, faults);
    }

    private static Parsed<LayerSpec> ParseGlobal(LayerSource source, WindowReader windows, FaultList faults)
    {
        if (windows.Input(axes: null) is not { } input) return new(null, faults.ToImmutable());
        WindowAxis Whole(int size) => new(size, size, Stride: 1, Dilation: 1, Before: 0, After: 0);
        return Parsed<LayerSpec>.Sound(new PoolingSpec(source.Index, input, Whole(input.Height), Whole(input.Width), IsMax: false) { IsGlobal = true });
    }

    private static Parsed<LayerSpec> ParseWindows(LayerSource source, WindowReader windows, FaultList faults)
    {
        AttributeArguments arguments = source.Arguments;
        bool isPicture = arguments.AttributeName!.Contains("2D");
        int size = arguments.Positional("size", 0);
        if (size < 1) faults.Add(FaultKind.SizeNotPositive, arguments.LocationOf("size"), new LayerNumber(source.Index + 1), "size", size);
        if (size > MostSize) windows.Add(arguments.LocationOf("size"), $"its window of {Literal.Of(size)} is longer than the {Literal.Of(MostSize)} that one may be; make it smaller, or write [GlobalAveragePool]");
        int stride = windows.Option(nameof(PoolingAttribute.Stride), size, least: Math.Min(size, 1));
        Padding padding = windows.Padding(hasTime: !isPicture, isSummed: false);
        Shape? input = windows.Input(isPicture ? 2 : 1);
        if (faults.Count > 0 || input is not { } shape) return new(null, faults.ToImmutable());

        WindowAxis vertical = isPicture ? new WindowAxis(shape.Height, size, stride, Dilation: 1, 0, 0).With(padding, zeros: 0) : WindowAxis.None with { Stride = stride };
        WindowAxis horizontal = new WindowAxis(shape.Width, size, stride, Dilation: 1, 0, 0).With(padding, zeros: 0);
        windows.CheckResults(isPicture ? vertical : WindowAxis.None, horizontal, "size");
        return faults.Count > 0
            ? new(null, faults.ToImmutable())
            : Parsed<LayerSpec>.Sound(new PoolingSpec(source.Index, shape, vertical, horizontal, IsMax: arguments.AttributeName.Contains("Max")));
    }
}
