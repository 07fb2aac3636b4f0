using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Normalization of each sample by itself, over the numbers that a layer has for it: γ·x̂ + β, x̂ = (z − mean) / √(variance + ε) (Ba, Kiros and Hinton, "Layer normalization",
/// 2016), or γ·x̂ with x̂ = z / √(mean square + ε) (Zhang and Sennrich, "Root mean square layer normalization", 2019). Rows are independent of each other, and training and
/// inference are the same.
/// </summary>
public static class RowNormalization
{
    /// <summary>ε by default, which is added to every variance and mean square.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>φ(γ·x̂ + β) of each row.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TKind">Which of the two.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="values">z [rows, width].</param>
    /// <param name="gamma">γ [width], and behind it β [width] where there is one.</param>
    /// <param name="results">Receives φ(γ·x̂ + β): [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    /// <param name="epsilon">ε.</param>
    public static void Normalize<TLanes, TKind, TPhi>(ref float values, ref float gamma, ref float results, nint rows, int width, float slope = 0, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
        where TKind : struct, IRowNormalization
        where TPhi : struct, IPhi =>
        NormalizeAndKeep<TLanes, TKind, TPhi>(ref values, ref gamma, ref results, ref Unsafe.NullRef<float>(), rows, width, slope, epsilon);

    /// <summary>The same, and what <see cref="Gradients"/> asks for.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TKind">Which of the two.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="values">z [rows, width].</param>
    /// <param name="gamma">γ [width], and behind it β [width] where there is one.</param>
    /// <param name="results">Receives φ(γ·x̂ + β): [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="kept">Receives the means [rows], where any are subtracted, and behind them 1/√(variance + ε), or 1/√(mean square + ε), of each row [rows].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void NormalizeAndKeep<TLanes, TKind, TPhi>(
        ref float values, ref float gamma, ref float results, ref float kept, nint rows, int width, float slope = 0, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
        where TKind : struct, IRowNormalization
        where TPhi : struct, IPhi
    {
        Span<float> stack = stackalloc float[RowFacts.Length + AlignedBuffer.Slack];
        ref float facts = ref Scratch.Aligned(stack);
        bool keeps = !Unsafe.IsNullRef(ref kept);
        nint grouped = Grouped<TLanes>(rows);

        // One group's means are found while the one before waits for its deviations, and the one before that is written.
        for (nint row = 0; row < grouped + 8; row += 4)
        {
            if (TKind.IsCentred && row < grouped) RowGroup<TLanes, TKind, FourRows>.FindMeans(ref Unsafe.Add(ref values, row * width), width, ref RowFacts.Of(ref facts, row));
            nint last = row - 4;
            if (last >= 0 && last < grouped)
            {
                RowGroup<TLanes, TKind, FourRows>.FindDeviations(ref Unsafe.Add(ref values, last * width), width, epsilon, ref RowFacts.Of(ref facts, last));
                if (keeps) RowFacts.Keep<Lanes4>(ref RowFacts.Of(ref facts, last), ref kept, last, rows);
            }

            last -= 4;
            if (last < 0) continue;
            RowGroup<TLanes, TKind, FourRows>.Apply<TPhi>(
                ref Unsafe.Add(ref values, last * width), ref gamma, ref Unsafe.Add(ref results, last * width), width, slope, ref RowFacts.Of(ref facts, last));
        }

        for (nint row = grouped; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref values, row * width);
            if (TKind.IsCentred) RowGroup<TLanes, TKind, OneRow>.FindMeans(ref z, width, ref facts);
            RowGroup<TLanes, TKind, OneRow>.FindDeviations(ref z, width, epsilon, ref facts);
            if (keeps) RowFacts.Keep<Lanes1>(ref facts, ref kept, row, rows);
            RowGroup<TLanes, TKind, OneRow>.Apply<TPhi>(ref z, ref gamma, ref Unsafe.Add(ref results, row * width), width, slope, ref facts);
        }
    }

    /// <summary>The same of each row alone, with bits that don't depend on how many there are.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TKind">Which of the two.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="values">z [rows, width].</param>
    /// <param name="gamma">γ [width], and behind it β [width] where there is one.</param>
    /// <param name="results">Receives φ(γ·x̂ + β): [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    /// <param name="epsilon">ε.</param>
    public static void NormalizeEach<TLanes, TKind, TPhi>(ref float values, ref float gamma, ref float results, nint rows, int width, float slope = 0, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
        where TKind : struct, IRowNormalization
        where TPhi : struct, IPhi
    {
        for (nint row = 0; row < rows; row++)
        {
            Normalize<TLanes, TKind, TPhi>(ref Unsafe.Add(ref values, row * width), ref gamma, ref Unsafe.Add(ref results, row * width), 1, width, slope, epsilon);
        }
    }

    /// <summary>
    /// The derivatives with respect to γ, Σ(g·x̂), and β, Σg, over the rows, g being those with respect to γ·x̂ + β; and those with respect to z, through mean and deviation of
    /// each row: with h = γ·g, (h − mean(h) − x̂·mean(h·x̂)) / √(variance + ε), without the mean of h where none is subtracted.
    /// </summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TKind">Which of the two.</typeparam>
    /// <param name="values">z [rows, width].</param>
    /// <param name="gradients">g [rows, width].</param>
    /// <param name="gamma">γ [width].</param>
    /// <param name="gammaGradients">Receives those with respect to γ [width], and behind them those with respect to β [width] where there is one.</param>
    /// <param name="deltas">Receives those with respect to z: [rows, width]; may be <paramref name="gradients"/>.</param>
    /// <param name="kept">What <see cref="NormalizeAndKeep"/> kept of these rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="writesDeltas">Whether those with respect to z are computed.</param>
    /// <param name="addsDeltas">Whether they are added to what <paramref name="deltas"/> has, and not written over it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Gradients<TLanes, TKind>(
        ref float values, ref float gradients, ref float gamma, ref float gammaGradients, ref float deltas, ref float kept, nint rows, int width,
        bool writesDeltas = true, bool addsDeltas = false)
        where TLanes : struct, ILanes<TLanes>
        where TKind : struct, IRowNormalization
    {
        Span<float> stack = stackalloc float[RowFacts.Length + AlignedBuffer.Slack];
        ref float facts = ref Scratch.Aligned(stack);
        MemoryMarshal.CreateSpan(ref gammaGradients, TKind.IsCentred ? 2 * width : width).Clear();
        nint grouped = Grouped<TLanes>(rows);

        // One group's sums are added while another one is written.
        for (nint row = 0; row < grouped + 4; row += 4)
        {
            if (row < grouped)
            {
                ref float own = ref RowFacts.Of(ref facts, row);
                RowFacts.Recall<Lanes4>(ref own, ref kept, row, rows);
                RowGroup<TLanes, TKind, FourRows>.Collect(
                    ref Unsafe.Add(ref values, row * width), ref Unsafe.Add(ref gradients, row * width), ref gamma, ref gammaGradients, width, ref own);
            }

            nint last = row - 4;
            if (!writesDeltas || last < 0) continue;
            Return<TLanes, TKind, FourRows>(
                ref Unsafe.Add(ref values, last * width), ref Unsafe.Add(ref gradients, last * width), ref gamma, ref Unsafe.Add(ref deltas, last * width), width,
                ref RowFacts.Of(ref facts, last), addsDeltas);
        }

        for (nint row = grouped; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref values, row * width);
            ref float g = ref Unsafe.Add(ref gradients, row * width);
            RowFacts.Recall<Lanes1>(ref facts, ref kept, row, rows);
            RowGroup<TLanes, TKind, OneRow>.Collect(ref z, ref g, ref gamma, ref gammaGradients, width, ref facts);
            if (writesDeltas) Return<TLanes, TKind, OneRow>(ref z, ref g, ref gamma, ref Unsafe.Add(ref deltas, row * width), width, ref facts, addsDeltas);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Return<TLanes, TKind, TRows>(ref float z, ref float g, ref float gamma, ref float deltas, nint width, ref float facts, bool adds)
        where TLanes : struct, ILanes<TLanes>
        where TKind : struct, IRowNormalization
        where TRows : struct, IRowCount
    {
        if (adds) RowGroup<TLanes, TKind, TRows>.Return<On>(ref z, ref g, ref gamma, ref deltas, width, ref facts);
        else RowGroup<TLanes, TKind, TRows>.Return<Off>(ref z, ref g, ref gamma, ref deltas, width, ref facts);
    }

    // As many rows as go in groups of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Grouped<TLanes>(nint rows)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count == 1 ? 0 : rows & -4;
}
