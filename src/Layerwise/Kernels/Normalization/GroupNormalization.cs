using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Normalization of each sample over its positions, a group of channels at a time: γ·x̂ + β with x̂ = (z − mean) / √(variance + ε), mean and variance those of all numbers of the
/// group, γ and β those of the channel (Wu and He, "Group normalization", 2018). One group is a layer normalization over the whole sample; as many as there are channels are an
/// instance normalization (Ulyanov, Vedaldi and Lempitsky 2016). Samples are independent of each other, and training and inference are the same.
/// </summary>
public static class GroupNormalization
{
    /// <summary>ε by default, which is added to every variance.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>φ(γ·x̂ + β) of each sample.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TPhi">φ, of each number by itself.</typeparam>
    /// <param name="values">z [samples, positions, channels].</param>
    /// <param name="gamma">γ [channels], and behind it β [channels].</param>
    /// <param name="results">Receives φ(γ·x̂ + β): [samples, positions, channels]; may be <paramref name="values"/>.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="positions">Positions of a sample, at least 1.</param>
    /// <param name="channels">Channels of a position, at least 1.</param>
    /// <param name="groups">Number of groups, a divisor of <paramref name="channels"/>.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    /// <param name="epsilon">ε.</param>
    public static void Normalize<TLanes, TPhi>(
        ref float values, ref float gamma, ref float results, nint samples, int positions, int channels, int groups, float slope = 0, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
        where TPhi : struct, IPhi =>
        NormalizeAndKeep<TLanes, TPhi>(ref values, ref gamma, ref results, ref Unsafe.NullRef<float>(), samples, positions, channels, groups, slope, epsilon);

    /// <summary>The same, and what <see cref="Gradients"/> asks for.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TPhi">φ, of each number by itself.</typeparam>
    /// <param name="values">z [samples, positions, channels].</param>
    /// <param name="gamma">γ [channels], and behind it β [channels].</param>
    /// <param name="results">Receives φ(γ·x̂ + β): [samples, positions, channels]; may be <paramref name="values"/>.</param>
    /// <param name="facts">Receives the means [groups] and behind them 1/√(variance + ε) [groups] of each sample.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="positions">Positions of a sample, at least 1.</param>
    /// <param name="channels">Channels of a position, at least 1.</param>
    /// <param name="groups">Number of groups, a divisor of <paramref name="channels"/>.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void NormalizeAndKeep<TLanes, TPhi>(
        ref float values, ref float gamma, ref float results, ref float facts, nint samples, int positions, int channels, int groups, float slope = 0, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
        where TPhi : struct, IPhi
    {
        Span<float> stack = stackalloc float[GroupBand.Room(columns: 3)];
        ref float room = ref Scratch.Aligned(stack);
        nint size = (nint)positions * channels;
        int together = GroupBand.Together(channels, groups);
        for (nint sample = 0; sample < samples; sample++)
        {
            for (int group = 0; group < groups; group += together)
            {
                var band = new GroupBand(positions, channels, channels / groups, group, Math.Min(together, groups - group));
                ref float z = ref Unsafe.Add(ref values, sample * size);
                BandStatistics<TLanes>.Find(ref z, band, epsilon, ref room);
                BandStatistics<TLanes>.Apply<TPhi>(ref z, ref gamma, ref Unsafe.Add(ref results, sample * size), band, slope, ref room);
                if (Unsafe.IsNullRef(ref facts)) continue;
                ref float kept = ref Unsafe.Add(ref facts, (2 * sample * groups) + group);
                Copy(ref GroupBand.Means(ref room), ref kept, band.Groups);
                Copy(ref GroupBand.Inverses(ref room), ref Unsafe.Add(ref kept, groups), band.Groups);
            }
        }
    }

    /// <summary>
    /// The derivatives with respect to γ, Σ(g·x̂), and β, Σg, over samples and positions, g being those with respect to γ·x̂ + β; and those with respect to z, through mean and
    /// deviation of each group: with h = γ·g, (h − mean(h) − x̂·mean(h·x̂)) / √(variance + ε).
    /// </summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">z [samples, positions, channels].</param>
    /// <param name="gradients">g [samples, positions, channels].</param>
    /// <param name="gamma">γ [channels].</param>
    /// <param name="gammaGradients">Receives those with respect to γ [channels], and behind them those with respect to β [channels].</param>
    /// <param name="deltas">Receives those with respect to z: [samples, positions, channels]; may be <paramref name="gradients"/>.</param>
    /// <param name="facts">What <see cref="NormalizeAndKeep"/> found.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="positions">Positions of a sample, at least 1.</param>
    /// <param name="channels">Channels of a position, at least 1.</param>
    /// <param name="groups">Number of groups, a divisor of <paramref name="channels"/>.</param>
    /// <param name="writesDeltas">Whether those with respect to z are computed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Gradients<TLanes>(
        ref float values, ref float gradients, ref float gamma, ref float gammaGradients, ref float deltas, ref float facts,
        nint samples, int positions, int channels, int groups, bool writesDeltas = true)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> stack = stackalloc float[GroupBand.Room(columns: 4)];
        ref float room = ref Scratch.Aligned(stack);
        MemoryMarshal.CreateSpan(ref gammaGradients, 2 * channels).Clear();
        nint size = (nint)positions * channels;
        int together = GroupBand.Together(channels, groups);
        for (nint sample = 0; sample < samples; sample++)
        {
            for (int group = 0; group < groups; group += together)
            {
                var band = new GroupBand(positions, channels, channels / groups, group, Math.Min(together, groups - group));
                ref float kept = ref Unsafe.Add(ref facts, (2 * sample * groups) + group);
                Copy(ref kept, ref GroupBand.Means(ref room), band.Groups);
                Copy(ref Unsafe.Add(ref kept, groups), ref GroupBand.Inverses(ref room), band.Groups);
                ref float z = ref Unsafe.Add(ref values, sample * size);
                ref float g = ref Unsafe.Add(ref gradients, sample * size);
                BandGradients<TLanes>.Collect(ref z, ref g, ref gamma, ref gammaGradients, band, ref room);
                if (writesDeltas) BandGradients<TLanes>.Return(ref z, ref g, ref gamma, ref Unsafe.Add(ref deltas, sample * size), band, ref room);
            }
        }
    }

    private static void Copy(ref float source, ref float destination, int count) =>
        MemoryMarshal.CreateSpan(ref source, count).CopyTo(MemoryMarshal.CreateSpan(ref destination, count));
}
