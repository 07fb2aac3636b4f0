using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What training does with the steps of sequences as a whole.</summary>
public static class Sequences
{
    /// <summary>The last step of each sequence.</summary>
    /// <param name="values">[rows, steps, width].</param>
    /// <param name="results">Receives [rows, width].</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="width">Numbers of a step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TakeLast(ref float values, ref float results, WorkspaceMemory workspace, int rows, int steps, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            nint last = ((nint)row * steps) + workspace.StepsOf(row, steps) - 1;
            Recurrence.Copy(ref Unsafe.Add(ref values, last * width), ref Unsafe.Add(ref results, row * (nint)width), width);
        }
    }

    /// <summary>The derivatives with respect to all steps, from those with respect to the last ones.</summary>
    /// <param name="derivatives">[rows, width].</param>
    /// <param name="deltas">Receives [rows, steps, width].</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="width">Numbers of a step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PutLast(ref float derivatives, ref float deltas, WorkspaceMemory workspace, int rows, int steps, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            nint first = (nint)row * steps;
            Recurrence.Clear(ref Unsafe.Add(ref deltas, first * width), steps * width);
            nint last = first + workspace.StepsOf(row, steps) - 1;
            Recurrence.Copy(ref Unsafe.Add(ref derivatives, row * (nint)width), ref Unsafe.Add(ref deltas, last * width), width);
        }
    }
}
