namespace Layerwise.Runtime;

/// <summary>The pass of training for a loss that takes class labels.</summary>
public interface ILabelTraining
{
    /// <summary>Forward, loss and backward over checked spans.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="labels">[rows], or [rows, steps] of a network that answers at each step of a sequence.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Overwritten.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="rows">Number of samples.</param>
    /// <returns>The mean loss.</returns>
    static abstract float ComputeGradients<TLanes>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ref float parameters, WorkspaceMemory workspace, Span<float> gradients, int rows)
        where TLanes : struct, ILanes<TLanes>;
}
