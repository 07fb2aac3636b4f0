namespace Layerwise.Generator.Model;

/// <summary>A part of a network's inputs that has a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where its numbers begin among the inputs of a sample.</param>
/// <param name="Size">How many they are.</param>
internal sealed record InputSpec(string Name, int Offset, int Size);
