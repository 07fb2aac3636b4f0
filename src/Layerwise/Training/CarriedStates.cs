using System.Runtime.CompilerServices;

namespace Layerwise;

/// <summary>
/// What each row of a batch remembers at the end of a window, for the row of the next batch that goes on there. It lies apart from the workspaces, so that nothing else that is
/// computed between two batches changes it.
/// </summary>
internal sealed class CarriedStates(int capacity, int stateSize)
{
    // No sample: nothing goes on from there.
    private const int None = -1;

    // Which sample each row had before.
    private readonly int[] _samples = new int[capacity];

    /// <summary>[rows of a full batch, numbers that a row remembers].</summary>
    public float[] Values { get; } = new float[checked(capacity * stateSize)];

    /// <summary>The order in which an epoch takes samples, so that as many of them as a batch has rows go on side by side.</summary>
    /// <param name="order">Overwritten; rows of which some have one sample more than the others stand first.</param>
    /// <param name="rows">Rows of a full batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Order(Span<int> order, int rows)
    {
        int shorter = order.Length / rows;
        int longer = order.Length % rows;
        for (int i = 0; i < order.Length; i++)
        {
            (int batch, int row) = (i / rows, i % rows);
            order[i] = (row * shorter) + Math.Min(row, longer) + batch;
        }
    }

    /// <summary>Forgets everything, as before the first batch.</summary>
    public void Clear() => _samples.AsSpan().Fill(None);

    /// <summary>Says which samples the rows had whose states are known.</summary>
    /// <param name="samples">One for each row.</param>
    public void GoOnFrom(ReadOnlySpan<int> samples) => samples.CopyTo(_samples);

    /// <summary>What rows begin with: what was kept, where a row goes on from the one before it, and zeros elsewhere.</summary>
    /// <param name="dataset">Says which goes on from which.</param>
    /// <param name="samples">The samples of the rows.</param>
    /// <param name="firstRow">The first of the rows within the batch.</param>
    /// <param name="states">Receives [rows, numbers that a row remembers].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(Dataset dataset, ReadOnlySpan<int> samples, int firstRow, Span<float> states)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            Span<float> own = states.Slice(i * stateSize, stateSize);
            int before = _samples[firstRow + i];
            if (before != None && dataset.Follows(samples[i], before)) Values.AsSpan((firstRow + i) * stateSize, stateSize).CopyTo(own);
            else own.Clear();
        }
    }

    /// <summary>Keeps what rows end with.</summary>
    /// <param name="samples">The samples of the rows.</param>
    /// <param name="firstRow">The first of the rows within the batch.</param>
    /// <param name="states">[rows, numbers that a row remembers].</param>
    public void Keep(ReadOnlySpan<int> samples, int firstRow, ReadOnlySpan<float> states)
    {
        samples.CopyTo(_samples.AsSpan(firstRow));
        states[..(samples.Length * stateSize)].CopyTo(Values.AsSpan(firstRow * stateSize));
    }
}
