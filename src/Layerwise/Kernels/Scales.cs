using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>What scales inputs, targets and derivatives, column by column. The numbers to scale by are centers [width] and, behind them, scales [width].</summary>
public static class Scales
{
    /// <summary>(x − center) / scale.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[rows, width].</param>
    /// <param name="results">Receives [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="scales">The numbers to scale by.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows.</param>
    public static void Apply<TLanes>(ref float values, ref float results, ref float scales, int width, int rows)
        where TLanes : struct, ILanes<TLanes> => Run<TLanes, Scaled>(ref values, ref results, ref scales, width, rows);

    /// <summary>y · scale + center.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[rows, width].</param>
    /// <param name="results">Receives [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="scales">The numbers to scale by.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows.</param>
    public static void Undo<TLanes>(ref float values, ref float results, ref float scales, int width, int rows)
        where TLanes : struct, ILanes<TLanes> => Run<TLanes, Unscaled>(ref values, ref results, ref scales, width, rows);

    /// <summary>d · scale: from derivatives with respect to y · scale + center to those with respect to y.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[rows, width].</param>
    /// <param name="results">Receives [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="scales">The numbers to scale by.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows.</param>
    public static void Multiply<TLanes>(ref float values, ref float results, ref float scales, int width, int rows)
        where TLanes : struct, ILanes<TLanes> => Run<TLanes, Multiplied>(ref values, ref results, ref scales, width, rows);

    /// <summary>d / scale: from derivatives with respect to (x − center) / scale to those with respect to x.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[rows, width].</param>
    /// <param name="results">Receives [rows, width]; may be <paramref name="values"/>.</param>
    /// <param name="scales">The numbers to scale by.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows.</param>
    public static void Divide<TLanes>(ref float values, ref float results, ref float scales, int width, int rows)
        where TLanes : struct, ILanes<TLanes> => Run<TLanes, Divided>(ref values, ref results, ref scales, width, rows);

    /// <summary>(x − center) / scale of each value, in its place.</summary>
    /// <param name="values">[rows, width], replaced.</param>
    /// <param name="scales">The numbers to scale by.</param>
    internal static void Apply(Span<float> values, ReadOnlySpan<float> scales) => _ = Widest.Run(default(Pass<Scaled>), values, scales);

    /// <summary>y · scale + center of each value, in its place.</summary>
    /// <param name="values">[rows, width], replaced.</param>
    /// <param name="scales">The numbers to scale by.</param>
    internal static void Undo(Span<float> values, ReadOnlySpan<float> scales) => _ = Widest.Run(default(Pass<Unscaled>), values, scales);

    // Of values in their place: the numbers change, and the others are those to scale by.
    private readonly struct Pass<TStep> : ILoop
        where TStep : struct, IStep
    {
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes>
        {
            int width = others.Length / 2;
            ref float start = ref MemoryMarshal.GetReference(numbers);
            Scales.Run<TLanes, TStep>(ref start, ref start, ref MemoryMarshal.GetReference(others), width, numbers.Length / width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TStep>(ref float values, ref float results, ref float scales, int width, int rows)
        where TLanes : struct, ILanes<TLanes>
        where TStep : struct, IStep
    {
        int whole = width - (width % TLanes.Count);
        int rest = width - whole;
        for (nint row = 0, end = (nint)rows * width; row < end; row += width)
        {
            for (nint i = 0; i < whole; i += TLanes.Count)
            {
                TLanes.Store(TStep.Of(TLanes.Load(ref values, row + i), TLanes.Load(ref scales, i), TLanes.Load(ref scales, width + i)), ref results, row + i);
            }

            if (rest == 0) continue;
            TLanes last = TStep.Of(TLanes.Load(ref values, row + whole, rest, 0), TLanes.Load(ref scales, whole, rest, 0), TLanes.Load(ref scales, width + whole, rest, 1));
            TLanes.Store(last, ref results, row + whole, rest);
        }
    }

    private interface IStep
    {
        static abstract TLanes Of<TLanes>(TLanes value, TLanes center, TLanes scale)
            where TLanes : struct, ILanes<TLanes>;
    }

    private readonly struct Scaled : IStep
    {
        public static TLanes Of<TLanes>(TLanes value, TLanes center, TLanes scale)
            where TLanes : struct, ILanes<TLanes> => (value - center) / scale;
    }

    private readonly struct Unscaled : IStep
    {
        public static TLanes Of<TLanes>(TLanes value, TLanes center, TLanes scale)
            where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(value, scale, center);
    }

    private readonly struct Multiplied : IStep
    {
        public static TLanes Of<TLanes>(TLanes value, TLanes center, TLanes scale)
            where TLanes : struct, ILanes<TLanes> => value * scale;
    }

    private readonly struct Divided : IStep
    {
        public static TLanes Of<TLanes>(TLanes value, TLanes center, TLanes scale)
            where TLanes : struct, ILanes<TLanes> => value / scale;
    }
}
