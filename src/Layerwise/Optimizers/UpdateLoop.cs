using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Applies an update rule to all parameters, as many at a time as the processor's registers hold. The state is one vector after
/// the other, each as long as the parameters.
/// </summary>
internal static class UpdateLoop
{
    // Slices come by reference: they are eight words, and copies of them took 16 of the 40 ns in which 33 parameters were moved.
    public static void Run<TRule>(TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
    {
        Check(slice.Parameters, slice.Gradients, slice.State, StateLength(TRule.StateVectors, slice.Parameters.Length), slice.Step);

        Widest.Run(new RuleLoop<TRule>(rule, slice.Step, slice.First, slice.Count), slice.Parameters, slice.Gradients, slice.State);

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

        int tail = slice.Count % TLanes.Count;
        nint end = slice.First + slice.Count - tail;
        for (nint i = slice.First; i < end; i += TLanes.Count)
        {
            Update<TRule, TLanes>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, i, TLanes.Count);
        }

        if (tail > 0) Update<TRule, TLanes>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, end, tail);
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
        nint index,
        int count)
        where TRule : struct, IUpdateRule
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes first = TRule.StateVectors >= 1 ? TLanes.Load(ref firstState, index, count, 0) : TLanes.Zero;
        TLanes second = TRule.StateVectors >= 2 ? TLanes.Load(ref secondState, index, count, 0) : TLanes.Zero;
        TLanes third = TRule.StateVectors == 3 ? TLanes.Load(ref thirdState, index, count, 0) : TLanes.Zero;

        TLanes updated = rule.Update(
            TLanes.Load(ref parameter, index, count, 0), TLanes.Load(ref gradient, index, count, 0), ref first, ref second, ref third);

        TLanes.Store(updated, ref parameter, index, count);
        if (TRule.StateVectors >= 1) TLanes.Store(first, ref firstState, index, count);
        if (TRule.StateVectors >= 2) TLanes.Store(second, ref secondState, index, count);
        if (TRule.StateVectors == 3) TLanes.Store(third, ref thirdState, index, count);
    }

    private static void Check(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> state, int expectedState, long step)
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

    private readonly struct RuleLoop<TRule>(TRule rule, long step, int first, int count) : ILoop
        where TRule : struct, IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> =>
            UpdateLoop.Run<TRule, TLanes>(in rule, new UpdateSlice(numbers, others, state, step, first, count));
    }
}
