using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>The way back of <see cref="GroupNormalization"/> through some groups of one sample, whose means and deviations are known.</summary>
/// <typeparam name="TLanes">The registers.</typeparam>
internal static class BandGradients<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The means of h = γ·g and of h·x̂ of each group, and what the sample adds to the derivatives with respect to γ and β.</summary>
    public static void Collect(ref float z, ref float g, ref float gamma, ref float gammaGradients, GroupBand band, ref float room)
    {
        ref float centres = ref GroupBand.Centres(ref room), slopes = ref GroupBand.Slopes(ref room), inverses = ref GroupBand.Inverses(ref room);
        ref float ofColumns = ref GroupBand.Columns(ref room, 0), sums = ref GroupBand.Columns(ref room, 1), products = ref GroupBand.Columns(ref room, 2);
        Clear(ref centres, band.Groups);
        Clear(ref slopes, band.Groups);
        for (int index = 0; index < band.Parts; index++)
        {
            ChannelPart part = band.Part<TLanes>(index);
            ref float values = ref Unsafe.Add(ref z, part.First);
            ref float gradients = ref Unsafe.Add(ref g, part.First);
            band.Spread(ref GroupBand.Means(ref room), ref ofColumns, part);
            part.Repeat(ref ofColumns);
            Clear(ref sums, part.Width);
            Clear(ref products, part.Width);
            ChannelColumns<TLanes>.AddProducts(ref values, ref gradients, part.Rows, part.Stride, part.Width, ref ofColumns, ref sums, ref products);
            if (part.Rest > 0)
            {
                nint behind = part.Rows * part.Stride;
                ChannelColumns<TLanes>.AddProducts(
                    ref Unsafe.Add(ref values, behind), ref Unsafe.Add(ref gradients, behind), 1, part.Stride, part.Rest, ref ofColumns, ref sums, ref products);
            }

            part.Fold<TLanes>(ref sums);
            part.Fold<TLanes>(ref products);

            // Of g·(z − mean) to those of g·x̂, and of both to those of h.
            band.Spread(ref inverses, ref ofColumns, part);
            for (int channel = 0; channel < part.Channels; channel += TLanes.Count)
            {
                int count = part.Channels - channel;
                nint ofGamma = part.First + channel, ofBeta = band.Channels + ofGamma;
                TLanes sum = TLanes.Load(ref sums, channel);
                TLanes product = TLanes.Load(ref products, channel) * TLanes.Load(ref ofColumns, channel);
                TLanes.Store(TLanes.Load(ref gammaGradients, ofGamma, count, 0f) + product, ref gammaGradients, ofGamma, count);
                TLanes.Store(TLanes.Load(ref gammaGradients, ofBeta, count, 0f) + sum, ref gammaGradients, ofBeta, count);
                TLanes factor = TLanes.Load(ref gamma, ofGamma, count, 0f);
                TLanes.Store(sum * factor, ref sums, channel);
                TLanes.Store(product * factor, ref products, channel);
            }

            band.AddToGroups<TLanes>(ref sums, ref centres, part);
            band.AddToGroups<TLanes>(ref products, ref slopes, part);
        }

        TLanes share = TLanes.Broadcast(band.Share);
        for (nint group = 0; group < band.Groups; group += TLanes.Count)
        {
            TLanes inverse = TLanes.Load(ref inverses, group);
            TLanes.Store(TLanes.Load(ref centres, group) * share * inverse, ref centres, group);
            TLanes.Store(TLanes.Load(ref slopes, group) * share * inverse * inverse, ref slopes, group);
        }
    }

    /// <summary>(h − mean(h) − x̂·mean(h·x̂)) / √(variance + ε).</summary>
    public static void Return(ref float z, ref float g, ref float gamma, ref float deltas, GroupBand band, ref float room)
    {
        ref float means = ref GroupBand.Columns(ref room, 0), factors = ref GroupBand.Columns(ref room, 1);
        ref float centres = ref GroupBand.Columns(ref room, 2), slopes = ref GroupBand.Columns(ref room, 3);
        for (int index = 0; index < band.Parts; index++)
        {
            ChannelPart part = band.Part<TLanes>(index);
            band.Spread(ref GroupBand.Means(ref room), ref means, part);
            band.Spread(ref GroupBand.Inverses(ref room), ref factors, part);
            band.Spread(ref GroupBand.Centres(ref room), ref centres, part);
            band.Spread(ref GroupBand.Slopes(ref room), ref slopes, part);
            for (int channel = 0; channel < part.Channels; channel += TLanes.Count)
            {
                TLanes factor = TLanes.Load(ref gamma, part.First + channel, part.Channels - channel, 0f);
                TLanes.Store(TLanes.Load(ref factors, channel) * factor, ref factors, channel);
            }

            part.Repeat(ref means);
            part.Repeat(ref factors);
            part.Repeat(ref centres);
            part.Repeat(ref slopes);
            ref float values = ref Unsafe.Add(ref z, part.First);
            ref float gradients = ref Unsafe.Add(ref g, part.First);
            ref float to = ref Unsafe.Add(ref deltas, part.First);
            ChannelColumns<TLanes>.Return(ref values, ref gradients, ref to, part.Rows, part.Stride, part.Width, ref means, ref factors, ref centres, ref slopes);
            if (part.Rest == 0) continue;
            nint behind = part.Rows * part.Stride;
            ChannelColumns<TLanes>.Return(
                ref Unsafe.Add(ref values, behind), ref Unsafe.Add(ref gradients, behind), ref Unsafe.Add(ref to, behind), 1, part.Stride, part.Rest,
                ref means, ref factors, ref centres, ref slopes);
        }
    }

    private static void Clear(ref float numbers, int count) => MemoryMarshal.CreateSpan(ref numbers, count).Clear();
}
