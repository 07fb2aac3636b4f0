using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The bodies of a depthwise convolution over a small window: the weights of a panel of channels stay in registers while the positions of a sample pass by, each of which reads
/// nothing but its inputs. Where the input lacks its borders, windows that reach over them leave out what they would see there.
/// </summary>
/// <remarks>
/// As tiles of positions whose sums stay in registers, which load the weights again and again, 64 channels of 3 × 3 took 1.9 times their multiply-adds at the peak, and the copy of
/// the input between its borders half of that again; so they take 1.2 times, without a copy.
/// </remarks>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The convolution.</typeparam>
/// <typeparam name="TPhi">The activation behind it.</typeparam>
internal static class DepthwisePanel<TLanes, TShape, TPhi>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IConvolutionShape
    where TPhi : struct, IPhi
{
    // Lines whose windows lie inside the input are those from the first to the end; where one window is longer than the input, the end may come before the first.
    private static int FirstLine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Min((TShape.Top + TShape.Stride - 1) / TShape.Stride, Patch<TShape>.OutHeight);
    }

    private static int EndLine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Max((TShape.Height - TShape.Bottom - 1 - ((TShape.KernelHeight - 1) * TShape.Dilation) + TShape.Stride) / TShape.Stride, 0);
    }

    // The same along a line.
    private static int First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Min((TShape.Left + TShape.Stride - 1) / TShape.Stride, Patch<TShape>.OutWidth);
    }

    private static int End
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Max((TShape.Width - TShape.Right - 1 - ((TShape.KernelWidth - 1) * TShape.Dilation) + TShape.Stride) / TShape.Stride, 0);
    }

    /// <summary>All positions of a sample.</summary>
    /// <param name="inputs">[height, width, channels].</param>
    /// <param name="parameters">Weights [kernel, channels] and biases [channels].</param>
    /// <param name="scales">What inference multiplies and adds in place of a normalization.</param>
    /// <param name="outputs">Receives [height′, width′, channels].</param>
    /// <param name="column">The first channel.</param>
    /// <param name="slope">The slope of the activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Positions(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
    {
        int height = Patch<TShape>.OutHeight;
        int width = Patch<TShape>.OutWidth;
        int firstLine = FirstLine;
        int endLine = EndLine;
        int first = First;
        int end = End;

        // Whether a side has one line or position alone that reaches over it, and over no other.
        bool isTop = firstLine == 1 && endLine >= 1;
        bool isBottom = endLine == height - 1 && endLine >= firstLine;
        bool isLeft = first == 1 && end >= 1;
        bool isRight = end == width - 1 && end >= first;
        Inside(ref inputs, ref parameters, ref scales, ref outputs, column, slope);
        if (isLeft) AtLeft(ref inputs, ref parameters, ref scales, ref outputs, column, slope);
        if (isRight) AtRight(ref inputs, ref parameters, ref scales, ref outputs, column, slope);
        if (isTop) AtTop(ref inputs, ref parameters, ref scales, ref outputs, column, slope);
        if (isBottom) AtBottom(ref inputs, ref parameters, ref scales, ref outputs, column, slope);

        // What is left: corners, and borders that several windows reach over.
        for (int line = 0; line < height; line++)
        {
            bool isInside = line >= firstLine && line < endLine;
            bool isBeside = (line == 0 && isTop) || (line == height - 1 && isBottom);
            int last = isInside && isLeft ? 0 : isInside || isBeside ? first : width;
            int next = isInside && isRight ? width : isInside || isBeside ? Math.Max(end, last) : width;
            for (int position = 0; position < last; position++) OverBorders(ref inputs, ref parameters, ref scales, ref outputs, column, line, position, slope);
            for (int position = next; position < width; position++) OverBorders(ref inputs, ref parameters, ref scales, ref outputs, column, line, position, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Inside(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope) =>
        Block(ref inputs, ref parameters, ref scales, ref outputs, column, slope, (FirstLine, EndLine), (First, End), (0, TShape.KernelHeight), (0, TShape.KernelWidth));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AtLeft(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
    {
        int from = (TShape.Left + TShape.Dilation - 1) / TShape.Dilation;
        Block(ref inputs, ref parameters, ref scales, ref outputs, column, slope, (FirstLine, EndLine), (0, 1), (0, TShape.KernelHeight), (from, TShape.KernelWidth));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AtRight(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
    {
        int last = Patch<TShape>.OutWidth - 1;
        int to = (TShape.Width - TShape.Right - (last * TShape.Stride) + TShape.Dilation - 1) / TShape.Dilation;
        Block(ref inputs, ref parameters, ref scales, ref outputs, column, slope, (FirstLine, EndLine), (last, last + 1), (0, TShape.KernelHeight), (0, to));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AtTop(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
    {
        int from = (TShape.Top + TShape.Dilation - 1) / TShape.Dilation;
        Block(ref inputs, ref parameters, ref scales, ref outputs, column, slope, (0, 1), (First, End), (from, TShape.KernelHeight), (0, TShape.KernelWidth));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AtBottom(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
    {
        int last = Patch<TShape>.OutHeight - 1;
        int to = (TShape.Height - TShape.Bottom - (last * TShape.Stride) + TShape.Dilation - 1) / TShape.Dilation;
        Block(ref inputs, ref parameters, ref scales, ref outputs, column, slope, (last, last + 1), (First, End), (0, to), (0, TShape.KernelWidth));
    }

    // Neighbouring positions of neighbouring lines, where all windows see the same rows and columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(
        ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope,
        (int First, int End) lines, (int First, int End) positions, (int From, int To) rows, (int From, int To) columns)
    {
        // Each is a constant once, and not worked out anew wherever it is asked for: the JIT has patience for so many calls only.
        int taps = Patch<TShape>.Length;
        int lineStep = Patch<TShape>.LineStep;
        int positionStep = Patch<TShape>.PositionStep;
        int rowStep = Patch<TShape>.RowStep;
        int runStep = Patch<TShape>.RunStep;
        int width = TShape.KernelWidth;
        int filters = TShape.Filters;
        int start = -((TShape.Top * Patch<TShape>.LineSize) + (TShape.Left * TShape.Channels));
        int lineResults = Patch<TShape>.OutWidth * filters;
        TLanes bias = TShape.HasBias ? TLanes.Load(ref parameters, (taps * filters) + column) : TLanes.Zero;
        TLanes w0 = TLanes.Load(ref parameters, column);
        TLanes w1 = taps > 1 ? TLanes.Load(ref parameters, column + filters) : w0;
        TLanes w2 = taps > 2 ? TLanes.Load(ref parameters, column + (2 * filters)) : w0;
        TLanes w3 = taps > 3 ? TLanes.Load(ref parameters, column + (3 * filters)) : w0;
        TLanes w4 = taps > 4 ? TLanes.Load(ref parameters, column + (4 * filters)) : w0;
        TLanes w5 = taps > 5 ? TLanes.Load(ref parameters, column + (5 * filters)) : w0;
        TLanes w6 = taps > 6 ? TLanes.Load(ref parameters, column + (6 * filters)) : w0;
        TLanes w7 = taps > 7 ? TLanes.Load(ref parameters, column + (7 * filters)) : w0;
        TLanes w8 = taps > 8 ? TLanes.Load(ref parameters, column + (8 * filters)) : w0;
        if (TPhi.IsScaled)
        {
            TLanes factor = TLanes.Load(ref scales, column);
            bias = TLanes.MultiplyAdd(bias, factor, TLanes.Load(ref scales, filters + column));
            w0 *= factor;
            w1 *= factor;
            w2 *= factor;
            w3 *= factor;
            w4 *= factor;
            w5 *= factor;
            w6 *= factor;
            w7 *= factor;
            w8 *= factor;
        }

        for (nint line = lines.First; line < lines.End; line++)
        {
            nint i = start + (line * lineStep) + (positions.First * positionStep) + column;
            nint result = (line * lineResults) + (positions.First * filters) + column;
            nint endResult = (line * lineResults) + (positions.End * filters);
            for (; result < endResult; i += positionStep, result += filters)
            {
                TLanes sum = bias;
                if (Sees(0, width, rows, columns)) sum = TLanes.MultiplyAdd(w0, ref inputs, i, sum);
                if (taps > 1 && Sees(1, width, rows, columns)) sum = TLanes.MultiplyAdd(w1, ref inputs, i + (1 / width * rowStep) + (1 % width * runStep), sum);
                if (taps > 2 && Sees(2, width, rows, columns)) sum = TLanes.MultiplyAdd(w2, ref inputs, i + (2 / width * rowStep) + (2 % width * runStep), sum);
                if (taps > 3 && Sees(3, width, rows, columns)) sum = TLanes.MultiplyAdd(w3, ref inputs, i + (3 / width * rowStep) + (3 % width * runStep), sum);
                if (taps > 4 && Sees(4, width, rows, columns)) sum = TLanes.MultiplyAdd(w4, ref inputs, i + (4 / width * rowStep) + (4 % width * runStep), sum);
                if (taps > 5 && Sees(5, width, rows, columns)) sum = TLanes.MultiplyAdd(w5, ref inputs, i + (5 / width * rowStep) + (5 % width * runStep), sum);
                if (taps > 6 && Sees(6, width, rows, columns)) sum = TLanes.MultiplyAdd(w6, ref inputs, i + (6 / width * rowStep) + (6 % width * runStep), sum);
                if (taps > 7 && Sees(7, width, rows, columns)) sum = TLanes.MultiplyAdd(w7, ref inputs, i + (7 / width * rowStep) + (7 % width * runStep), sum);
                if (taps > 8 && Sees(8, width, rows, columns)) sum = TLanes.MultiplyAdd(w8, ref inputs, i + (8 / width * rowStep) + (8 % width * runStep), sum);
                TLanes.Store(TPhi.InTile(sum, slope), ref outputs, result);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Sees(int tap, int width, (int From, int To) rows, (int From, int To) columns) =>
        tap / width >= rows.From && tap / width < rows.To && tap % width >= columns.From && tap % width < columns.To;

    // Any position: the rows and columns of its window that lie inside the input.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OverBorders(
        ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, nint line, nint position, float slope)
    {
        int filters = TShape.Filters;
        nint top = (line * TShape.Stride) - TShape.Top;
        nint left = (position * TShape.Stride) - TShape.Left;
        TLanes sum = TShape.HasBias ? TLanes.Load(ref parameters, (Patch<TShape>.Length * filters) + column) : TLanes.Zero;
        nint j = column;
        for (nint row = 0; row < TShape.KernelHeight; row++)
        {
            nint y = top + (row * TShape.Dilation);
            bool isInside = y >= 0 && y < TShape.Height - TShape.Top - TShape.Bottom;
            for (nint step = 0; step < TShape.KernelWidth; step++, j += filters)
            {
                nint x = left + (step * TShape.Dilation);
                if (!isInside || x < 0 || x >= TShape.Width - TShape.Left - TShape.Right) continue;
                sum = TLanes.MultiplyAdd(TLanes.Load(ref parameters, j), ref inputs, (y * Patch<TShape>.LineSize) + (x * TShape.Channels) + column, sum);
            }
        }

        TLanes.Store(TPhi.InTile(TPhi.Scale(sum, ref scales, column, filters), slope), ref outputs, (((line * Patch<TShape>.OutWidth) + position) * filters) + column);
    }
}
