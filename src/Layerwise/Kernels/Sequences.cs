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

    /// <summary>The mean over all sequences of the mean loss of the steps of each that count, and its derivatives: 0 for the others.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TLoss">The loss of some steps.</typeparam>
    /// <param name="outputs">[rows, steps, outputs].</param>
    /// <param name="targets">[rows, steps, outputs].</param>
    /// <param name="derivatives">Receives [rows, steps, outputs]; empty where only the loss is wanted.</param>
    /// <param name="workspace">The lengths of the rows; null where all have all steps.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="warmup">How many at the beginning don't count. A sequence that is no longer has a loss of 0.</param>
    public static float Loss<TLanes, TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> derivatives, WorkspaceMemory? workspace, int rows, int steps, int warmup)
        where TLanes : struct, ILanes<TLanes>
        where TLoss : struct, IStepLoss =>
        warmup == 0 && workspace is not { HasLengths: true }
            ? TLoss.StepLoss<TLanes>(outputs, targets, derivatives)
            : LossOfSome<TLanes, TLoss>(outputs, targets, derivatives, workspace, rows, steps, warmup);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LossOfSome<TLanes, TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> derivatives, WorkspaceMemory? workspace, int rows, int steps, int warmup)
        where TLanes : struct, ILanes<TLanes>
        where TLoss : struct, IStepLoss
    {
        int width = outputs.Length / rows / steps;
        double sum = 0;
        derivatives.Clear();
        for (int row = 0; row < rows; row++)
        {
            int count = (workspace?.StepsOf(row, steps) ?? steps) - warmup;
            if (count <= 0) continue;
            int first = ((row * steps) + warmup) * width;
            Span<float> own = derivatives.IsEmpty ? default : derivatives.Slice(first, count * width);
            sum += TLoss.StepLoss<TLanes>(outputs.Slice(first, count * width), targets.Slice(first, count * width), own);
            foreach (ref float derivative in own) derivative /= rows;
        }

        return (float)(sum / rows);
    }
}
