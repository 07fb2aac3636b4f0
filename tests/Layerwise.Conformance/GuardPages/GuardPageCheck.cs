using System.Runtime.InteropServices;

namespace Layerwise.Conformance.GuardPages;

/// <summary>
/// Every call of a network with each of its spans at a page that may not be touched, at either end, for all lengths around the tiles of kernels, no
/// rows among them. What is only read may not be written. A kernel that leaves a span kills the process; and each result has the bits that arrays give.
/// </summary>
public static class GuardPageCheck
{
    /// <summary>Why there are no guard pages here; null where there are.</summary>
    public static string? Obstacle { get; } = OperatingSystem.IsLinux() ? null : "Guard pages are made with Linux's mmap and mprotect, which this system does not have.";

    /// <summary>Makes all calls of a network.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Its parameters are read.</param>
    /// <param name="seed">Of the samples.</param>
    public static ConformanceReport Run<TNetwork>(TNetwork network, int seed)
        where TNetwork : class, INetwork<TNetwork> => new GuardedNetwork<TNetwork>(network, seed).Run();

    /// <summary>Writes one float behind a guarded span: the end of the process, if the guard is one.</summary>
    public static void LeaveSpan()
    {
        using var memory = new GuardedMemory<float>(3, GuardedEnd.Last);
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(memory.Span), 4)[3] = 1;
    }
}
