using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>Inference of a causal convolution step by step: what its window sees of the steps before lies in the state of the sequence.</content>
public static partial class Convolution
{
    /// <summary>Steps of a sequence, each with the same bits however many there are.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes, of a window at a single position: its width is what the window covers.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [steps, channels].</param>
    /// <param name="parameters">Weights [kernel, channels / groups, filters], and biases [filters]; up to a register's width behind them is read and ignored.</param>
    /// <param name="state">The steps before that the window reaches, and the place of the oldest: (width − 1) × channels + 1 numbers, replaced; nothing where the width is 1.</param>
    /// <param name="outputs">Receives Y [steps, filters].</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Steps<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        if (Recurrence.FitsEight<TLanes>(Patch<TShape>.PartFilters)) StepsOn<Lanes8, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, steps, slope);
        else StepsOn<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, steps, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOn<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        int length = TShape.Width - 1;
        int oldest = length > 0 ? StepHistory.Oldest(ref state, length, TShape.Channels) : 0;
        bool isOneRegister = Patch<TShape>.Parts == 1 && TShape.Filters <= TLanes.Count && !Patch<TShape>.IsDepthwise;
        if (steps == 1 && isOneRegister)
        {
            TLanes z = StepWindow<TLanes, TShape>.One(ref inputs, ref parameters, ref state, oldest, 0, 0, 0);
            if (!TPhi.IsRowwise) z = TPhi.Value(z, slope);
            TLanes.Store(z, ref outputs, 0, TShape.Filters);
            if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, 1, TShape.Filters);
        }
        else
        {
            if (isOneRegister) StepsOfOne<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, steps, slope);
            else if (Patch<TShape>.IsDepthwise) StepsOfOwn<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, steps, slope);
            else StepsOfMany<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, steps, slope);
            if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, steps, TShape.Filters);
            else if (!TPhi.IsCheap) Elementwise.Activate<TLanes, TPhi>(ref outputs, ref outputs, (nint)steps * TShape.Filters, slope);
        }

        if (length == 0) return;
        if (steps == 1) StepHistory.Add<TLanes>(ref state, oldest, ref inputs, length, TShape.Channels);
        else StepHistory.AddAll(ref state, oldest, ref inputs, steps, length, TShape.Channels);
    }

    // All filters in one register, two steps at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfOne<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi => PanelOfOne<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, part: 0, column: 0, TShape.Filters, steps, slope);

    // A panel of two registers of filters meets all steps before the next one: its weights stay in the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfMany<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        int filters = Patch<TShape>.PartFilters;
        for (int part = 0; part < Patch<TShape>.Parts; part++)
        {
            for (int next = 0; next < filters; next += 2 * TLanes.Count)
            {
                int column = (part * filters) + next;
                int count = filters - next;
                if (count > TLanes.Count) PanelOfTwo<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, part, column, count, steps, slope);
                else FurtherPanelOfOne<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, part, column, count, steps, slope);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PanelOfOne<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int part, int column, int count, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        int step = 0;
        for (; step <= steps - 2; step += 2)
        {
            TLanes z = StepWindow<TLanes, TShape>.Two(ref inputs, ref parameters, ref state, oldest, step, part, column, out TLanes next);
            nint at = ((nint)step * TShape.Filters) + column;
            TLanes.Store(TPhi.InTile(z, slope), ref outputs, at, count);
            TLanes.Store(TPhi.InTile(next, slope), ref outputs, at + TShape.Filters, count);
        }

        if (step == steps) return;
        TLanes last = StepWindow<TLanes, TShape>.One(ref inputs, ref parameters, ref state, oldest, step, part, column);
        TLanes.Store(TPhi.InTile(last, slope), ref outputs, ((nint)step * TShape.Filters) + column, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FurtherPanelOfOne<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int part, int column, int count, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi => PanelOfOne<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, oldest, part, column, count, steps, slope);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PanelOfTwo<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int part, int column, int count, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        int step = 0;
        for (; step <= steps - 2; step += 2)
        {
            TLanes s = StepWindow<TLanes, TShape>.TwoByTwo(ref inputs, ref parameters, ref state, oldest, step, part, column, out TLanes t, out TLanes u, out TLanes v);
            nint at = ((nint)step * TShape.Filters) + column;
            TLanes.Store(TPhi.InTile(s, slope), ref outputs, at);
            TLanes.Store(TPhi.InTile(t, slope), ref outputs, at + TLanes.Count, count - TLanes.Count);
            TLanes.Store(TPhi.InTile(u, slope), ref outputs, at + TShape.Filters);
            TLanes.Store(TPhi.InTile(v, slope), ref outputs, at + TShape.Filters + TLanes.Count, count - TLanes.Count);
        }

        if (step == steps) return;
        TLanes last = StepWindow<TLanes, TShape>.OneByTwo(ref inputs, ref parameters, ref state, oldest, step, part, column, out TLanes beside);
        nint end = ((nint)step * TShape.Filters) + column;
        TLanes.Store(TPhi.InTile(last, slope), ref outputs, end);
        TLanes.Store(TPhi.InTile(beside, slope), ref outputs, end + TLanes.Count, count - TLanes.Count);
    }

    // Depthwise: registers hold neighbouring channels of the inputs too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfOwn<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int oldest, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        for (int step = 0; step < steps; step++)
        {
            for (int column = 0; column < TShape.Filters; column += TLanes.Count)
            {
                int count = TShape.Filters - column;
                TLanes z = StepWindow<TLanes, TShape>.Own(ref inputs, ref parameters, ref state, oldest, step, column, count);
                TLanes.Store(TPhi.InTile(z, slope), ref outputs, ((nint)step * TShape.Filters) + column, count);
            }
        }
    }
}
