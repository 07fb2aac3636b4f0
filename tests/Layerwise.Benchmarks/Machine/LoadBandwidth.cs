using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Machine;

/// <summary>How fast this machine reads weights that lie in a given amount of memory, measured in the same run.</summary>
internal static class LoadBandwidth
{
    private static float _sink;

    /// <summary>Bytes per nanosecond (GB/s) of one sequential stream that is read again and again.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="floats">Length of the stream; a multiple of 128.</param>
    public static double GigabytesPerSecond<TLanes>(int floats)
        where TLanes : struct, ILanes<TLanes>
    {
        AlignedBuffer buffer = Filled.Random(floats);
        double nanoseconds = Timing.Nanoseconds(count =>
        {
            for (int i = 0; i < count; i++) _sink += Read<TLanes>(ref buffer.Origin, floats);
        })[0];
        return sizeof(float) * floats / nanoseconds;
    }

    // Additions that take their operand from memory: a multiply-add does no less, and nothing is left out as unused.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Read<TLanes>(ref float source, nint floats)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (nint i = 0; i < floats; i += 8 * TLanes.Count)
        {
            s0 += TLanes.Load(ref source, i);
            s1 += TLanes.Load(ref source, i + TLanes.Count);
            s2 += TLanes.Load(ref source, i + (2 * TLanes.Count));
            s3 += TLanes.Load(ref source, i + (3 * TLanes.Count));
            s4 += TLanes.Load(ref source, i + (4 * TLanes.Count));
            s5 += TLanes.Load(ref source, i + (5 * TLanes.Count));
            s6 += TLanes.Load(ref source, i + (6 * TLanes.Count));
            s7 += TLanes.Load(ref source, i + (7 * TLanes.Count));
        }

        return TLanes.Sum((s0 + s1) + (s2 + s3) + ((s4 + s5) + (s6 + s7)));
    }
}
