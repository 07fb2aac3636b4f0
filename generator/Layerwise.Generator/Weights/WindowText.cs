using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Weights;

/// <summary>What an attribute says of a window, so that it moves as that of a file.</summary>
internal static class WindowText
{
    /// <summary>The whole attribute of a pooling layer; null where there is none for it.</summary>
    public static string? OfPooling(WindowInfo window)
    {
        if (window.IsGlobal) return "GlobalAveragePool";
        WindowAxisInfo axis = window.Horizontal;
        if (window.Axes.Any(other => other.Kernel != axis.Kernel)) return null;
        string name = $"{(window.IsMax ? "Max" : "Average")}Pool{Literal.Of(window.Axes.Count)}D";
        string stride = StrideOf(window) == axis.Kernel ? "" : $", Stride = {Literal.Of(StrideOf(window))}";
        return Border(window, [Padding.Valid, Padding.Same]) is { } border ? $"{name}({Literal.Of(axis.Kernel)}{stride}{border})" : null;
    }

    /// <summary>The first arguments of a convolution: channels, filters and the lengths of its window.</summary>
    public static string Sizes(WindowInfo window)
    {
        int[] kernel = [.. window.Axes.Select(static axis => axis.Kernel)];
        int[] sizes = [window.Channels, window.Filters, .. kernel.Distinct().Count() == 1 ? kernel.Take(1) : kernel];
        return string.Join(", ", sizes.Select(static size => Literal.Of(size)));
    }

    /// <summary>The options of a convolution that differ from what they are by default; null where no options say what its window does at the border.</summary>
    public static string? Options(WindowInfo window)
    {
        int zeros = window.Axes.Max(static axis => axis.Before);
        string? border = Border(window, [Padding.Valid, Padding.Same, .. window.Vertical is null ? [Padding.Causal] : Array.Empty<Padding>()])
            ?? (IsLike(window, Padding.Valid, zeros) ? $", ZeroPadding = {Literal.Of(zeros)}" : null);
        return border is null ? null : Option("Stride", StrideOf(window)) + border + Option("Dilation", window.Axes.Max(static axis => axis.Dilation)) + Option("Groups", window.Groups);
    }

    private static string Option(string name, int value) => value == 1 ? "" : $", {name} = {Literal.Of(value)}";

    private static int StrideOf(WindowInfo window) => window.Axes.Max(static axis => axis.Stride);

    private static string? Border(WindowInfo window, Padding[] paddings)
    {
        foreach (Padding padding in paddings)
        {
            if (IsLike(window, padding, zeros: 0)) return padding == Padding.Valid ? "" : $", Padding = Padding.{padding}";
        }

        return null;
    }

    private static bool IsLike(WindowInfo window, Padding padding, int zeros)
    {
        WindowAxisInfo Declared(WindowAxisInfo axis) => (WindowAxis.Of(axis) with { Stride = StrideOf(window), Before = 0, After = 0 }).With(padding, zeros).Info;
        WindowAxis[] declared = [.. window.Axes.Select(axis => WindowAxis.Of(Declared(axis)))];
        if (declared.Any(static axis => axis.Results < 1)) return false;
        return window.IsLike(window with { Vertical = window.Vertical is { } vertical ? Declared(vertical) : null, Horizontal = Declared(window.Horizontal) });
    }
}
