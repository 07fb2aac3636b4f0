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

    /// <summary>Makes all calls of a frozen network, which has only inference.</summary>
    /// <param name="name">Of the network.</param>
    /// <param name="inputSize">Floats of a sample.</param>
    /// <param name="outputSize">Floats of a result.</param>
    /// <param name="forward">Its inference.</param>
    /// <param name="seed">Of the samples.</param>
    public static ConformanceReport Run(string name, int inputSize, int outputSize, Inference forward, int seed)
    {
        var report = new ConformanceReport(name + " at guard pages");
        var random = new Random(seed);
        foreach (int rows in GuardedInference.BatchSizes)
        {
            float[] inputs = [.. Enumerable.Range(0, rows * inputSize).Select(_ => random.NextSingle())];
            foreach (GuardedEnd end in Enum.GetValues<GuardedEnd>())
            {
                if (!GuardedInference.AgreesWithArrays(forward, inputs, rows * outputSize, end)) report.Fail($"outputs of {rows} rows differ from those that arrays give");
            }
        }

        return report;
    }

    /// <summary>Writes one float behind a guarded span: the end of the process, if the guard is one.</summary>
    public static void LeaveSpan()
    {
        using var memory = new GuardedMemory<float>(3, GuardedEnd.Last);
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(memory.Span), 4)[3] = 1;
    }
}
