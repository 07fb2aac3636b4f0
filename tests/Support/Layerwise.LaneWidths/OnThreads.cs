using Layerwise;

namespace Layerwise.LaneWidths;

/// <summary>Batch inference on several threads: the bits of one call of the network, and nothing allocated.</summary>
internal static class OnThreads
{
    /// <summary>What is wrong, a line for each.</summary>
    public static IEnumerable<string> Failures<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        // Rows of whole tiles, however a network cuts them into blocks; then some that are left over.
        foreach (int rows in (int[])[252, 197])
        {
            float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(static i => MathF.Sin(i))];
            float[] one = new float[rows * TNetwork.OutputSize];
            float[] three = new float[rows * TNetwork.OutputSize];
            if (rows % 12 == 0) network.Forward(inputs, one);
            else Run(network, threads: 1, inputs, one);
            long allocated = Run(network, threads: 3, inputs, three);
            if (!one.AsSpan().SequenceEqual(three)) yield return $"{typeof(TNetwork).Name}: three threads give other bits for {rows} rows.";
            if (allocated != 0) yield return $"{typeof(TNetwork).Name}: inference on three threads allocates {allocated} bytes.";
        }
    }

    private static long Run<TNetwork>(TNetwork network, int threads, float[] inputs, float[] outputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var inference = new BatchInference<TNetwork>(network, threads);
        for (int call = 0; call < 5; call++) inference.Forward(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        inference.Forward(inputs, outputs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
