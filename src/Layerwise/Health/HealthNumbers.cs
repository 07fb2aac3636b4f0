namespace Layerwise;

/// <summary>What was measured of a network over some samples, before anybody says what it means.</summary>
/// <param name="Samples">How many there were.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="InputPower">The mean square of the inputs, as the first layer sees them.</param>
/// <param name="Layers">The numbers of each layer.</param>
/// <param name="EqualHeads">The outputs that are the same for all samples, although the inputs are not.</param>
internal sealed record HealthNumbers(int Samples, float Loss, double InputPower, IReadOnlyList<LayerHealth> Layers, IReadOnlyList<HeadInfo> EqualHeads)
{
    /// <summary>How far back gradients reach; null for a network without a memory, and where it was not asked.</summary>
    public TimeHealth? OverTime { get; init; }

    /// <summary>The loss of each epoch so far, where it is watched over epochs.</summary>
    public IReadOnlyList<float> EpochLosses { get; init; } = [];
}
