namespace Layerwise;

/// <summary>The same learning rate from the first step to the last.</summary>
public sealed record ConstantSchedule : ISchedule
{
    /// <inheritdoc/>
    public double Factor(long step, int epoch) => 1;
}
