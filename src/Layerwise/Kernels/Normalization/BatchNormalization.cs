using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift",
/// 2015, algorithm 1) of pre-activations z [rows, width]: γ·x̂ + β with x̂ = (z − mean) / √(variance + ε), each column for itself.
/// </summary>
/// <remarks>
/// <para>The conventions are those of PyTorch: the variance of a batch is the biased one; running estimates move by the momentum towards the batch's mean and unbiased
/// variance.</para>
/// <para>A single sample has no variance. It is normalized with the running estimates, as in inference, and leaves them as they are.</para>
/// </remarks>
public static partial class BatchNormalization
{
    /// <summary>ε where a layer names no other: it is added to every variance.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>The momentum where a layer names no other: how far one batch moves the running estimates towards its own.</summary>
    public const float Momentum = 0.1f;

    /// <summary>What inference multiplies z by and then adds, so that γ·x̂ + β costs one instruction: γ/√(variance + ε) and β − mean·scale.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="gamma">γ [width], and behind it β [width].</param>
    /// <param name="means">The running means [width], and behind them the running variances [width].</param>
    /// <param name="scales">Receives the factors [width], and behind them the addends [width].</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold<TLanes>(ref float gamma, ref float means, ref float scales, int width, float epsilon = Epsilon)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int column = 0; column < width; column += TLanes.Count)
        {
            TLanes scale = TLanes.Load(ref gamma, column) * InverseDeviation(TLanes.Load(ref means, width + column), epsilon);
            TLanes shift = TLanes.Load(ref gamma, width + column) - (TLanes.Load(ref means, column) * scale);
            TLanes.Store(scale, ref scales, column, width - column);
            TLanes.Store(shift, ref scales, width + column, width - column);
        }
    }

    /// <summary>What <see cref="Fold"/> gave, applied to the rows of a batch.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">z [rows, width].</param>
    /// <param name="scales">The factors [width], and behind them the addends [width].</param>
    /// <param name="results">Receives z·factor + addend: [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<TLanes>(ref float values, ref float scales, ref float results, nint rows, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref values, row * width);
            ref float y = ref Unsafe.Add(ref results, row * width);
            for (int column = 0; column < width; column += TLanes.Count)
            {
                int count = width - column;
                TLanes scaled = TLanes.MultiplyAdd(TLanes.Load(ref z, column, count, 0f), ref scales, column, TLanes.Load(ref scales, width + column));
                TLanes.Store(scaled, ref y, column, count);
            }
        }
    }

    /// <summary>What <see cref="Fold"/> gave, applied to one sample in place.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">z [width], replaced by z·factor + addend.</param>
    /// <param name="scales">The factors [width], and behind them the addends [width].</param>
    /// <param name="width">Number of columns, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<TLanes>(ref float values, ref float scales, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int column = 0; column < width; column += TLanes.Count)
        {
            int count = width - column;
            TLanes z = TLanes.Load(ref values, column, count, 0f);
            TLanes.Store(TLanes.MultiplyAdd(z, ref scales, column, TLanes.Load(ref scales, width + column)), ref values, column, count);
        }
    }

    /// <summary>The training pass: normalizes with the statistics of the batch, and moves the running estimates towards them.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">z [rows, width], replaced by x̂.</param>
    /// <param name="gamma">γ [width], and behind it β [width].</param>
    /// <param name="results">Receives γ·x̂ + β: [rows, width].</param>
    /// <param name="inverseDeviations">Receives 1/√(variance + ε): [width].</param>
    /// <param name="means">The running means [width], and behind them the running variances [width].</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="momentum">How far the running estimates move.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TLanes>(
        ref float values,
        ref float gamma,
        ref float results,
        ref float inverseDeviations,
        ref float means,
        nint rows,
        int width,
        float epsilon = Epsilon,
        float momentum = Momentum)
        where TLanes : struct, ILanes<TLanes>
    {
        int column = 0;
        for (; column + (Together * TLanes.Count) <= width; column += Together * TLanes.Count)
        {
            ref float inverses = ref Unsafe.Add(ref inverseDeviations, column);
            NormalizeFour<TLanes>(
                ref Unsafe.Add(ref values, column), ref Unsafe.Add(ref gamma, column), ref Unsafe.Add(ref results, column), ref inverses,
                ref Unsafe.Add(ref means, column), rows, width, epsilon, momentum);
        }

        for (; column < width; column += TLanes.Count)
        {
            int count = width - column;
            TLanes mean = rows > 1 ? Mean<TLanes>(ref values, column, rows, width) : TLanes.Load(ref means, column);
            TLanes squares = rows > 1 ? SquaredDeviations(ref values, column, rows, width, mean) : TLanes.Zero;
            TLanes inverse = Inverse(mean, squares, ref Unsafe.Add(ref means, column), rows, width, epsilon, momentum, count);
            TLanes.Store(inverse, ref inverseDeviations, column, count);
            TLanes scale = TLanes.Load(ref gamma, column);
            TLanes shift = TLanes.Load(ref gamma, width + column);
            for (nint row = 0, i = column; row < rows; row++, i += width)
            {
                TLanes normalized = (TLanes.Load(ref values, i) - mean) * inverse;
                TLanes.Store(normalized, ref values, i, count);
                TLanes.Store(TLanes.MultiplyAdd(normalized, scale, shift), ref results, i, count);
            }
        }
    }

    /// <summary>
    /// The derivatives with respect to z from those with respect to γ·x̂ + β, through the statistics of the batch: with g the latter,
    /// γ/√(variance + ε)·(g − (Σg + x̂·Σ(g·x̂))/rows); by γ Σ(g·x̂), by β Σg. Of a single sample, whose statistics were not its own: γ/√(variance + ε)·g.
    /// </summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="gradients">The derivatives with respect to γ·x̂ + β: [rows, width]; replaced by those with respect to z.</param>
    /// <param name="normalized">x̂ [rows, width].</param>
    /// <param name="inverseDeviations">1/√(variance + ε): [width].</param>
    /// <param name="gamma">γ [width].</param>
    /// <param name="gammaGradients">Receives the derivatives with respect to γ [width], and behind them those with respect to β [width].</param>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TLanes>(
        ref float gradients, ref float normalized, ref float inverseDeviations, ref float gamma, ref float gammaGradients, nint rows, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        int column = 0;
        for (; column + (Together * TLanes.Count) <= width; column += Together * TLanes.Count)
        {
            ref float start = ref Unsafe.Add(ref gradients, column);
            ref float startNormalized = ref Unsafe.Add(ref normalized, column);
            ref float sums = ref Unsafe.Add(ref gammaGradients, column);
            SumFour<TLanes>(ref start, ref startNormalized, ref sums, rows, width);
            CentreFour<TLanes>(ref start, ref startNormalized, ref Unsafe.Add(ref inverseDeviations, column), ref Unsafe.Add(ref gamma, column), ref sums, rows, width);
        }

        TLanes share = TLanes.Broadcast(rows > 1 ? 1f / rows : 0);
        for (; column < width; column += TLanes.Count)
        {
            int count = width - column;
            TLanes sum = TLanes.Zero;
            TLanes product = TLanes.Zero;
            for (nint row = 0, i = column; row < rows; row++, i += width)
            {
                TLanes gradient = TLanes.Load(ref gradients, i);
                sum += gradient;
                product = TLanes.MultiplyAdd(gradient, ref normalized, i, product);
            }

            TLanes.Store(product, ref gammaGradients, column, count);
            TLanes.Store(sum, ref gammaGradients, width + column, count);
            TLanes scale = TLanes.Load(ref gamma, column) * TLanes.Load(ref inverseDeviations, column);
            TLanes mean = sum * share;
            TLanes slope = product * share;
            for (nint row = 0, i = column; row < rows; row++, i += width)
            {
                TLanes centred = TLanes.Load(ref gradients, i) - mean - (TLanes.Load(ref normalized, i) * slope);
                TLanes.Store(centred * scale, ref gradients, i, count);
            }
        }
    }

    /// <summary>
    /// The derivatives with respect to numbers that are added in front of a normalization to all samples alike, as biases are: exactly 0, because the mean takes
    /// away what they add. As sums they would be rounding noise, which optimizers that divide by its size turn into whole steps. Those of a
    /// single sample, whose statistics were not its own, stay as they are.
    /// </summary>
    /// <param name="gradients">[width]; replaced.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">How many they are.</param>
    public static void ClearShiftGradients(ref float gradients, nint rows, int width)
    {
        if (rows > 1) MemoryMarshal.CreateSpan(ref gradients, width).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes InverseDeviation<TLanes>(TLanes variance, float epsilon)
        where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(1f) / TLanes.Sqrt(variance + TLanes.Broadcast(epsilon));

    // 1/√(variance + ε) of some columns, whose running estimates move; of a single sample that of the running variance, and nothing moves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Inverse<TLanes>(TLanes mean, TLanes squares, ref float means, nint rows, int width, float epsilon, float momentum, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes variance = TLanes.Load(ref means, width);
        if (rows <= 1) return InverseDeviation(variance, epsilon);
        TLanes.Store(Moved(TLanes.Load(ref means, 0), mean, momentum), ref means, 0, count);
        TLanes.Store(Moved(variance, squares * TLanes.Broadcast(1f / (rows - 1)), momentum), ref means, width, count);
        return InverseDeviation(squares * TLanes.Broadcast(1f / rows), epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Moved<TLanes>(TLanes running, TLanes batch, float momentum)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(batch - running, TLanes.Broadcast(momentum), running);

    // Two chains of additions, each of which waits for itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Mean<TLanes>(ref float values, nint column, nint rows, nint width)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes even = TLanes.Zero;
        TLanes odd = TLanes.Zero;
        nint row = 0;
        nint i = column;
        for (; row < rows - 1; row += 2, i += 2 * width)
        {
            even += TLanes.Load(ref values, i);
            odd += TLanes.Load(ref values, i + width);
        }

        if (row < rows) even += TLanes.Load(ref values, i);
        return (even + odd) * TLanes.Broadcast(1f / rows);
    }

    // About the mean, in a second pass: the difference of two sums of squares would lose what a large mean leaves of the variance.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SquaredDeviations<TLanes>(ref float values, nint column, nint rows, nint width, TLanes mean)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes even = TLanes.Zero;
        TLanes odd = TLanes.Zero;
        nint row = 0;
        nint i = column;
        for (; row < rows - 1; row += 2, i += 2 * width)
        {
            TLanes first = TLanes.Load(ref values, i) - mean;
            TLanes second = TLanes.Load(ref values, i + width) - mean;
            even = TLanes.MultiplyAdd(first, first, even);
            odd = TLanes.MultiplyAdd(second, second, odd);
        }

        if (row < rows)
        {
            TLanes last = TLanes.Load(ref values, i) - mean;
            even = TLanes.MultiplyAdd(last, last, even);
        }

        return even + odd;
    }
}
