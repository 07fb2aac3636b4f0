namespace Layerwise.Generator.Planning;

/// <summary>How much code a kernel may become. Each number has its reason beside it; benchmarks decide about them.</summary>
internal static class CodeBudget
{
    /// <summary>Floats in the widest register that kernels are planned for; narrower ones run the same code more often.</summary>
    public const int WidestLanes = 16;

    /// <summary>
    /// Accumulators of a tile over several samples: 12, with 2 loaded vectors and a broadcast, fill the 16 registers of AVX2.
    /// A fused multiply-add takes 4 cycles and two start per cycle, so 8 independent ones already hide the latency.
    /// </summary>
    public const int BatchAccumulators = 12;

    /// <summary>Columns of a batch tile in vectors: every broadcast input is used twice, which halves the loads per multiplication.</summary>
    public const int BatchVectors = 2;

    /// <summary>Accumulators of the one-sample kernel: 8 independent sums hide the latency of the multiply-add.</summary>
    public const int SampleAccumulators = 8;

    /// <summary>Rows of weights whose dot products with the deltas of one sample share the loads of the deltas.</summary>
    public const int DotProductRows = 4;

    /// <summary>
    /// Weights above which a batch copies the columns under a tile together (1 MB, half of a large second-level cache): rows of such a layer
    /// are pages apart, and every tile would miss the cache and the table of pages at each of them.
    /// </summary>
    public const int PackedWeights = 256 * 1024;

    /// <summary>Rows of weights that one sample reads side by side where they come from memory: the sums are loaded and stored once for all of them.</summary>
    public const int StreamedRows = 8;

    /// <summary>Multiply-adds up to which a loop over the inputs is written out as a straight line.</summary>
    public const int UnrolledMultiplyAdds = 64;

    /// <summary>
    /// Calls of an expensive activation (a polynomial of some 25 instructions) that are inlined into one kernel; where a tile has more results,
    /// they are activated in a loop of their own while they are still in the first-level cache.
    /// </summary>
    public const int InlinedActivations = 2;

    /// <summary>Floats of hidden activations that one sample may keep on the stack (8 KB): a thread may have 256 KB only.</summary>
    public const int StackFloats = 2048;

    /// <summary>Floats of hidden activations that a block of samples keeps at a time (128 KB): they stay in the second-level cache.</summary>
    public const int BlockFloats = 32 * 1024;

    /// <summary>The same (4 MB) where the weights of a layer fit no cache and are read once for each block.</summary>
    public const int LargeBlockFloats = 1024 * 1024;
}
