namespace Layerwise;

/// <summary>How the window of a convolution or a pooling layer moves over positions: its shapes, channels last, and what is done with what it sees.</summary>
/// <param name="Vertical">Down the rows of a picture; null for a signal.</param>
/// <param name="Horizontal">Along a row, or along a signal.</param>
/// <param name="Channels">Numbers of each position that comes in.</param>
/// <param name="Filters">Numbers of each position that it makes: as many as channels where it pools.</param>
public sealed record WindowInfo(WindowAxisInfo? Vertical, WindowAxisInfo Horizontal, int Channels, int Filters)
{
    /// <summary>Into how many parts channels and filters are cut, each filter seeing the channels of its own part. Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a pooling layer makes the largest number of each window, or else the mean of what lies inside.</summary>
    public bool IsMax { get; init; }

    /// <summary>Whether it pools all positions into one, of which only the channels are left.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>How far apart the positions are, along each axis, that its residual connection multiplies by weights of its own. Default 1.</summary>
    public int ProjectionStride { get; init; } = 1;

    /// <summary>The axes along which it moves, height before width.</summary>
    public IReadOnlyList<WindowAxisInfo> Axes => Vertical is { } vertical ? [vertical, Horizontal] : [Horizontal];

    /// <summary>What it takes: [length, channels] or [height, width, channels].</summary>
    public IReadOnlyList<int> Input => [.. Axes.Select(static axis => axis.Size), Channels];

    /// <summary>What it makes: [length, filters], [height, width, filters], or [filters] where it pools all positions.</summary>
    public IReadOnlyList<int> Output => IsGlobal ? [Filters] : [.. Axes.Select(static axis => axis.Results), Filters];

    /// <summary>The axes along which there is something to move over, without what makes no difference there. A signal is a picture of height 1, or of width 1.</summary>
    internal IEnumerable<WindowAxisInfo> Moving => Axes.Where(static axis => !axis.IsStill).Select(static axis => axis.Plain);

    /// <summary>Whether its results are as far apart as a stride, where there are several.</summary>
    internal bool IsEvery(int stride) => Axes.All(axis => axis.Results == 1 || axis.Stride == stride);

    /// <summary>Whether another one gives the same results.</summary>
    internal bool IsLike(WindowInfo other) =>
        Channels == other.Channels && Filters == other.Filters && Groups == other.Groups && IsMax == other.IsMax && Moving.SequenceEqual(other.Moving);
}
