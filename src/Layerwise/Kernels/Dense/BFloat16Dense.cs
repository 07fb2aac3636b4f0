using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// One sample through a dense layer of a frozen network whose weights have 16 bits: y = φ(x·W + b), W being the upper halves of floats. Such a layer takes the time that its
/// weights take to arrive, which is half of that of floats. Two weights share a word, one 16 columns behind the other, so that a shift and a mask make two registers of them.
/// </summary>
/// <remarks>References are not checked: the public methods of a network check lengths once, at the door.</remarks>
public static class BFloat16Dense
{
    // Columns of a word's two weights, whatever the registers are.
    private const int Half = 16;

    /// <summary>Brings weights into the order in which the kernel reads them.</summary>
    /// <param name="data">The upper halves of floats, four to an integer.</param>
    /// <param name="start">Index of the first one of W [fanIn, fanOut], row-major.</param>
    /// <param name="fanIn">Number of inputs.</param>
    /// <param name="fanOut">Number of outputs.</param>
    /// <param name="weights">Receives them: as many floats as there are weights, of which about half are used.</param>
    public static void Arrange(ReadOnlySpan<ulong> data, int start, int fanIn, int fanOut, Span<float> weights)
    {
        var row = new ushort[fanOut];
        for (int i = 0; i < fanIn; i++)
        {
            for (int j = 0; j < fanOut; j++) row[j] = RoundedWeights.Bits16(data, start + (i * fanOut) + j);
            ArrangeRow(row, weights[(i * Words(fanOut))..]);
        }
    }

    /// <summary>Rounds weights, and brings them into that order.</summary>
    /// <param name="fanIn">Number of inputs.</param>
    /// <param name="fanOut">Number of outputs.</param>
    /// <param name="weights">W [fanIn, fanOut], row-major; what <see cref="Arrange(ReadOnlySpan{ulong}, int, int, int, Span{float})"/> gives takes its place.</param>
    public static void Arrange(int fanIn, int fanOut, Span<float> weights)
    {
        // A row never ends behind where it began as floats: no other one is written over.
        var row = new ushort[fanOut];
        for (int i = 0; i < fanIn; i++)
        {
            for (int j = 0; j < fanOut; j++) row[j] = WeightRounding.BFloat16(weights[(i * fanOut) + j]);
            ArrangeRow(row, weights[(i * Words(fanOut))..]);
        }
    }

    private static void ArrangeRow(ushort[] row, Span<float> weights)
    {
        for (int word = 0; word < Words(row.Length); word++)
        {
            int column = Column(word);
            uint first = column < row.Length ? row[column] : 0u;
            uint second = column + Half < row.Length ? row[column + Half] : 0u;
            weights[word] = BitConverter.UInt32BitsToSingle(first | (second << 16));
        }
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

    /// <summary>One sample.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">x [fanIn].</param>
    /// <param name="parameters">Weights as <see cref="Arrange(int, int, Span{float})"/> leaves them, and behind the room of fanIn × fanOut floats biases [fanOut].</param>
    /// <param name="outputs">Receives y [fanOut].</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardSample<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int words = Words(TShape.FanOut);
        int registers = Math.Min(4, words / TLanes.Count);
        for (nint next = 0; next < words; next += registers * TLanes.Count)
        {
            nint word = Panel.Start(next, words, registers * TLanes.Count);
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            TLanes t0 = TLanes.Zero, t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero;
            for (nint i = 0, w = word; i < TShape.FanIn; i++, w += words)
            {
                TLanes x = TLanes.Broadcast(ref inputs, i);
                TLanes pairs = TLanes.Load(ref parameters, w);
                s0 = TLanes.MultiplyAdd(x, TLanes.LowerHalf(pairs), s0);
                t0 = TLanes.MultiplyAdd(x, TLanes.UpperHalf(pairs), t0);
                if (registers > 1)
                {
                    pairs = TLanes.Load(ref parameters, w + TLanes.Count);
                    s1 = TLanes.MultiplyAdd(x, TLanes.LowerHalf(pairs), s1);
                    t1 = TLanes.MultiplyAdd(x, TLanes.UpperHalf(pairs), t1);
                }

                if (registers > 2)
                {
                    pairs = TLanes.Load(ref parameters, w + (2 * TLanes.Count));
                    s2 = TLanes.MultiplyAdd(x, TLanes.LowerHalf(pairs), s2);
                    t2 = TLanes.MultiplyAdd(x, TLanes.UpperHalf(pairs), t2);
                }

                if (registers > 3)
                {
                    pairs = TLanes.Load(ref parameters, w + (3 * TLanes.Count));
                    s3 = TLanes.MultiplyAdd(x, TLanes.LowerHalf(pairs), s3);
                    t3 = TLanes.MultiplyAdd(x, TLanes.UpperHalf(pairs), t3);
                }
            }

            Store<TLanes, TShape, TPhi>(s0, t0, ref parameters, ref outputs, word, slope);
            if (registers > 1) Store<TLanes, TShape, TPhi>(s1, t1, ref parameters, ref outputs, word + TLanes.Count, slope);
            if (registers > 2) Store<TLanes, TShape, TPhi>(s2, t2, ref parameters, ref outputs, word + (2 * TLanes.Count), slope);
            if (registers > 3) Store<TLanes, TShape, TPhi>(s3, t3, ref parameters, ref outputs, word + (3 * TLanes.Count), slope);
        }

        OutputRow<TLanes, TShape, TPhi>.Complete(ref outputs, slope);
    }

    // Words of a row: whole registers of the widest kind.
    private static int Words(int fanOut) => (fanOut + (2 * Half) - 1) / (2 * Half) * Half;

    // The column of a word's first weight.
    private static int Column(int word) => (2 * word) - (word % Half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TShape, TPhi>(TLanes first, TLanes second, ref float parameters, ref float outputs, nint word, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int column = Column((int)word);
        OutputRow<TLanes, TShape, TPhi>.Store(first, ref parameters, ref outputs, column, slope);
        OutputRow<TLanes, TShape, TPhi>.Store(second, ref parameters, ref outputs, column + Half, slope);
    }
}
