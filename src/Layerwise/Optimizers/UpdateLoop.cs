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
    public static void Run<TRule>(TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step)
        where TRule : struct, IUpdateRule
    {
        Check(parameters.Length, gradients.Length, state.Length, StateLength(TRule.StateVectors, parameters.Length), step);

        if (Vector512.IsHardwareAccelerated) Run<TRule, Lanes16>(in rule, parameters, gradients, state);
        else if (Vector256.IsHardwareAccelerated) Run<TRule, Lanes8>(in rule, parameters, gradients, state);
        else if (Vector128.IsHardwareAccelerated) Run<TRule, Lanes4>(in rule, parameters, gradients, state);
        else Run<TRule, Lanes1>(in rule, parameters, gradients, state);

        if (step % Subnormals.StepsBetweenFlushes == 0)
        {
            Subnormals.Flush(parameters);
            Subnormals.Flush(state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule, TLanes>(in TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state)
        where TRule : struct, IUpdateRule
        where TLanes : struct, ILanes<TLanes>
    {
        // A copy of its own, whose fields stay in registers: for all the JIT knows, the caller's might lie among the parameters.
        TRule own = rule;
        ref float parameter = ref MemoryMarshal.GetReference(parameters);
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        ref float firstState = ref MemoryMarshal.GetReference(state);
        ref float secondState = ref Unsafe.Add(ref firstState, TRule.StateVectors >= 2 ? parameters.Length : 0);
        ref float thirdState = ref Unsafe.Add(ref secondState, TRule.StateVectors == 3 ? parameters.Length : 0);

        int tail = parameters.Length % TLanes.Count;
        int whole = parameters.Length - tail;
        for (nint i = 0; i < whole; i += TLanes.Count)
        {
            Update<TRule, TLanes>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, i, TLanes.Count);
        }

        if (tail > 0) Update<TRule, TLanes>(own, ref parameter, ref gradient, ref firstState, ref secondState, ref thirdState, whole, tail);
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

    private static void Check(int parameters, int gradients, int state, int expectedState, long step)
    {
        if (gradients != parameters)
        {
            throw new ArgumentException(
                $"Expected {parameters} gradients, one for each parameter, but the length is {gradients}.", nameof(gradients));
        }

        if (state != expectedState)
        {
            throw new ArgumentException(
                $"Expected {expectedState} floats of state for {parameters} parameters, but the length is {state}.", nameof(state));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
    }
}
