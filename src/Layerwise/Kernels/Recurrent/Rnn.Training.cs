using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>Training: all steps of all sequences, and the way back through them.</content>
public readonly partial struct Rnn
{
    /// <summary>All steps of all sequences, for training.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="sums">x·W + b [rows, steps, units]; with h·U added afterwards, what φ is applied to.</param>
    /// <param name="parameters">U.</param>
    /// <param name="outputs">Receives h' [rows, steps, units]; 0 behind the length of a row.</param>
    /// <param name="room">Receives h of all steps [rows, steps, units].</param>
    /// <param name="workspace">The lengths of the rows, and what they begin with.</param>
    /// <param name="place">Where h begins in what a row remembers.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(
        ref float sums, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        var pass = new RecurrentPass(ref sums, ref parameters, ref room, workspace, rows, steps)
        {
            Outputs = ref outputs,
            Slope = slope,
        };
        RecurrentTraining.Forward<TLanes, TShape, Cell<TPhi>>(pass, place);
    }

    /// <summary>Back through all steps: the derivatives with respect to x·W + b, and the gradient of U.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="derivatives">With respect to h' [rows, steps, units].</param>
    /// <param name="sums">What φ was applied to.</param>
    /// <param name="outputs">h' [rows, steps, units].</param>
    /// <param name="parameters">U.</param>
    /// <param name="room">What the forward pass left there.</param>
    /// <param name="panel">Room.</param>
    /// <param name="deltas">Receives the derivatives [rows, steps, units].</param>
    /// <param name="gradients">Receives that of U.</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLanes, TShape, TPhi>(
        ref float derivatives, ref float sums, ref float outputs, ref float parameters, ref float room, ref float panel, ref float deltas,
        ref float gradients, WorkspaceMemory workspace, int rows, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        var pass = new RecurrentPass(ref sums, ref parameters, ref room, workspace, rows, steps)
        {
            Outputs = ref outputs,
            Derivatives = ref derivatives,
            Panel = ref panel,
            Deltas = ref deltas,
            Slope = slope,
        };
        RecurrentTraining.Backward<TLanes, TShape, Cell<TPhi>>(pass);
        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Cell<TPhi>>>(ref room, ref deltas, ref gradients, ref panel, (nint)rows * steps);
    }

    // h' = φ(z).
    private readonly struct Cell<TPhi> : IRecurrentCell
        where TPhi : struct, IPhi
    {
        public static int Gates => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Forward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float state)
            where TLanes : struct, ILanes<TLanes>
            where TShape : struct, IRecurrentShape
        {
            ref float z = ref Unsafe.Add(ref pass.Gates, at);
            ref float h = ref Unsafe.Add(ref pass.Outputs, at);
            ref float parameters = ref pass.Parameters;
            float slope = pass.Slope;
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                int count = TShape.Units - unit;
                TLanes sum = Units<TLanes, TShape>(unit, ref z, ref parameters, ref state);
                TLanes.Store(sum, ref z, unit, count);
                TLanes.Store(TPhi.Value(sum, slope), ref h, unit, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Backward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float carried, ref float further)
            where TLanes : struct, ILanes<TLanes>
            where TShape : struct, IRecurrentShape
        {
            ref float dh = ref Unsafe.Add(ref pass.Derivatives, at);
            ref float z = ref Unsafe.Add(ref pass.Gates, at);
            ref float h = ref Unsafe.Add(ref pass.Outputs, at);
            ref float deltas = ref Unsafe.Add(ref pass.Deltas, at);
            float slope = pass.Slope;
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                TLanes d = TLanes.Load(ref dh, unit) + TLanes.Load(ref carried, unit);
                TLanes delta = TPhi.Gradient(d, TLanes.Load(ref z, unit), TLanes.Load(ref h, unit), slope);
                TLanes.Store(delta, ref deltas, unit, TShape.Units - unit);
            }

            Recurrence.Clear(ref carried, TShape.Units);
            Recurrence.AddBack<TLanes>(ref deltas, ref pass.Panel, ref carried, TShape.Units, TShape.Units);
        }
    }
}
