using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>pᵢ = eᶻⁱ / Σⱼ eᶻʲ over the outputs of each sample, and its backward pass.</summary>
public static class Softmax
{
    /// <summary>Turns each row of pre-activations into probabilities, in place.</summary>
    /// <remarks>The row's maximum is subtracted first, so no finite input overflows; probabilities below 2.5·10⁻³⁸ become 0. A row with +∞ or NaN becomes NaN.</remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="rows">[count, width], row-major.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TLanes>(ref float rows, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        if (SoftmaxColumns.Takes<TLanes>(width) && count >= Lanes8.Count)
        {
            if (count < TLanes.Count) SoftmaxColumns.Rows<Lanes8>(ref rows, count, width);
            else SoftmaxColumns.Rows<TLanes>(ref rows, count, width);
            return;
        }

        // No call in the loop of narrow rows: it would have registers saved on the stack for each row, in two cache lines where the stack happens to lie so.
        if (width > TLanes.Count)
        {
            for (nint row = 0; row < count; row++) WideRow<TLanes>(ref Unsafe.Add(ref rows, row * width), width);
            return;
        }

        for (nint row = 0; row < count; row++)
        {
            ref float values = ref Unsafe.Add(ref rows, row * width);
            TLanes.Store(Normalized(TLanes.Load(ref values, 0, width, float.NegativeInfinity)), ref values, 0, width);
        }
    }

    /// <summary>The probabilities of one row that fits a register.</summary>
    /// <remarks>As <see cref="Rows"/>, without the way through memory.</remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="row">Pre-activations; the lanes behind them may hold anything.</param>
    /// <param name="width">Number of pre-activations, from 1 to the number of lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Row<TLanes>(TLanes row, int width)
        where TLanes : struct, ILanes<TLanes> =>
        Normalized(TLanes.KeepFirst(row, width, float.NegativeInfinity));

    /// <summary>δᵢ = pᵢ·(gᵢ − Σⱼ gⱼ·pⱼ): dLoss/dz of each row from dLoss/dp.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">dLoss/dp: [count, width], row-major.</param>
    /// <param name="probabilities">p: [count, width], row-major.</param>
    /// <param name="deltas">Receives dLoss/dz: [count, width], row-major; may be <paramref name="gradients"/>.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TLanes>(ref float gradients, ref float probabilities, ref float deltas, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            ref float g = ref Unsafe.Add(ref gradients, row * width);
            ref float p = ref Unsafe.Add(ref probabilities, row * width);
            ref float delta = ref Unsafe.Add(ref deltas, row * width);

            TLanes products = TLanes.Zero;
            int i = 0;
            for (; i <= width - TLanes.Count; i += TLanes.Count)
            {
                products = TLanes.MultiplyAdd(TLanes.Load(ref g, i), TLanes.Load(ref p, i), products);
            }

            int left = width - i;
            TLanes lastG = TLanes.Load(ref g, i, left, 0f);
            TLanes lastP = TLanes.Load(ref p, i, left, 0f);
            TLanes mean = TLanes.Broadcast(TLanes.Sum(TLanes.MultiplyAdd(lastG, lastP, products)));

            TLanes.Store(lastP * (lastG - mean), ref delta, i, left);
            for (i = 0; i <= width - TLanes.Count; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref p, i) * (TLanes.Load(ref g, i) - mean), ref delta, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Normalized<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes e = Exponential.ExpOfNonPositive(z - TLanes.Broadcast(TLanes.MaxAcross(z)));
        return e * TLanes.Broadcast(1f / TLanes.Sum(e));
    }

    // −∞ behind the last output changes neither the maximum nor, as e^−∞ = 0, the sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRow<TLanes>(ref float values, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes largest = TLanes.Load(ref values, 0);
        int i = TLanes.Count;
        for (; i <= width - TLanes.Count; i += TLanes.Count) largest = TLanes.Max(largest, TLanes.Load(ref values, i));
        int left = width - i;
        TLanes last = TLanes.Load(ref values, i, left, float.NegativeInfinity);
        TLanes max = TLanes.Broadcast(TLanes.MaxAcross(TLanes.Max(largest, last)));

        TLanes lastE = Exponential.ExpOfNonPositive(last - max);
        TLanes sum = lastE;
        for (i = 0; i <= width - TLanes.Count; i += TLanes.Count)
        {
            TLanes e = Exponential.ExpOfNonPositive(TLanes.Load(ref values, i) - max);
            TLanes.Store(e, ref values, i);
            sum += e;
        }

        TLanes scale = TLanes.Broadcast(1f / TLanes.Sum(sum));
        TLanes.Store(lastE * scale, ref values, i, left);
        for (i = 0; i <= width - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref values, i) * scale, ref values, i);
        }
    }
}
