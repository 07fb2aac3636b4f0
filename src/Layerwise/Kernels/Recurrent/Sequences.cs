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

    /// <summary>
    /// The steps of each sequence behind those that a causal convolution still looks back at; those that it will look back at behind the last step are kept for the pass that goes
    /// on from this one.
    /// </summary>
    /// <param name="values">[rows, steps, channels].</param>
    /// <param name="results">Receives [rows, history + steps, channels].</param>
    /// <param name="workspace">The lengths of the rows, and what they begin with.</param>
    /// <param name="place">Where the ring begins in what a row remembers.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="history">Steps that the window reaches back, at least 1.</param>
    /// <param name="channels">Numbers of a step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Recall(ref float values, ref float results, WorkspaceMemory workspace, int place, int rows, int steps, int history, int channels)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float own = ref Unsafe.Add(ref values, (nint)row * steps * channels);
            ref float line = ref Unsafe.Add(ref results, (nint)row * (history + steps) * channels);
            ref float ring = ref workspace.StateOrigin(row, place);
            int oldest = StepHistory.Oldest(ref ring, history, channels);
            StepHistory.CopyTo(ref ring, oldest, ref line, history, channels);
            Recurrence.Copy(ref own, ref Unsafe.Add(ref line, (nint)history * channels), steps * channels);
            StepHistory.AddAll(ref ring, oldest, ref own, workspace.StepsOf(row, steps), history, channels);
        }
    }
}
