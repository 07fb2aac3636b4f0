using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// One sample through a dense layer of a frozen network whose weights are bytes: y = φ(s ⊙ (x·W) + b), with a factor s for each column. The inputs are rounded to whole numbers
/// of 16 bits, of which the largest one becomes ±32 767, so that products and sums are whole numbers too, the same on every processor.
/// </summary>
/// <remarks>
/// Inputs of 16 bits make an error of some hundred thousandths of the largest output. Those of 7 bits would be twice as fast again (one instruction adds up four products) and
/// err by a hundredth, as much as the rounded weights themselves. References are not checked: the public methods of a network check lengths once, at the door.
/// </remarks>
public static class Int8Dense
{
    // So many products of 127 and 32 767 never exceed 2³¹.
    private const int ExactInputs = 512;

    private const int Columns = 16;

    private const float Largest = 32_767;

    // Below it there is no factor to the largest whole number.
    private const float Least = 1e-30f;

    /// <summary>Brings weights into the order in which the kernel reads them: two inputs of one column behind each other.</summary>
    /// <param name="data">Bytes with a sign, eight to an integer.</param>
    /// <param name="start">Index of the first one of W [fanIn, fanOut], row-major.</param>
    /// <param name="scales">Floats, two to an integer.</param>
    /// <param name="scaleStart">Index of the factor of the first column.</param>
    /// <param name="fanIn">Number of inputs.</param>
    /// <param name="fanOut">Number of outputs, at least 16.</param>
    /// <param name="weights">Receives them: as many floats as there are weights, of which about a quarter is used, and the last ones for the factors.</param>
    /// <exception cref="PlatformNotSupportedException">The first byte of a number is the highest one on this processor.</exception>
    public static void Arrange(ReadOnlySpan<ulong> data, int start, ReadOnlySpan<ulong> scales, int scaleStart, int fanIn, int fanOut, Span<float> weights)
    {
        RequireLowestByteFirst();
        Arrange(MemoryMarshal.Cast<ulong, sbyte>(data)[start..], fanIn, fanOut, weights);
        FrozenData.Copy(scales, scaleStart, weights[^fanOut..]);
    }

    /// <summary>Rounds weights, each column with a factor of its own, and brings them into that order.</summary>
    /// <param name="fanIn">Number of inputs.</param>
    /// <param name="fanOut">Number of outputs, at least 16.</param>
    /// <param name="weights">W [fanIn, fanOut], row-major; what <see cref="Arrange(ReadOnlySpan{ulong}, int, ReadOnlySpan{ulong}, int, int, int, Span{float})"/> gives takes its place.</param>
    /// <exception cref="PlatformNotSupportedException">The first byte of a number is the highest one on this processor.</exception>
    public static void Arrange(int fanIn, int fanOut, Span<float> weights)
    {
        RequireLowestByteFirst();
        var bytes = new sbyte[weights.Length];
        var scales = new float[fanOut];
        WeightRounding.Int8(weights, scales, bytes);
        Arrange(bytes, fanIn, fanOut, weights);
        scales.CopyTo(weights[^fanOut..]);
    }

    private static void Arrange(ReadOnlySpan<sbyte> data, int fanIn, int fanOut, Span<float> weights)
    {
        Span<sbyte> bytes = MemoryMarshal.Cast<float, sbyte>(weights);
        int columns = Padded(fanOut);
        for (int i = 0; i < fanIn + (fanIn % 2); i++)
        {
            for (int j = 0; j < columns; j++)
            {
                bytes[(i / 2 * 2 * columns) + (2 * j) + (i % 2)] = i < fanIn && j < fanOut ? data[(i * fanOut) + j] : (sbyte)0;
            }
        }
    }

    // Two numbers share a lane, and which one is its lower half follows from the order of bytes.
    private static void RequireLowestByteFirst()
    {
        if (BitConverter.IsLittleEndian) return;
        throw new PlatformNotSupportedException("Weights as Int8 need a processor on which the lowest byte of a number is the first one; those as BFloat16 don't.");
    }

    /// <summary>Samples one after the other: for each the weights arrive anew.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="parameters">Weights as <see cref="Arrange(int, int, Span{float})"/> leaves them, and behind the room of fanIn × fanOut floats biases [fanOut].</param>
    /// <param name="outputs">Receives Y [rows, fanOut].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardEach<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, int rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        for (nint row = 0; row < rows; row++)
        {
            ForwardSample<TLanes, TShape, TPhi>(ref Unsafe.Add(ref inputs, row * TShape.FanIn), ref parameters, ref Unsafe.Add(ref outputs, row * TShape.FanOut), slope);
        }
    }

    /// <summary>One sample. Where an input is no finite number, every output is NaN before its activation.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">x [fanIn].</param>
    /// <param name="parameters">Weights as <see cref="Arrange(int, int, Span{float})"/> leaves them, and behind the room of fanIn × fanOut floats biases [fanOut].</param>
    /// <param name="outputs">Receives y [fanOut].</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void ForwardSample<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        // A register behind the last input is written too.
        short* rounded = stackalloc short[Tiling.RoundedInputs + Tiling.WidestLanes];
        float unit = Round<TLanes>(ref inputs, TShape.FanIn, ref *rounded);
        int columns = Padded(TShape.FanOut);
        int registers = Math.Min(8, columns / TLanes.Count);
        for (nint next = 0; next < columns; next += registers * TLanes.Count)
        {
            nint column = Panel.Start(next, columns, registers * TLanes.Count);
            Sum<TLanes, TShape, TPhi>(ref *rounded, unit, ref parameters, ref outputs, column, slope);
        }

        OutputRow<TLanes, TShape, TPhi>.Complete(ref outputs, slope);
    }

    // Up to eight registers of neighbouring columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TLanes, TShape, TPhi>(ref short inputs, float unit, ref float parameters, ref float outputs, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int columns = Padded(TShape.FanOut);
        int registers = Math.Min(8, columns / TLanes.Count);
        ref sbyte weights = ref Unsafe.As<float, sbyte>(ref parameters);
        TLanes f0 = TLanes.Zero, f1 = TLanes.Zero, f2 = TLanes.Zero, f3 = TLanes.Zero, f4 = TLanes.Zero, f5 = TLanes.Zero, f6 = TLanes.Zero, f7 = TLanes.Zero;
        nint i = 0, w = 2 * column;
        while (i < TShape.FanIn)
        {
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero, s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
            for (nint end = nint.Min(i + ExactInputs, TShape.FanIn); i < end; i += 2, w += 2 * columns)
            {
                TLanes x = TLanes.Broadcast(ref Unsafe.As<short, float>(ref Unsafe.Add(ref inputs, i)), 0);
                s0 = TLanes.MultiplyAddPairs(x, ref weights, w, s0);
                if (registers > 1) s1 = TLanes.MultiplyAddPairs(x, ref weights, w + (2 * TLanes.Count), s1);
                if (registers > 2) s2 = TLanes.MultiplyAddPairs(x, ref weights, w + (4 * TLanes.Count), s2);
                if (registers > 3) s3 = TLanes.MultiplyAddPairs(x, ref weights, w + (6 * TLanes.Count), s3);
                if (registers > 4) s4 = TLanes.MultiplyAddPairs(x, ref weights, w + (8 * TLanes.Count), s4);
                if (registers > 5) s5 = TLanes.MultiplyAddPairs(x, ref weights, w + (10 * TLanes.Count), s5);
                if (registers > 6) s6 = TLanes.MultiplyAddPairs(x, ref weights, w + (12 * TLanes.Count), s6);
                if (registers > 7) s7 = TLanes.MultiplyAddPairs(x, ref weights, w + (14 * TLanes.Count), s7);
            }

            f0 += TLanes.FromIntegers(s0);
            if (registers > 1) f1 += TLanes.FromIntegers(s1);
            if (registers > 2) f2 += TLanes.FromIntegers(s2);
            if (registers > 3) f3 += TLanes.FromIntegers(s3);
            if (registers > 4) f4 += TLanes.FromIntegers(s4);
            if (registers > 5) f5 += TLanes.FromIntegers(s5);
            if (registers > 6) f6 += TLanes.FromIntegers(s6);
            if (registers > 7) f7 += TLanes.FromIntegers(s7);
        }

        Store<TLanes, TShape, TPhi>(f0, unit, ref parameters, ref outputs, column, slope);
        if (registers > 1) Store<TLanes, TShape, TPhi>(f1, unit, ref parameters, ref outputs, column + TLanes.Count, slope);
        if (registers > 2) Store<TLanes, TShape, TPhi>(f2, unit, ref parameters, ref outputs, column + (2 * TLanes.Count), slope);
        if (registers > 3) Store<TLanes, TShape, TPhi>(f3, unit, ref parameters, ref outputs, column + (3 * TLanes.Count), slope);
        if (registers > 4) Store<TLanes, TShape, TPhi>(f4, unit, ref parameters, ref outputs, column + (4 * TLanes.Count), slope);
        if (registers > 5) Store<TLanes, TShape, TPhi>(f5, unit, ref parameters, ref outputs, column + (5 * TLanes.Count), slope);
        if (registers > 6) Store<TLanes, TShape, TPhi>(f6, unit, ref parameters, ref outputs, column + (6 * TLanes.Count), slope);
        if (registers > 7) Store<TLanes, TShape, TPhi>(f7, unit, ref parameters, ref outputs, column + (7 * TLanes.Count), slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TShape, TPhi>(TLanes sum, float unit, ref float parameters, ref float outputs, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        TLanes scales = TLanes.Load(ref parameters, ((TShape.FanIn - 1) * TShape.FanOut) + column);
        OutputRow<TLanes, TShape, TPhi>.Store(sum * TLanes.Broadcast(unit) * scales, ref parameters, ref outputs, (int)column, slope);
    }

    // What one stands for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Round<TLanes>(ref float inputs, int count, ref short rounded)
        where TLanes : struct, ILanes<TLanes>
    {
        // The register behind the last whole one; where there is none, of zeros.
        nint whole = count / TLanes.Count * TLanes.Count;
        TLanes last = TLanes.Load(ref inputs, whole, count - (int)whole, 0f);
        TLanes most = TLanes.Abs(last), finite = last * TLanes.Zero;
        for (nint i = 0; i < whole; i += TLanes.Count)
        {
            TLanes x = TLanes.Load(ref inputs, i);
            most = TLanes.Max(TLanes.Abs(x), most);
            finite += x * TLanes.Zero;
        }

        float largest = TLanes.MaxAcross(most);
        bool isZero = largest < Least;
        TLanes factor = TLanes.Broadcast(isZero ? 0 : Largest / largest);
        for (nint i = 0; i < whole; i += TLanes.Count) TLanes.StoreRounded(TLanes.Load(ref inputs, i) * factor, ref rounded, i);
        TLanes.StoreRounded(last * factor, ref rounded, whole);

        // The second one of the last pair, where that is not there.
        Unsafe.Add(ref rounded, count) = 0;
        return TLanes.Sum(finite) == 0 ? (isZero ? 0 : largest / Largest) : float.NaN;
    }

    // Columns of the arranged weights: whole registers of the widest kind.
    private static int Padded(int fanOut) => (fanOut + Columns - 1) / Columns * Columns;
}
