namespace Layerwise;

/// <summary>All that training changes, kept for the case that it has to go back.</summary>
internal sealed class Snapshot(int parameterCount, int stateLength)
{
    public float[] Parameters { get; } = new float[parameterCount];

    /// <summary>The optimizer's.</summary>
    public float[] State { get; } = new float[stateLength];

    public TrainingPosition Position { get; set; }
}
