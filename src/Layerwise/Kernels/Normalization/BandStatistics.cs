using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>The way forward of <see cref="GroupNormalization"/> through some groups of one sample.</summary>
/// <typeparam name="TLanes">The registers.</typeparam>
internal static class BandStatistics<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Mean and 1/√(variance + ε) of each group.</summary>
    /// <remarks>
    /// About the mean, in a second pass, because the difference of two sums of squares would lose what a large mean leaves of the variance; the sample is in the cache.
    /// </remarks>
    public static void Find(ref float z, GroupBand band, float epsilon, ref float room)
    {
        ref float means = ref GroupBand.Means(ref room), variances = ref GroupBand.Inverses(ref room);
        ref float sums = ref GroupBand.Columns(ref room, 0), ofColumns = ref GroupBand.Columns(ref room, 1);
        Clear(ref means, band.Groups);
        for (int index = 0; index < band.Parts; index++)
        {
            ChannelPart part = band.Part<TLanes>(index);
            ref float start = ref Unsafe.Add(ref z, part.First);
            Clear(ref sums, part.Width);
            ChannelColumns<TLanes>.AddSums(ref start, part.Rows, part.Stride, part.Width, ref sums);
            if (part.Rest > 0) ChannelColumns<TLanes>.AddSums(ref Unsafe.Add(ref start, part.Rows * part.Stride), 1, part.Stride, part.Rest, ref sums);
            part.Fold<TLanes>(ref sums);
            band.AddToGroups<TLanes>(ref sums, ref means, part);
        }

        TLanes share = TLanes.Broadcast(band.Share);
        for (nint group = 0; group < band.Groups; group += TLanes.Count) TLanes.Store(TLanes.Load(ref means, group) * share, ref means, group);

        Clear(ref variances, band.Groups);
        for (int index = 0; index < band.Parts; index++)
        {
            ChannelPart part = band.Part<TLanes>(index);
            ref float start = ref Unsafe.Add(ref z, part.First);
            band.Spread(ref means, ref ofColumns, part);
            part.Repeat(ref ofColumns);
            Clear(ref sums, part.Width);
            ChannelColumns<TLanes>.AddSquares(ref start, part.Rows, part.Stride, part.Width, ref ofColumns, ref sums);
            if (part.Rest > 0) ChannelColumns<TLanes>.AddSquares(ref Unsafe.Add(ref start, part.Rows * part.Stride), 1, part.Stride, part.Rest, ref ofColumns, ref sums);
            part.Fold<TLanes>(ref sums);
            band.AddToGroups<TLanes>(ref sums, ref variances, part);
        }

        for (nint group = 0; group < band.Groups; group += TLanes.Count)
        {
            TLanes variance = TLanes.Load(ref variances, group) * share;
            TLanes.Store(TLanes.Broadcast(1f) / TLanes.Sqrt(variance + TLanes.Broadcast(epsilon)), ref variances, group);
        }
    }

    /// <summary>φ(γ·x̂ + β).</summary>
    public static void Apply<TPhi>(ref float z, ref float gamma, ref float y, GroupBand band, float slope, ref float room)
        where TPhi : struct, IPhi
    {
        ref float means = ref GroupBand.Columns(ref room, 0), factors = ref GroupBand.Columns(ref room, 1), addends = ref GroupBand.Columns(ref room, 2);
        for (int index = 0; index < band.Parts; index++)
        {
            ChannelPart part = band.Part<TLanes>(index);
            band.Spread(ref GroupBand.Means(ref room), ref means, part);
            band.Spread(ref GroupBand.Inverses(ref room), ref factors, part);
            for (int channel = 0; channel < part.Channels; channel += TLanes.Count)
            {
                int count = part.Channels - channel;
                TLanes.Store(TLanes.Load(ref factors, channel) * TLanes.Load(ref gamma, part.First + channel, count, 0f), ref factors, channel);
                TLanes.Store(TLanes.Load(ref gamma, band.Channels + part.First + channel, count, 0f), ref addends, channel);
            }

            part.Repeat(ref means);
            part.Repeat(ref factors);
            part.Repeat(ref addends);
            ref float from = ref Unsafe.Add(ref z, part.First);
            ref float to = ref Unsafe.Add(ref y, part.First);
            ChannelColumns<TLanes>.Scale<TPhi>(ref from, ref to, part.Rows, part.Stride, part.Width, ref means, ref factors, ref addends, slope);
            if (part.Rest == 0) continue;
            nint behind = part.Rows * part.Stride;
            ChannelColumns<TLanes>.Scale<TPhi>(
                ref Unsafe.Add(ref from, behind), ref Unsafe.Add(ref to, behind), 1, part.Stride, part.Rest, ref means, ref factors, ref addends, slope);
        }
    }

    private static void Clear(ref float numbers, int count) => MemoryMarshal.CreateSpan(ref numbers, count).Clear();
}
