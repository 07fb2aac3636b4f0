namespace Layerwise;

/// <summary>How one layer does in a training pass over some samples.</summary>
/// <param name="Layer">Zero-based index of the layer.</param>
/// <param name="MeanSquare">The mean square of its activations, over units and samples.</param>
/// <param name="DeadUnits">
/// The share of its units that give the same output for every sample and have no gradient, in [0, 1]. It is 0 where something is added to what the activation gives,
/// and of layers whose units are not judged: convolutions, pooling, recurrent layers, and dense layers that go over positions.
/// </param>
/// <param name="SaturatedUnits">
/// The share of its units that lie, for 95 % of the samples, within 1 % of an end of the activation's range, in [0, 1]; 0 for activations without two
/// ends, and where something is added to what the activation gives.
/// </param>
/// <param name="Gradient">The root of the mean square of the gradients of its parameters; NaN without parameters.</param>
/// <param name="UpdateRatio">
/// The size of the next step of its parameters over theirs, both as the root of the mean square: some 10⁻³ is usual. Null where no optimizer is known, or the
/// parameters are all 0.
/// </param>
public readonly record struct LayerHealth(int Layer, double MeanSquare, double DeadUnits, double SaturatedUnits, double Gradient, double? UpdateRatio);
