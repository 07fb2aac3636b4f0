namespace Layerwise;

/// <summary>Something that may be wrong with samples.</summary>
/// <param name="Problem">What it is.</param>
/// <param name="Column">Zero-based index of the input, target or class that it is about; null where it is about all of them.</param>
/// <param name="Message">What was found, with its numbers, why it hurts and what may help.</param>
public readonly record struct DataFinding(DataProblem Problem, int? Column, string Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
