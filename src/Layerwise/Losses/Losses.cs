using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// The losses of <see cref="Loss"/>: mean loss of a batch, and its derivative with respect to each output. Semantics are those of PyTorch with
/// <c>reduction="mean"</c>: logarithms are at least −100, denominators of gradients at least 10⁻¹².
/// </summary>
/// <remarks>
/// <para>Spans are [rows, width], row-major, rows and width at least 1; labels are [rows] and weights [width]. A span of another length is an
/// <see cref="ArgumentException"/>. NaN propagates.</para>
/// <para>A span that receives derivatives shares no memory with the others, but it may be that of the outputs, unless it is said not to. An overlap is an
/// <see cref="ArgumentException"/>; nothing is written then.</para>
/// <para>Labels are not looked through here: one outside its range is an <see cref="IndexOutOfRangeException"/>, or meets another row.</para>
/// </remarks>
public static partial class Losses
{
    private const int GroupsPerSum = 16;

    // Sums of at most GroupsPerSum groups are taken in float and added up in double, so a large batch rounds no worse than a
    // small one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Mean<TTerm, TLanes>(
        TTerm term, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, int outputsPerLoss, Span<float> gradients)
        where TTerm : struct, ILossTerm
        where TLanes : struct, ILanes<TLanes>
    {
        // A few numbers, such as one sample of a small network, are sooner through a narrow register: less to load and store lane by lane, and to add up across it.
        if (TLanes.Count > Lanes4.Count && outputs.Length <= Lanes4.Count) return Mean<TTerm, Lanes4>(term, outputs, targets, width, outputsPerLoss, gradients);
        Check(outputs, targets, width, gradients);
        int divisor = outputs.Length / outputsPerLoss;
        ref float a = ref MemoryMarshal.GetReference(outputs);
        ref float y = ref MemoryMarshal.GetReference(targets);
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        TLanes scale = TLanes.Broadcast(1f / divisor);
        double sum = 0;
        nint i = 0;
        while (i < outputs.Length)
        {
            TLanes sums = TLanes.Zero;
            for (int group = 0; group < GroupsPerSum && i < outputs.Length; group++, i += TLanes.Count)
            {
                int left = (int)(outputs.Length - i);
                TLanes groupA = TLanes.Load(ref a, i, left, 0f);
                TLanes groupY = TLanes.Load(ref y, i, left, 0f);
                TLanes losses = term.Loss(groupA, groupY);
                sums += left < TLanes.Count ? TLanes.KeepFirst(losses, left, 0f) : losses;
                if (!gradients.IsEmpty) TLanes.Store(term.Gradient(groupA, groupY) * scale, ref gradient, i, left);
            }

            sum += TLanes.Sum(sums);
        }

        return (float)(sum / divisor);
    }
}
