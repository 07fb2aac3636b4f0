using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <content>Training: all steps of all sequences, and the way back through them.</content>
public readonly partial struct GruResetFirst
{
    /// <summary>All steps of all sequences, for training.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="gates">x·W + b [rows, steps, 3, units]; r, z and n in their place afterwards.</param>
    /// <param name="parameters">U.</param>
    /// <param name="outputs">Receives h' [rows, steps, units]; 0 behind the length of a row.</param>
    /// <param name="room">Receives [rows, steps, 5, units]: h of all steps, then r ⊙ h of all; the rest is for the way back.</param>
    /// <param name="workspace">The lengths of the rows, and what they begin with.</param>
    /// <param name="place">Where h begins in what a row remembers.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape>(
        ref float gates, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps) { Outputs = ref outputs };
        RecurrentTraining.Forward<TLanes, TShape, GruResetFirst>(pass, place);
    }

    /// <summary>Back through all steps: the derivatives with respect to x·W + b, and the gradient of U.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="derivatives">With respect to h' [rows, steps, units].</param>
    /// <param name="gates">r, z and n.</param>
    /// <param name="parameters">U.</param>
    /// <param name="room">What the forward pass left there.</param>
    /// <param name="panel">Room.</param>
    /// <param name="deltas">Receives the derivatives [rows, steps, 3, units].</param>
    /// <param name="gradients">Receives that of U.</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLanes, TShape>(
        ref float derivatives, ref float gates, ref float parameters, ref float room, ref float panel, ref float deltas,
        ref float gradients, WorkspaceMemory workspace, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps)
        {
            Derivatives = ref derivatives,
            Panel = ref panel,
            Deltas = ref deltas,
        };
        RecurrentTraining.Backward<TLanes, TShape, GruResetFirst>(pass);

        // r and z read h, and the candidate r ⊙ h: two products, whose columns then move side by side.
        nint samples = (nint)rows * steps;
        Dense.ParameterGradientsInBlocks<TLanes, ResetAndKeep<TShape>>(ref room, ref pass.Further<TShape>(2), ref gradients, ref panel, samples);
        ref float candidates = ref Unsafe.Add(ref gradients, 2 * TShape.Units * TShape.Units);
        Dense.ParameterGradientsInBlocks<TLanes, Candidates<TShape>>(ref pass.Further<TShape>(1), ref pass.Further<TShape>(4), ref candidates, ref panel, samples);
        Interleave(ref gradients, ref panel, TShape.Units);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Forward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float state)
    {
        ref float sums = ref Unsafe.Add(ref pass.Gates, 3 * at);
        ref float h = ref Unsafe.Add(ref pass.Outputs, at);
        ref float before = ref Unsafe.Add(ref pass.Room, at);
        ref float reset = ref Unsafe.Add(ref pass.Further<TShape>(1), at);
        ref float parameters = ref pass.Parameters;
        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            int count = TShape.Units - unit;
            TLanes r = GateFunctions.Sigmoid(Gate<TLanes, TShape>(unit, ref sums, ref before, ref parameters));
            TLanes.Store(r, ref sums, unit, count);
            TLanes.Store(r * TLanes.Load(ref before, unit), ref reset, unit, count);
        }

        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            int count = TShape.Units - unit;
            TLanes z = GateFunctions.Sigmoid(Gate<TLanes, TShape>(TShape.Units + unit, ref sums, ref before, ref parameters));
            TLanes n = GateFunctions.Tanh(Gate<TLanes, TShape>((2 * TShape.Units) + unit, ref sums, ref reset, ref parameters));
            TLanes.Store(z, ref sums, unit + TShape.Units, count);
            TLanes.Store(n, ref sums, unit + (2 * TShape.Units), count);
            TLanes.Store(TLanes.MultiplyAdd(z, TLanes.Load(ref before, unit) - n, n), ref h, unit, count);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Backward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float carried, ref float ofReset)
    {
        ref float dh = ref Unsafe.Add(ref pass.Derivatives, at);
        ref float h = ref Unsafe.Add(ref pass.Room, at);
        ref float kept = ref Unsafe.Add(ref pass.Gates, 3 * at);
        ref float dx = ref Unsafe.Add(ref pass.Deltas, 3 * at);
        ref float du = ref Unsafe.Add(ref pass.Further<TShape>(2), 2 * at);
        ref float dn = ref Unsafe.Add(ref pass.Further<TShape>(4), at);
        TLanes one = TLanes.Broadcast(1f);
        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            int count = TShape.Units - unit;
            TLanes d = TLanes.Load(ref dh, unit) + TLanes.Load(ref carried, unit);
            TLanes z = TLanes.Load(ref kept, unit + TShape.Units);
            TLanes n = TLanes.Load(ref kept, unit + (2 * TShape.Units));
            TLanes ofKeep = Activations.SigmoidGradient(d * (TLanes.Load(ref h, unit) - n), z);
            TLanes ofSum = Activations.TanhGradient(d * (one - z), n);
            TLanes.Store(ofKeep, ref dx, unit + TShape.Units, count);
            TLanes.Store(ofKeep, ref du, unit + TShape.Units, count);
            TLanes.Store(ofSum, ref dx, unit + (2 * TShape.Units), count);
            TLanes.Store(ofSum, ref dn, unit, count);
            TLanes.Store(d * z, ref carried, unit);
        }

        ref float candidates = ref Unsafe.Add(ref pass.Panel, 2 * TShape.Units * TShape.Units);
        Recurrence.Clear(ref ofReset, TShape.Units);
        Recurrence.AddBack<TLanes>(ref dn, ref candidates, ref ofReset, TShape.Units, TShape.Units);
        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            int count = TShape.Units - unit;
            TLanes d = TLanes.Load(ref ofReset, unit);
            TLanes r = TLanes.Load(ref kept, unit);
            TLanes dr = Activations.SigmoidGradient(d * TLanes.Load(ref h, unit), r);
            TLanes.Store(dr, ref dx, unit, count);
            TLanes.Store(dr, ref du, unit, count);
            TLanes.Store(TLanes.MultiplyAdd(d, r, TLanes.Load(ref carried, unit)), ref carried, unit);
        }

        Recurrence.AddBack<TLanes>(ref du, ref pass.Panel, ref carried, 2 * TShape.Units, TShape.Units);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.ClearBehind<TShape>(in RecurrentPass pass, nint end, int count)
    {
        Recurrence.Clear(ref Unsafe.Add(ref pass.Further<TShape>(1), end), count);
        Recurrence.Clear(ref Unsafe.Add(ref pass.Further<TShape>(2), 2 * end), 2 * count);
        Recurrence.Clear(ref Unsafe.Add(ref pass.Further<TShape>(4), end), count);
    }

    // The sum of neighbouring columns, of all gates side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Gate<TLanes, TShape>(nint column, ref float sums, ref float remembered, ref float parameters)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape => Gru.Product<TLanes, TShape>(TLanes.Load(ref sums, column), ref remembered, ref Unsafe.Add(ref parameters, column));

    // From [units, 2, units] and [units, units] behind it to [units, 3, units], in place: rows move from the last one on, each to where none is any more.
    private static void Interleave(ref float gradients, ref float panel, int units)
    {
        Recurrence.Copy(ref Unsafe.Add(ref gradients, 2 * units * units), ref panel, units * units);
        for (int row = units - 1; row >= 0; row--)
        {
            Recurrence.Copy(ref Unsafe.Add(ref gradients, 2 * row * units), ref Unsafe.Add(ref gradients, 3 * row * units), 2 * units);
            Recurrence.Copy(ref Unsafe.Add(ref panel, row * units), ref Unsafe.Add(ref gradients, ((3 * row) + 2) * units), units);
        }
    }

    // The columns of r and z, as the weights of a dense layer.
    private readonly struct ResetAndKeep<TShape> : IDenseShape
        where TShape : struct, IRecurrentShape
    {
        public static int FanIn => TShape.Units;

        public static int FanOut => 2 * TShape.Units;

        public static bool HasBias => false;

        public static int SampleVectors => Tiling.SampleVectors(FanOut);
    }

    // Those of the candidate.
    private readonly struct Candidates<TShape> : IDenseShape
        where TShape : struct, IRecurrentShape
    {
        public static int FanIn => TShape.Units;

        public static int FanOut => TShape.Units;

        public static bool HasBias => false;

        public static int SampleVectors => Tiling.SampleVectors(FanOut);
    }
}
