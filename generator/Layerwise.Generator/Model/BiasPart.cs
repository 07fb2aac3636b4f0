namespace Layerwise.Generator.Model;

/// <summary>Biases of a layer that start with another number than the rest.</summary>
/// <param name="First">Index of the first of them among those of the layer.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Value">What they start with.</param>
internal readonly record struct BiasPart(int First, int Count, float Value);
