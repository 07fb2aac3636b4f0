namespace Layerwise;

/// <summary>All that training changes, kept for the case that it has to go back.</summary>
internal sealed class Snapshot(int parameterCount, int stateLength)
{
    private readonly float[] _parameters = new float[parameterCount];
    private readonly float[] _state = new float[stateLength];

    /// <summary>Steps taken until then.</summary>
    public long Steps { get; private set; }

    /// <summary>Epochs completed until then.</summary>
    public int Epochs { get; private set; }

    /// <summary>What the reduction of the learning rate knew then.</summary>
    public PlateauState Plateau { get; private set; }

    public void Take(ReadOnlySpan<float> parameters, ReadOnlySpan<float> state, long steps, int epochs, PlateauState plateau)
    {
        parameters.CopyTo(_parameters);
        state.CopyTo(_state);
        Steps = steps;
        Epochs = epochs;
        Plateau = plateau;
    }

    public void Restore(Span<float> parameters, Span<float> state)
    {
        _parameters.CopyTo(parameters);
        _state.CopyTo(state);
    }
}
