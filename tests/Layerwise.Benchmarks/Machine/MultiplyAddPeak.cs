using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Machine;

/// <summary>What this machine's multipliers can do at most, measured in the same run.</summary>
internal static class MultiplyAddPeak
{
    private static float _sink;

    /// <summary>Floating-point operations per nanosecond (GFLOP/s) of independent multiply-adds in registers.</summary>
    public static double GigaFlops<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        double nanoseconds = Timing.Nanoseconds(static count => _sink += Chains<TLanes>(count))[0];
        return 12 * 2 * TLanes.Count / nanoseconds;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Chains<TLanes>(int count)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes a = TLanes.Broadcast(0.999f);
        TLanes b = TLanes.Broadcast(0.001f);
        TLanes s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a;
        for (int i = 0; i < count; i++)
        {
            s0 = TLanes.MultiplyAdd(s0, a, b);
            s1 = TLanes.MultiplyAdd(s1, a, b);
            s2 = TLanes.MultiplyAdd(s2, a, b);
            s3 = TLanes.MultiplyAdd(s3, a, b);
            s4 = TLanes.MultiplyAdd(s4, a, b);
            s5 = TLanes.MultiplyAdd(s5, a, b);
            s6 = TLanes.MultiplyAdd(s6, a, b);
            s7 = TLanes.MultiplyAdd(s7, a, b);
            s8 = TLanes.MultiplyAdd(s8, a, b);
            s9 = TLanes.MultiplyAdd(s9, a, b);
            s10 = TLanes.MultiplyAdd(s10, a, b);
            s11 = TLanes.MultiplyAdd(s11, a, b);
        }

        return TLanes.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
