namespace Layerwise.Tensors;

/// <summary>What a network scales its inputs and targets by: which numbers, where they lie behind each other, and what they are called in files.</summary>
internal static class ScalingTensors
{
    /// <summary>How the names begin of those of the inputs.</summary>
    public const string InputsPrefix = "inputs.";

    /// <summary>How the names begin of those of the targets.</summary>
    public const string TargetsPrefix = "targets.";

    /// <summary>The key of a file's metadata that says how they were found.</summary>
    public const string KindsKey = "layerwise.scaling";

    /// <summary>The centers of the inputs, their scales, the centers of the targets and their scales, as far as there are any.</summary>
    /// <param name="inputs">How many inputs are scaled; 0 for none.</param>
    /// <param name="targets">How many targets are scaled; 0 for none.</param>
    public static IEnumerable<(string Name, int Offset, int Length)> List(int inputs, int targets)
    {
        if (inputs > 0)
        {
            yield return (InputsPrefix + "center", 0, inputs);
            yield return (InputsPrefix + "scale", inputs, inputs);
        }

        if (targets > 0)
        {
            yield return (TargetsPrefix + "center", 2 * inputs, targets);
            yield return (TargetsPrefix + "scale", (2 * inputs) + targets, targets);
        }
    }

    /// <summary>How they were found, as files say it.</summary>
    public static string Kinds(InputScaling inputs, TargetScaling targets) => $"{inputs},{targets}";
}
