namespace Layerwise;

/// <summary>All that training changes, kept for the case that it has to go back.</summary>
internal sealed class Snapshot(int parameterCount, int statisticsCount, int stateLength)
{
    public float[] Parameters { get; } = new float[parameterCount];

    /// <summary>Running means and variances.</summary>
    public float[] Statistics { get; } = new float[statisticsCount];

    /// <summary>What the optimizer remembers.</summary>
    public float[] State { get; } = new float[stateLength];

    public TrainingPosition Position { get; set; }
}
