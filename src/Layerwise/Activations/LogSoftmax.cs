using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>aᵢ = zᵢ − ln Σⱼ eᶻʲ over the outputs of each sample, the logarithms of <see cref="Softmax"/>, and its backward pass.</summary>
public static class LogSoftmax
{
    /// <summary>Turns each row of pre-activations into the logarithms of probabilities, in place.</summary>
    /// <remarks>The row's maximum is subtracted first, so no finite input overflows. A row with +∞ or NaN becomes NaN.</remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="rows">[count, width], row-major.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TLanes>(ref float rows, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            ref float values = ref Unsafe.Add(ref rows, row * width);
            TLanes largest = TLanes.Broadcast(float.NegativeInfinity);
            for (int i = 0; i < width; i += TLanes.Count)
            {
                largest = TLanes.Max(largest, TLanes.Load(ref values, i, width - i, float.NegativeInfinity));
            }

            TLanes max = TLanes.Broadcast(TLanes.MaxAcross(largest));
            TLanes sum = TLanes.Zero;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                sum += Exponential.ExpOfNonPositive(TLanes.Load(ref values, i, width - i, float.NegativeInfinity) - max);
            }

            TLanes logarithm = Logarithm.Log(TLanes.Broadcast(TLanes.Sum(sum)));
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref values, i, width - i, 0f) - max - logarithm, ref values, i, width - i);
            }
        }
    }

    /// <summary>The logarithms of one row that fits a register.</summary>
    /// <remarks>As <see cref="Rows"/>, without the way through memory.</remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="row">Pre-activations; the lanes behind them may hold anything.</param>
    /// <param name="width">Number of pre-activations, from 1 to the number of lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Row<TLanes>(TLanes row, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes z = TLanes.KeepFirst(row, width, float.NegativeInfinity);
        z = z - TLanes.Broadcast(TLanes.MaxAcross(z));
        return z - Logarithm.Log(TLanes.Broadcast(TLanes.Sum(Exponential.ExpOfNonPositive(z))));
    }

    /// <summary>δᵢ = gᵢ − eᵃⁱ·Σⱼ gⱼ: dLoss/dz of each row from dLoss/da.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">dLoss/da: [count, width], row-major.</param>
    /// <param name="logarithms">a: [count, width], row-major.</param>
    /// <param name="deltas">Receives dLoss/dz: [count, width], row-major; may be <paramref name="gradients"/>.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TLanes>(ref float gradients, ref float logarithms, ref float deltas, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            ref float g = ref Unsafe.Add(ref gradients, row * width);
            ref float a = ref Unsafe.Add(ref logarithms, row * width);
            ref float delta = ref Unsafe.Add(ref deltas, row * width);
            TLanes sums = TLanes.Zero;
            for (int i = 0; i < width; i += TLanes.Count) sums += TLanes.Load(ref g, i, width - i, 0f);
            TLanes minusSum = TLanes.Broadcast(-TLanes.Sum(sums));
            for (int i = 0; i < width; i += TLanes.Count)
            {
                int left = width - i;
                TLanes p = Exponential.ExpOfNonPositive(TLanes.Load(ref a, i, left, 0f));
                TLanes.Store(TLanes.MultiplyAdd(p, minusSum, TLanes.Load(ref g, i, left, 0f)), ref delta, i, left);
            }
        }
    }
}
