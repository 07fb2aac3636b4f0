using Layerwise.Chains;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>How a node says that its window moves: sizes, strides, gaps, and how far it reaches over the border, in whatever spelling.</summary>
internal sealed class WindowAxes
{
    /// <summary>More positions, or a larger step, than any network has.</summary>
    public const long Most = WindowBounds.MostPositions;

    private readonly OnnxNode _node;
    private readonly IReadOnlyList<int> _input;
    private readonly IReadOnlyList<long> _kernel;
    private readonly PaddedFlow? _padded;
    private WindowAxisInfo[]? _axes;

    /// <summary>Those of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The dimensions of what it reads, channels last.</param>
    /// <param name="kernel">The lengths of its window.</param>
    /// <param name="padded">What a Pad has put around that; null for nothing.</param>
    public WindowAxes(OnnxNode node, IReadOnlyList<int> input, IReadOnlyList<long> kernel, PaddedFlow? padded)
    {
        _node = node;
        _input = input;
        _kernel = kernel;
        _padded = padded;
        bool reachesOut = padded is not null && padded.Before.Take(2).Concat(padded.After.Take(2)).Any(static size => size != 0);
        if (reachesOut) throw node.Fault("a Pad puts further samples or channels around its input; expected positions.");
    }

    /// <summary>Whether a last window that is not whole counts.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>Whether there are gaps between the positions of the window.</summary>
    public bool IsDilated => Axes.Any(static axis => axis.Dilation > 1 && axis.Kernel > 1);

    /// <summary>Whether the window is one position, and there is only one.</summary>
    public bool IsPoint => Axes.All(static axis => axis is { Size: 1, Kernel: 1, Before: 0, After: 0 });

    private WindowAxisInfo[] Axes => _axes ??= Read();

    /// <summary>The window.</summary>
    public WindowInfo Window(int channels, int filters) => Checked(_node, new(Axes.Length > 1 ? Axes[0] : null, Axes[Axes.Length - 1], channels, filters));

    /// <summary>The dimensions of what it makes, channels last.</summary>
    public IReadOnlyList<int> Output(int filters) => [.. Axes.Select(static axis => axis.Results), filters];

    /// <summary>A window as it is.</summary>
    /// <exception cref="OnnxException">It moves over more than any network has.</exception>
    public static WindowInfo Checked(OnnxNode node, WindowInfo window)
    {
        return WindowBounds.Hold(window)
            ? window
            : throw node.Fault(
                $"it moves over {WindowBounds.Positions(window)} positions with {Math.Max(window.Channels, window.Filters)} channels; at most {Most} positions and {WindowBounds.MostNumbers} numbers are read.");
    }

    private WindowAxisInfo[] Read()
    {
        IReadOnlyList<long> strides = List("strides", 1);
        IReadOnlyList<long> dilations = List("dilations", 1);
        var axes = new WindowAxisInfo[_kernel.Count];
        for (int a = 0; a < axes.Length; a++) axes[a] = Axis(a, strides[a], dilations[a]);
        return WindowBounds.Align(axes)
            ? axes
            : throw _node.Fault($"its strides are {axes[0].Stride} and {axes[1].Stride}, its dilations {axes[0].Dilation} and {axes[1].Dilation}; expected the same along both axes.");
    }

    // One number for each axis.
    private IReadOnlyList<long> List(string name, long fallback)
    {
        IReadOnlyList<long> values = _node.Attribute(name)?.Integers ?? [];
        if (values.Count == 0) values = [.. Enumerable.Repeat(fallback, _kernel.Count)];
        bool fits = values.Count == _kernel.Count && values.All(static value => value is >= 1 and <= Most);
        return fits ? values : throw _node.Fault($"its {name} are {string.Join(", ", values)}; expected one number of at least 1 for each of {_kernel.Count} axes.");
    }

    private WindowAxisInfo Axis(int axis, long stride, long dilation)
    {
        long size = _input[axis];
        long kernel = _kernel[axis];
        long extent = ((kernel - 1) * dilation) + 1;
        if (kernel < 1 || extent > Most) throw _node.Fault($"its window reaches over {extent} positions; expected 1 to {Most}.");
        (long outerBefore, long outerAfter) = _padded is null ? (0, 0) : (_padded.Before[axis + 2], _padded.After[axis + 2]);
        (long before, long after) = Borders(axis, size + outerBefore + outerAfter, stride, extent);
        before += outerBefore;
        after += outerAfter;
        long room = size + before + after - extent;
        if (room < 0) throw _node.Fault($"its window reaches over {extent} positions, more than the {size + before + after} that there are with its borders.");
        long results = (room / stride) + 1;
        if (RoundsUp && room % stride > 0 && results * stride < size + before) results++;

        // Nobody reads what lies behind the last window; one that is not whole reaches further.
        after = Math.Max(0, ((results - 1) * stride) + extent - size - before);
        return new WindowAxisInfo((int)size, (int)kernel, (int)stride, (int)dilation, (int)before, (int)after);
    }

    private (long Before, long After) Borders(int axis, long size, long stride, long extent)
    {
        string automatic = _node.Attribute("auto_pad")?.Text ?? "";
        switch (automatic)
        {
            case "SAME_UPPER" or "SAME_LOWER":
                long missing = Math.Max(0, (((size - 1) / stride) * stride) + extent - size);
                long half = missing / 2;
                return automatic == "SAME_UPPER" ? (half, missing - half) : (missing - half, half);
            case "VALID":
                return (0, 0);
            case "" or "NOTSET":
                IReadOnlyList<long> pads = _node.Attribute("pads")?.Integers ?? [];
                if (pads.Count == 0) return (0, 0);
                bool fits = pads.Count == 2 * _kernel.Count && pads.All(static pad => pad is >= 0 and <= Most);
                if (!fits) throw _node.Fault($"its pads are {string.Join(", ", pads)}; expected two numbers of at least 0 for each of {_kernel.Count} axes.");
                return (pads[axis], pads[_kernel.Count + axis]);
            default:
                throw _node.Fault($"its auto_pad is {FileText.Quote(automatic)}; expected NOTSET, SAME_UPPER, SAME_LOWER or VALID.");
        }
    }
}
