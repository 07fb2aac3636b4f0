namespace Layerwise;

/// <summary>All that a step changes, kept for the case that training has to go back.</summary>
internal sealed class Snapshot(int parameterCount, int stateLength)
{
    private readonly float[] _parameters = new float[parameterCount];
    private readonly float[] _state = new float[stateLength];

    /// <summary>Steps taken until then.</summary>
    public long Steps { get; private set; }

    /// <summary>Epochs completed until then.</summary>
    public int Epochs { get; private set; }

    public void Take(ReadOnlySpan<float> parameters, ReadOnlySpan<float> state, long steps, int epochs)
    {
        parameters.CopyTo(_parameters);
        state.CopyTo(_state);
        Steps = steps;
        Epochs = epochs;
    }

    public void Restore(Span<float> parameters, Span<float> state)
    {
        _parameters.CopyTo(parameters);
        _state.CopyTo(state);
    }
}
