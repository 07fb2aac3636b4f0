namespace Layerwise;

/// <summary>What a step of an optimizer changes: all parameters, or some that follow each other, with their gradients and their state.</summary>
internal readonly ref struct UpdateSlice(
    Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, int first, int count)
{
    /// <summary>All parameters.</summary>
    public UpdateSlice(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step)
        : this(parameters, gradients, state, step, 0, parameters.Length)
    {
    }

    /// <summary>The parameters of the whole network.</summary>
    public Span<float> Parameters { get; } = parameters;

    /// <summary>[parameters].</summary>
    public ReadOnlySpan<float> Gradients { get; } = gradients;

    /// <summary>One vector after the other, each as long as the parameters.</summary>
    public Span<float> State { get; } = state;

    /// <summary>Number of the step, counted from 1.</summary>
    public long Step { get; } = step;

    /// <summary>Index of the first parameter that changes.</summary>
    public int First { get; } = first;

    /// <summary>How many change.</summary>
    public int Count { get; } = count;
}
