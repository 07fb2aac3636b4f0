namespace Layerwise.Runtime;

/// <summary>The passes of training, for any register width: <see cref="Widest"/> chooses one.</summary>
public interface ITraining
{
    /// <summary>All samples through one layer after the other; what the way back needs stays in the workspace.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Overwritten.</param>
    /// <param name="rows">Number of samples.</param>
    static abstract void ForwardPass<TLanes>(ref float inputs, ref float parameters, WorkspaceMemory workspace, int rows)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>From the derivatives with respect to the outputs to all gradients.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputGradients">[rows, OutputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="inputGradients">Receives those of the inputs, unless it is empty.</param>
    /// <param name="rows">Number of samples.</param>
    static abstract void Backward<TLanes>(
        ref float outputGradients, ref float parameters, WorkspaceMemory workspace, ref float gradients, Span<float> inputGradients, int rows)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Forward, loss and backward over checked spans.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Overwritten.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="rows">Number of samples.</param>
    /// <returns>The mean loss.</returns>
    static abstract float ComputeGradients<TLanes>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float parameters, WorkspaceMemory workspace, Span<float> gradients, int rows)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The mean loss of outputs.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    static abstract float ComputeLoss<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        where TLanes : struct, ILanes<TLanes>;
}
