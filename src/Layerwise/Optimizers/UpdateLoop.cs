using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Applies an update rule to all parameters, as many at a time as the processor's registers hold. The state is one vector after
/// the other, each as long as the parameters.
/// </summary>
internal static class UpdateLoop
{
    // Slices come by reference: they are eight words, and copies of them took longer than 33 parameters do.
    public static void Run<TRule>(TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
    {
        Check(slice.Parameters, slice.Gradients, slice.State, (long)TRule.StateVectors * slice.Parameters.Length, slice.Step);

        // As in Widest, which has no loop over slices.
        if (Vector512.IsHardwareAccelerated) Run<TRule, Lanes16>(in rule, in slice);
        else if (Vector256.IsHardwareAccelerated) Run<TRule, Lanes8>(in rule, in slice);
        else if (Vector128.IsHardwareAccelerated) Run<TRule, Lanes4>(in rule, in slice);
        else Run<TRule, Lanes1>(in rule, in slice);

        if (slice.Step % Subnormals.StepsBetweenFlushes != 0) return;
        Subnormals.Flush(slice.Parameters.Slice(slice.First, slice.Count));
        for (int vector = 0; vector < TRule.StateVectors; vector++)
        {
            Subnormals.Flush(slice.State.Slice((vector * slice.Parameters.Length) + slice.First, slice.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule, TLanes>(in TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
        where TLanes : struct, ILanes<TLanes>
    {
        // A copy of its own, whose fields stay in registers: for all the JIT knows, the caller's might lie among the parameters.
        TRule own = rule;
        ref float parameter = ref MemoryMarshal.GetReference(slice.Parameters);
        ref float gradient = ref MemoryMarshal.GetReference(slice.Gradients);
        ref float firstState = ref MemoryMarshal.GetReference(slice.State);
        ref float secondState = ref Unsafe.Add(ref firstState, TRule.StateVectors >= 2 ? slice.Parameters.Length : 0);
        ref float thirdState = ref Unsafe.Add(ref secondState, TRule.StateVectors == 3 ? slice.Parameters.Length : 0);

        nint end = slice.First + slice.Count;
        nint i = slice.First;
        for (; i <= end - TLanes.Count; i += TLanes.Count) Update<TRule, TLanes>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, i);

        // One by one: a register that is loaded and stored lane by lane takes the JIT as long as all the rest.
        for (; i < end; i++) Update<TRule, Lanes1>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, i);
    }

    public static int StateLength(int stateVectors, int parameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)stateVectors * parameterCount, Array.MaxLength, nameof(parameterCount));
        return stateVectors * parameterCount;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TRule, TLanes>(
        TRule rule,
        ref float parameter,
        ref float gradient,
        ref float firstState,
        ref float secondState,
        ref float thirdState,
        nint index)
        where TRule : struct, IUpdateRule
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes first = TRule.StateVectors >= 1 ? TLanes.Load(ref firstState, index) : TLanes.Zero;
        TLanes second = TRule.StateVectors >= 2 ? TLanes.Load(ref secondState, index) : TLanes.Zero;
        TLanes third = TRule.StateVectors == 3 ? TLanes.Load(ref thirdState, index) : TLanes.Zero;

        TLanes updated = rule.Update(TLanes.Load(ref parameter, index), TLanes.Load(ref gradient, index), ref first, ref second, ref third);

        TLanes.Store(updated, ref parameter, index);
        if (TRule.StateVectors >= 1) TLanes.Store(first, ref firstState, index);
        if (TRule.StateVectors >= 2) TLanes.Store(second, ref secondState, index);
        if (TRule.StateVectors == 3) TLanes.Store(third, ref thirdState, index);
    }

    private static void Check(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> state, long expectedState, long step)
    {
        if (gradients.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"Expected {parameters.Length} gradients, one for each parameter, but the length is {gradients.Length}.", nameof(gradients));
        }

        if (state.Length != expectedState)
        {
            throw new ArgumentException(
                $"Expected {expectedState} floats of state for {parameters.Length} parameters, but the length is {state.Length}.", nameof(state));
        }

        Guard.Disjoint(gradients, parameters, nameof(gradients), nameof(parameters));
        Guard.Disjoint(state, parameters, nameof(state), nameof(parameters));
        Guard.Disjoint(state, gradients, nameof(state), nameof(gradients));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
    }
}
