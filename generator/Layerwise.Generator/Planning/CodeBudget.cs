namespace Layerwise.Generator.Planning;

/// <summary>How much memory a pass keeps near. Each number has its reason beside it; benchmarks decide about them. How products are cut is <see cref="Tiles.Tiling"/>.</summary>
internal static class CodeBudget
{
    /// <summary>Floats of hidden activations that one sample may keep on the stack (8 KB): a thread may have 256 KB only.</summary>
    public const int StackFloats = 2048;

    /// <summary>Floats of hidden activations that a block of steps keeps beside a state (16 KB): half of the first-level cache.</summary>
    public const int StepFloats = 4096;

    /// <summary>Steps of such a block: a call for each layer is then worth nothing beside what it computes.</summary>
    public const int MostSteps = 32;

    /// <summary>Floats of hidden activations that a block of samples keeps at a time (128 KB): they stay in the second-level cache.</summary>
    public const int BlockFloats = 32 * 1024;

    /// <summary>The same (8 MB) where the weights of a layer fit no cache and are read and copied once for each block.</summary>
    public const int LargeBlockFloats = 2 * 1024 * 1024;
}
