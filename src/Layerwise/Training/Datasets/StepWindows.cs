namespace Layerwise;

/// <summary>Which steps of one memory each sample has: of a long signal, or of sequences that stand behind each other.</summary>
internal sealed class StepWindows
{
    private readonly int _hop;

    // Of sequences: the first step of each window, how many it has, and whether it is the first of its sequence.
    private readonly int[]? _first;
    private readonly int[]? _lengths;
    private readonly bool[]? _begins;

    /// <summary>Whole windows of one signal.</summary>
    /// <param name="stepCount">Steps of the signal, at least <paramref name="steps"/>.</param>
    /// <param name="steps">Steps of a window.</param>
    /// <param name="hop">From the first step of a window to that of the next one.</param>
    public StepWindows(int stepCount, int steps, int hop)
    {
        Steps = steps;
        _hop = hop;
        Count = ((stepCount - steps) / hop) + 1;
    }

    /// <summary>Sequences behind each other, each cut into windows of which the last one has what remains.</summary>
    /// <param name="lengths">Steps of each sequence, at least 1.</param>
    /// <param name="steps">Most steps of a window.</param>
    public StepWindows(ReadOnlySpan<int> lengths, int steps)
    {
        Steps = steps;
        List<int> first = [], own = [];
        List<bool> begins = [];
        int next = 0;
        foreach (int length in lengths)
        {
            for (int start = 0; start < length; start += steps)
            {
                first.Add(next + start);
                own.Add(Math.Min(steps, length - start));
                begins.Add(start == 0);
                if (start > int.MaxValue - steps) break;
            }

            next += length;
        }

        (_first, _begins, Count) = ([.. first], [.. begins], first.Count);
        if (own.Exists(length => length < steps)) _lengths = [.. own];
    }

    /// <summary>Steps that a sample has room for.</summary>
    public int Steps { get; }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Whether some windows have fewer steps than others.</summary>
    public bool HasLengths => _lengths is not null;

    /// <summary>Whether some windows go on where the one before ended.</summary>
    public bool HasFollowers => _begins is null ? _hop == Steps && Count > 1 : Array.Exists(_begins, static begins => !begins);

    /// <summary>From the first step of a window to that of the next one of the signal.</summary>
    public int Hop => _begins is null ? _hop : Steps;

    /// <summary>All steps up to the end of the last window.</summary>
    public int StepCount => First(Count - 1) + Length(Count - 1);

    /// <summary>The first step of a window.</summary>
    public int First(int window) => _first is null ? window * _hop : _first[window];

    /// <summary>Its steps.</summary>
    public int Length(int window) => _lengths is null ? Steps : _lengths[window];

    /// <summary>Whether a window goes on where the one before it ended.</summary>
    public bool Follows(int window) => window > 0 && (_begins is null ? _hop == Steps : !_begins[window]);
}
