using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>pᵢ = eᶻⁱ / Σⱼ eᶻʲ over the outputs of each sample, and its backward pass.</summary>
public static class Softmax
{
    /// <summary>Turns each row of pre-activations into probabilities, in place.</summary>
    /// <remarks>The row's maximum is subtracted first, so no finite input overflows. A row with +∞ or NaN becomes NaN.</remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="rows">[count, width], row-major.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    public static void Rows<TLanes>(ref float rows, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            ref float values = ref Unsafe.Add(ref rows, row * width);
            float max = values;
            for (nint i = 1; i < width; i++) max = MathF.Max(max, Unsafe.Add(ref values, i));
            float sum = 0;
            for (nint i = 0; i < width; i++) sum += Unsafe.Add(ref values, i) = MathF.Exp(Unsafe.Add(ref values, i) - max);
            for (nint i = 0; i < width; i++) Unsafe.Add(ref values, i) /= sum;
        }
    }

    /// <summary>δᵢ = pᵢ·(gᵢ − Σⱼ gⱼ·pⱼ): dLoss/dz of each row from dLoss/dp.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">dLoss/dp: [count, width], row-major.</param>
    /// <param name="probabilities">p: [count, width], row-major.</param>
    /// <param name="deltas">Receives dLoss/dz: [count, width], row-major; may be <paramref name="gradients"/>.</param>
    /// <param name="count">Number of samples, at least 0.</param>
    /// <param name="width">Floats of one sample, at least 1.</param>
    public static void Gradient<TLanes>(ref float gradients, ref float probabilities, ref float deltas, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            nint start = row * width;
            float dot = 0;
            for (nint i = start; i < start + width; i++) dot += Unsafe.Add(ref gradients, i) * Unsafe.Add(ref probabilities, i);
            for (nint i = start; i < start + width; i++)
            {
                Unsafe.Add(ref deltas, i) = Unsafe.Add(ref probabilities, i) * (Unsafe.Add(ref gradients, i) - dot);
            }
        }
    }
}
