using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The steps that the window of a causal convolution still looks back at, as a part of the state of a sequence: a ring [length, channels], and behind it one number, the place of
/// the oldest of them, which the next step takes. So a step writes a row of the ring, however far the window reaches back. All 0 is what lies before the first step.
/// </summary>
internal static class StepHistory
{
    /// <summary>Where the oldest step lies, from 0 to <paramref name="length"/> − 1 whatever a caller wrote there.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="length">Steps that it holds, at least 1.</param>
    /// <param name="channels">Numbers of a step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Oldest(ref float ring, int length, int channels)
    {
        int place = (int)Unsafe.Add(ref ring, (nint)length * channels);
        return (uint)place < (uint)length ? place : 0;
    }

    /// <summary>One more step, in the place of the oldest.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="ring">The ring.</param>
    /// <param name="oldest">Where the oldest step lies.</param>
    /// <param name="step">[channels].</param>
    /// <param name="length">Steps that it holds.</param>
    /// <param name="channels">Numbers of a step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLanes>(ref float ring, int oldest, ref float step, int length, int channels)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float row = ref Unsafe.Add(ref ring, (nint)oldest * channels);
        if (channels == 1) row = step;
        else Recurrence.Copy<TLanes>(ref step, ref row, channels);
        Unsafe.Add(ref ring, (nint)length * channels) = oldest + 1 == length ? 0 : oldest + 1;
    }

    /// <summary>Any number of further steps, with what as many calls with one each would leave.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="oldest">Where the oldest step lies.</param>
    /// <param name="steps">[count, channels].</param>
    /// <param name="count">Number of steps.</param>
    /// <param name="length">Steps that it holds.</param>
    /// <param name="channels">Numbers of a step.</param>
    public static void AddAll(ref float ring, int oldest, ref float steps, int count, int length, int channels)
    {
        // Those in front of the last ones would be forgotten again.
        for (int step = Math.Max(0, count - length); step < count;)
        {
            int place = (int)(((long)oldest + step) % length);
            int run = Math.Min(length - place, count - step);
            Recurrence.Copy(ref Unsafe.Add(ref steps, (nint)step * channels), ref Unsafe.Add(ref ring, (nint)place * channels), run * channels);
            step += run;
        }

        Unsafe.Add(ref ring, (nint)length * channels) = ((long)oldest + count) % length;
    }

    /// <summary>All steps that it holds, the oldest first.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="oldest">Where the oldest step lies.</param>
    /// <param name="line">Receives [length, channels].</param>
    /// <param name="length">Steps that it holds.</param>
    /// <param name="channels">Numbers of a step.</param>
    public static void CopyTo(ref float ring, int oldest, ref float line, int length, int channels)
    {
        int older = (length - oldest) * channels;
        Recurrence.Copy(ref Unsafe.Add(ref ring, (nint)oldest * channels), ref line, older);
        Recurrence.Copy(ref ring, ref Unsafe.Add(ref line, older), oldest * channels);
    }
}
