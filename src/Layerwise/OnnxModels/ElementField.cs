namespace Layerwise.OnnxModels;

/// <summary>A field of a tensor that holds elements: one of them, or many packed.</summary>
/// <param name="Number">The number of the field.</param>
/// <param name="Bytes">Elements one behind the other: of four or eight bytes, or varints.</param>
internal readonly record struct ElementField(int Number, ReadOnlyMemory<byte> Bytes);
