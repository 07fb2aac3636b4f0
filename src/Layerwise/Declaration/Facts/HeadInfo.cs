namespace Layerwise;

/// <summary>The compile-time facts of one of the outputs that a network has by name (<see cref="OutputAttribute"/>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">Zero-based index of the layer whose numbers it is.</param>
/// <param name="Offset">Where its numbers begin among the outputs of a sample; of a network that answers at each step of a sequence, among those of a step.</param>
/// <param name="Size">How many they are there.</param>
/// <param name="Loss">What training minimizes there; never <see cref="Loss.Auto"/>.</param>
/// <param name="LossWeight">The factor on that in the sum over all outputs.</param>
public readonly record struct HeadInfo(string Name, int Layer, int Offset, int Size, Loss Loss, float LossWeight);
