namespace Layerwise.Testing;

/// <summary>What the calling thread allocates.</summary>
public static class AllocationOf
{
    private const int Attempts = 5;

    /// <summary>The bytes that every call takes after the first: the runtime itself takes some now and then, when it moves a method to the next tier.</summary>
    public static long EveryCall(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
