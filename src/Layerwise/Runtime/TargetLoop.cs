using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>
/// Looks through the targets of a pass with the widest registers: one by one, those of 256 samples of three numbers took a tenth of a training step. Which one is out of its
/// range, <see cref="TargetRange"/> says.
/// </summary>
internal struct TargetLoop(TargetTraits traits, int width) : ILoop
{
    private bool _areInside;

    /// <summary>Whether all targets are surely in their range; those of two values only are left to <see cref="TargetRange"/>.</summary>
    /// <param name="targets">[rows, width].</param>
    /// <param name="width">Targets of one sample.</param>
    /// <param name="traits">What they are.</param>
    public static bool AreInside(ReadOnlySpan<float> targets, int width, TargetTraits traits) =>
        !traits.IsOneOfTwo && Widest.Run(new TargetLoop(traits, width), [], targets)._areInside;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes> =>
        _areInside = traits.IsOverClasses ? AreDistributions<TLanes>(others, width) : AreBetween<TLanes>(others, traits.Low, traits.High);

    [MethodImpl(ILoop.Body)]
    private static bool AreBetween<TLanes>(ReadOnlySpan<float> targets, float low, float high)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float y = ref MemoryMarshal.GetReference(targets);
        TLanes distance = TLanes.Zero;
        nint i = 0;
        for (; i <= targets.Length - TLanes.Count; i += TLanes.Count) distance += Distance(TLanes.Load(ref y, i), low, high);
        Lanes1 last = Lanes1.Zero;
        for (; i < targets.Length; i++) last += Distance(Lanes1.Load(ref y, i), low, high);
        return TLanes.Sum(distance) + Lanes1.Sum(last) == 0;
    }

    // How far a number is from the range: NaN of NaN, where Min and Max hand on their second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Distance<TLanes>(TLanes y, float low, float high)
        where TLanes : struct, ILanes<TLanes> => TLanes.Abs(TLanes.Max(TLanes.Broadcast(low), TLanes.Min(TLanes.Broadcast(high), y)) - y);

    [MethodImpl(ILoop.Body)]
    private static bool AreDistributions<TLanes>(ReadOnlySpan<float> targets, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float y = ref MemoryMarshal.GetReference(targets);
        TLanes least = TLanes.Zero;
        float furthest = 0;
        int start = 0;

        // As long as whole registers of a row end among the targets.
        int read = (width + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        for (; start <= targets.Length - read; start += width)
        {
            TLanes sums = TLanes.Zero;
            for (int column = 0; column < width; column += TLanes.Count)
            {
                TLanes values = TLanes.KeepFirst(TLanes.Load(ref y, start + column), width - column, 0f);
                least = TLanes.Min(values, least);
                sums += values;
            }

            furthest = Math.Max(furthest, Math.Abs(TLanes.Sum(sums) - 1));
        }

        return TLanes.Sum(least) == 0 && furthest <= TargetRange.SumTolerance && TargetRange.AreDistributions(targets[start..], width);
    }
}
