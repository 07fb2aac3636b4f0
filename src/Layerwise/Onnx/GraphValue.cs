namespace Layerwise;

/// <summary>A value of the graph of a file. One with positions is [batch, channels, height, width] or [batch, channels, length] there, as ONNX wants it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The dimensions of one sample, channels last.</param>
internal readonly record struct GraphValue(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Whether it has positions.</summary>
    public bool HasPositions => Shape.Count > 1;

    /// <summary>Whether it is [steps, batch, …], as the recurrent operations of ONNX want it.</summary>
    public bool HasSteps { get; init; }
}
