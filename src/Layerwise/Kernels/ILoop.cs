using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// A loop of the library's own over vectors of numbers, for any register width: <see cref="Widest"/> chooses one. Its settings and its result are fields of the struct.
/// </summary>
internal interface ILoop
{
    /// <summary>
    /// For the method with the loop: optimized when it is first called, and not inlined into what is no loop, where the JIT has less patience with what the loop
    /// itself would inline (measured: six times as long for a truncated normal distribution).
    /// </summary>
    const MethodImplOptions Body = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Goes through the numbers.</summary>
    /// <typeparam name="TWords">The registers, as integers.</typeparam>
    /// <typeparam name="TLanes">The registers, as floats.</typeparam>
    /// <param name="numbers">What it changes.</param>
    /// <param name="others">What it only reads; may be empty.</param>
    /// <param name="state">What it keeps from call to call; may be empty.</param>
    void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>;
}
