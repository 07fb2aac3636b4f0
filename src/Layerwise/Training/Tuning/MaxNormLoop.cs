using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Shortens the columns of a matrix to a norm that none may exceed. The state holds one number for each column.</summary>
/// <param name="columns">Columns of the matrix: the units of a layer.</param>
/// <param name="limit">The norm.</param>
internal readonly struct MaxNormLoop(int columns, float limit) : ILoop
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes> => Shorten<TLanes>(numbers, state, columns, limit);

    [MethodImpl(ILoop.Body)]
    private static void Shorten<TLanes>(Span<float> weights, Span<float> factors, int columns, float limit)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float factor = ref MemoryMarshal.GetReference(factors);
        TLanes most = TLanes.Broadcast(limit);
        TLanes one = TLanes.Broadcast(1f);
        for (int column = 0; column < columns; column += TLanes.Count)
        {
            int left = columns - column;
            TLanes squares = TLanes.Zero;
            for (nint row = column; row < weights.Length; row += columns)
            {
                TLanes w = TLanes.Load(ref weight, row, left, 0f);
                squares = TLanes.MultiplyAdd(w, w, squares);
            }

            // A norm of 0 gives ∞, of which 1 is the smaller.
            TLanes.Store(TLanes.Min(most / TLanes.Sqrt(squares), one), ref factor, column, left);
        }

        for (nint row = 0; row < weights.Length; row += columns)
        {
            for (int column = 0; column < columns; column += TLanes.Count)
            {
                int left = columns - column;
                TLanes.Store(TLanes.Load(ref weight, row + column, left, 0f) * TLanes.Load(ref factor, column, left, 1f), ref weight, row + column, left);
            }
        }
    }
}
