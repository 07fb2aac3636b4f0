namespace Layerwise;

/// <summary>Something that may keep a network from learning.</summary>
/// <param name="Problem">What it is.</param>
/// <param name="Layer">Zero-based index of the layer; null where it is about the whole network.</param>
/// <param name="Message">What was found, with its numbers, why it hurts and what may help.</param>
public readonly record struct HealthFinding(HealthProblem Problem, int? Layer, string Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
