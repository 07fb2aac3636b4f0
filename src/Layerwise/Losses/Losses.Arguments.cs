namespace Layerwise.Runtime;

/// <content>The checks of the arguments.</content>
public static partial class Losses
{
    private static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
    {
        int rows = CheckOutputs(outputs, width, gradients);
        Guard.Length(targets.Length, rows, width, nameof(targets));
        Guard.Disjoint(gradients, targets, nameof(gradients), nameof(targets));
    }

    private static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width, Span<float> gradients)
    {
        int rows = CheckOutputs(outputs, width, gradients);
        Guard.Length(labels.Length, rows, 1, nameof(labels));
        Guard.Disjoint(gradients, labels, nameof(gradients), nameof(labels));
    }

    private static int CheckOutputs(ReadOnlySpan<float> outputs, int width, Span<float> gradients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int rows = Guard.AtLeastOneRow(outputs.Length, width, nameof(outputs));
        if (!gradients.IsEmpty) Guard.Length(gradients.Length, rows, width, nameof(gradients));
        Guard.DisjointOrSame(gradients, outputs, nameof(gradients), nameof(outputs));
        return rows;
    }

    private static void CheckWeights(ReadOnlySpan<float> weights, int width, Span<float> gradients)
    {
        if (!weights.IsEmpty) Guard.Length(weights.Length, 1, width, nameof(weights));
        Guard.Disjoint(gradients, weights, nameof(gradients), nameof(weights));
    }
}
