using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Bounds the gradients of a step, so that one steep place does not throw the parameters far away. Allocates nothing.</summary>
public static class GradientClipping
{
    // Sums of at most 16 groups are taken in float and added up in double: what float addition loses does not grow with the length.
    private const int GroupsPerSum = 16;

    /// <summary>Limits every gradient to [−limit, limit]; NaN stays. PyTorch's <c>clip_grad_value_</c>.</summary>
    /// <param name="gradients">Changed in place.</param>
    /// <param name="limit">Finite, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public static void ByValue(Span<float> gradients, double limit)
    {
        Widest.Run(new ValueLoop((float)Hyperparameter.Positive(limit, nameof(limit))), gradients);
    }

    /// <summary>
    /// Multiplies all gradients by maxNorm/(‖g‖ + 10⁻⁶) where that is less than 1, so that their direction stays (Pascanu,
    /// Mikolov &amp; Bengio 2013). PyTorch's <c>clip_grad_norm_</c>.
    /// </summary>
    /// <param name="gradients">Changed in place; where their norm is NaN or infinite they become NaN or 0, as in PyTorch.</param>
    /// <param name="maxNorm">Finite, greater than 0.</param>
    /// <returns>‖g‖, the Euclidean norm of the gradients as they were.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not greater than 0, or not finite.</exception>
    public static double ByGlobalNorm(Span<float> gradients, double maxNorm)
    {
        return Widest.Run(new NormLoop(Hyperparameter.Positive(maxNorm, nameof(maxNorm))), gradients).Norm;
    }

    [MethodImpl(ILoop.Body)]
    internal static void ByValue<TLanes>(Span<float> gradients, float limit)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(gradients);
        TLanes high = TLanes.Broadcast(limit);
        TLanes low = TLanes.Broadcast(-limit);
        for (nint i = 0; i < gradients.Length; i += TLanes.Count)
        {
            int left = (int)(gradients.Length - i);
            TLanes group = TLanes.Load(ref origin, i, left, 0f);
            TLanes.Store(TLanes.Max(low, TLanes.Min(high, group)), ref origin, i, left);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static double ByGlobalNorm<TLanes>(Span<float> gradients, double maxNorm)
        where TLanes : struct, ILanes<TLanes>
    {
        double norm = Norm<TLanes>(gradients);
        double factor = maxNorm / (norm + 1e-6);
        if (!(factor >= 1)) Scale<TLanes>(gradients, (float)factor); // NaN too: what can't be clipped must not look clipped
        return norm;
    }

    // Squares of floats leave the range of floats where the numbers themselves are far inside. That is rare, and costs a second
    // pass over numbers scaled by a power of two, which is exact.
    private static double Norm<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        const double smallestSafeSum = 1e-24;
        const float large = 1.2676506e30f; // 2¹⁰⁰
        double sum = SumOfSquares<TLanes>(values, 1f);
        if (double.IsPositiveInfinity(sum)) return Math.Sqrt(SumOfSquares<TLanes>(values, 1 / large)) * large;
        return sum < smallestSafeSum ? Math.Sqrt(SumOfSquares<TLanes>(values, large)) / large : Math.Sqrt(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares<TLanes>(ReadOnlySpan<float> values, float scale)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(values);
        TLanes factor = TLanes.Broadcast(scale);
        double sum = 0;
        nint i = 0;
        while (i < values.Length)
        {
            TLanes even = TLanes.Zero, odd = TLanes.Zero;
            for (int group = 0; group < GroupsPerSum && i < values.Length; group += 2, i += 2 * TLanes.Count)
            {
                int left = (int)(values.Length - i);
                TLanes a = TLanes.Load(ref origin, i, left, 0f) * factor;
                TLanes b = TLanes.Load(ref origin, i + TLanes.Count, Math.Max(left - TLanes.Count, 0), 0f) * factor;
                even = TLanes.MultiplyAdd(a, a, even);
                odd = TLanes.MultiplyAdd(b, b, odd);
            }

            sum += TLanes.Sum(even + odd);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLanes>(Span<float> values, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(values);
        TLanes scale = TLanes.Broadcast(factor);
        for (nint i = 0; i < values.Length; i += TLanes.Count)
        {
            int left = (int)(values.Length - i);
            TLanes.Store(TLanes.Load(ref origin, i, left, 0f) * scale, ref origin, i, left);
        }
    }

    private readonly struct ValueLoop(float limit) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => ByValue<TLanes>(numbers, limit);
    }

    private struct NormLoop(double maxNorm) : ILoop
    {
        public double Norm { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Norm = ByGlobalNorm<TLanes>(numbers, maxNorm);
    }
}
