namespace Layerwise;

/// <summary>The compile-time facts of a part of the inputs that has a name (<see cref="InputAttribute"/>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where its numbers begin among the inputs of a sample.</param>
/// <param name="Size">How many they are.</param>
public readonly record struct InputInfo(string Name, int Offset, int Size);
