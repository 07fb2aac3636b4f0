using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layerwise.Runtime;

/// <summary>Calls the passes of a network for the widest registers that the processor has. The conditions are constants to the JIT: one call remains.</summary>
public static class Widest
{
    /// <summary>A loop of the library's own.</summary>
    /// <typeparam name="TLoop">The loop.</typeparam>
    /// <param name="loop">Its settings.</param>
    /// <param name="numbers">What it changes.</param>
    /// <param name="others">What it only reads; may be empty.</param>
    /// <param name="state">What it keeps from call to call; may be empty.</param>
    /// <returns>The loop, with its result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLoop Run<TLoop>(TLoop loop, Span<float> numbers, ReadOnlySpan<float> others = default, Span<float> state = default)
        where TLoop : struct, ILoop
    {
        if (Vector512.IsHardwareAccelerated) loop.Run<Words16, Lanes16>(numbers, others, state);
        else if (Vector256.IsHardwareAccelerated) loop.Run<Words8, Lanes8>(numbers, others, state);
        else if (Vector128.IsHardwareAccelerated) loop.Run<Words4, Lanes4>(numbers, others, state);
        else loop.Run<Words1, Lanes1>(numbers, others, state);
        return loop;
    }

    /// <summary>Inference of one sample.</summary>
    /// <typeparam name="TKernels">The network.</typeparam>
    /// <param name="inputs">[InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="outputs">Receives [OutputSize].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardSample<TKernels>(ref float inputs, ref float parameters, ref float outputs)
        where TKernels : struct, IInference
    {
        if (Vector512.IsHardwareAccelerated) TKernels.ForwardSample<Lanes16>(ref inputs, ref parameters, ref outputs);
        else if (Vector256.IsHardwareAccelerated) TKernels.ForwardSample<Lanes8>(ref inputs, ref parameters, ref outputs);
        else if (Vector128.IsHardwareAccelerated) TKernels.ForwardSample<Lanes4>(ref inputs, ref parameters, ref outputs);
        else TKernels.ForwardSample<Lanes1>(ref inputs, ref parameters, ref outputs);
    }

    /// <summary>Inference of any number of samples, once lengths and places are checked. Out of the way of a single one, whose latency counts.</summary>
    /// <typeparam name="TKernels">The network.</typeparam>
    /// <param name="inputs">[rows, inputSize].</param>
    /// <param name="inputSize">Floats of one input sample.</param>
    /// <param name="outputs">Receives [rows, outputSize].</param>
    /// <param name="outputSize">Floats of one output sample.</param>
    /// <param name="parameters">All that the network holds, the parameters first.</param>
    /// <param name="held">What a message calls it.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ForwardChecked<TKernels>(
        ReadOnlySpan<float> inputs, int inputSize, Span<float> outputs, int outputSize, AlignedBuffer parameters, string held = "Parameters")
        where TKernels : struct, IInference
    {
        int rows = RowsOf(inputs, inputSize, outputs, outputSize);
        Guard.Disjoint(outputs, parameters.Span, nameof(outputs), held);
        Forward<TKernels>(ref MemoryMarshal.GetReference(inputs), ref parameters.Origin, ref MemoryMarshal.GetReference(outputs), rows);
    }

    /// <summary>The same of a frozen network, whose constants nobody can write.</summary>
    /// <typeparam name="TKernels">The network.</typeparam>
    /// <param name="inputs">[rows, inputSize].</param>
    /// <param name="inputSize">Floats of one input sample.</param>
    /// <param name="outputs">Receives [rows, outputSize].</param>
    /// <param name="outputSize">Floats of one output sample.</param>
    /// <param name="parameters">All parameters.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the outputs overlap the inputs; nothing is written then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ForwardChecked<TKernels>(ReadOnlySpan<float> inputs, int inputSize, Span<float> outputs, int outputSize, ref float parameters)
        where TKernels : struct, IInference
    {
        int rows = RowsOf(inputs, inputSize, outputs, outputSize);
        Forward<TKernels>(ref MemoryMarshal.GetReference(inputs), ref parameters, ref MemoryMarshal.GetReference(outputs), rows);
    }

    /// <summary>Inference of any number of samples; of one, as if it were asked for alone.</summary>
    /// <typeparam name="TKernels">The network.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="outputs">Receives [rows, OutputSize].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TKernels>(ref float inputs, ref float parameters, ref float outputs, int rows)
        where TKernels : struct, IInference
    {
        if (rows == 1) ForwardSample<TKernels>(ref inputs, ref parameters, ref outputs);
        else if (Vector512.IsHardwareAccelerated) TKernels.Forward<Lanes16>(ref inputs, ref parameters, ref outputs, rows);
        else if (Vector256.IsHardwareAccelerated) TKernels.Forward<Lanes8>(ref inputs, ref parameters, ref outputs, rows);
        else if (Vector128.IsHardwareAccelerated) TKernels.Forward<Lanes4>(ref inputs, ref parameters, ref outputs, rows);
        else TKernels.Forward<Lanes1>(ref inputs, ref parameters, ref outputs, rows);
    }

    /// <summary>Inference of any number of steps of one sequence.</summary>
    /// <typeparam name="TKernels">The network.</typeparam>
    /// <param name="inputs">[steps, inputs].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="state">What is remembered, replaced.</param>
    /// <param name="outputs">Receives [steps, outputs].</param>
    /// <param name="steps">Number of steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardSteps<TKernels>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TKernels : struct, IStepInference
    {
        if (Vector512.IsHardwareAccelerated) TKernels.ForwardSteps<Lanes16>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (Vector256.IsHardwareAccelerated) TKernels.ForwardSteps<Lanes8>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (Vector128.IsHardwareAccelerated) TKernels.ForwardSteps<Lanes4>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else TKernels.ForwardSteps<Lanes1>(ref inputs, ref parameters, ref state, ref outputs, steps);
    }

    /// <summary>The forward pass of training.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardPass<TKernels>(ref float inputs, ref float parameters, WorkspaceMemory workspace, int rows)
        where TKernels : struct, ITraining
    {
        if (Vector512.IsHardwareAccelerated) TKernels.ForwardPass<Lanes16>(ref inputs, ref parameters, workspace, rows);
        else if (Vector256.IsHardwareAccelerated) TKernels.ForwardPass<Lanes8>(ref inputs, ref parameters, workspace, rows);
        else if (Vector128.IsHardwareAccelerated) TKernels.ForwardPass<Lanes4>(ref inputs, ref parameters, workspace, rows);
        else TKernels.ForwardPass<Lanes1>(ref inputs, ref parameters, workspace, rows);
    }

    /// <summary>The backward pass of training.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="outputGradients">[rows, OutputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="inputGradients">Receives those of the inputs, unless it is empty.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TKernels>(
        ref float outputGradients, ref float parameters, WorkspaceMemory workspace, ref float gradients, Span<float> inputGradients, int rows)
        where TKernels : struct, ITraining
    {
        if (Vector512.IsHardwareAccelerated) TKernels.Backward<Lanes16>(ref outputGradients, ref parameters, workspace, ref gradients, inputGradients, rows);
        else if (Vector256.IsHardwareAccelerated) TKernels.Backward<Lanes8>(ref outputGradients, ref parameters, workspace, ref gradients, inputGradients, rows);
        else if (Vector128.IsHardwareAccelerated) TKernels.Backward<Lanes4>(ref outputGradients, ref parameters, workspace, ref gradients, inputGradients, rows);
        else TKernels.Backward<Lanes1>(ref outputGradients, ref parameters, workspace, ref gradients, inputGradients, rows);
    }

    /// <summary>Forward, loss and backward, from targets.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="rows">Number of samples.</param>
    /// <returns>The mean loss.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ComputeGradients<TKernels>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float parameters, WorkspaceMemory workspace, Span<float> gradients, int rows)
        where TKernels : struct, ITraining
    {
        if (Vector512.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes16>(inputs, targets, ref parameters, workspace, gradients, rows);
        else if (Vector256.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes8>(inputs, targets, ref parameters, workspace, gradients, rows);
        else if (Vector128.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes4>(inputs, targets, ref parameters, workspace, gradients, rows);
        else return TKernels.ComputeGradients<Lanes1>(inputs, targets, ref parameters, workspace, gradients, rows);
    }

    /// <summary>Forward, loss and backward, from labels.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="labels">[rows].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="gradients">Receives those of all parameters.</param>
    /// <param name="rows">Number of samples.</param>
    /// <returns>The mean loss.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ComputeGradients<TKernels>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ref float parameters, WorkspaceMemory workspace, Span<float> gradients, int rows)
        where TKernels : struct, ILabelTraining
    {
        if (Vector512.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes16>(inputs, labels, ref parameters, workspace, gradients, rows);
        else if (Vector256.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes8>(inputs, labels, ref parameters, workspace, gradients, rows);
        else if (Vector128.IsHardwareAccelerated) return TKernels.ComputeGradients<Lanes4>(inputs, labels, ref parameters, workspace, gradients, rows);
        else return TKernels.ComputeGradients<Lanes1>(inputs, labels, ref parameters, workspace, gradients, rows);
    }

    /// <summary>The mean loss of sequences that are compared with targets at each step.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="outputs">[rows, steps, outputs].</param>
    /// <param name="targets">[rows, steps, outputs].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps that a row has room for.</param>
    /// <param name="warmup">How many at the beginning don't count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ComputeStepLoss<TKernels>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, int rows, int steps, int warmup)
        where TKernels : struct, IStepLoss
    {
        if (Vector512.IsHardwareAccelerated) return SequenceLoss.Mean<Lanes16, TKernels>(outputs, targets, default, lengths, rows, steps, warmup);
        else if (Vector256.IsHardwareAccelerated) return SequenceLoss.Mean<Lanes8, TKernels>(outputs, targets, default, lengths, rows, steps, warmup);
        else if (Vector128.IsHardwareAccelerated) return SequenceLoss.Mean<Lanes4, TKernels>(outputs, targets, default, lengths, rows, steps, warmup);
        else return SequenceLoss.Mean<Lanes1, TKernels>(outputs, targets, default, lengths, rows, steps, warmup);
    }

    /// <summary>The mean loss of outputs.</summary>
    /// <typeparam name="TKernels">Its passes.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ComputeLoss<TKernels>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        where TKernels : struct, ITraining
    {
        if (Vector512.IsHardwareAccelerated) return TKernels.ComputeLoss<Lanes16>(outputs, targets);
        else if (Vector256.IsHardwareAccelerated) return TKernels.ComputeLoss<Lanes8>(outputs, targets);
        else if (Vector128.IsHardwareAccelerated) return TKernels.ComputeLoss<Lanes4>(outputs, targets);
        else return TKernels.ComputeLoss<Lanes1>(outputs, targets);
    }

    /// <summary>The mean loss of each of several outputs.</summary>
    /// <typeparam name="TKernels">Their passes.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="losses">Receives one for each output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ComputeLosses<TKernels>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> losses)
        where TKernels : struct, IHeadTraining
    {
        if (Vector512.IsHardwareAccelerated) TKernels.ComputeLosses<Lanes16>(outputs, targets, losses);
        else if (Vector256.IsHardwareAccelerated) TKernels.ComputeLosses<Lanes8>(outputs, targets, losses);
        else if (Vector128.IsHardwareAccelerated) TKernels.ComputeLosses<Lanes4>(outputs, targets, losses);
        else TKernels.ComputeLosses<Lanes1>(outputs, targets, losses);
    }

    /// <summary>The same where each output answers at each step of a sequence.</summary>
    /// <typeparam name="TKernels">Their passes.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="losses">Receives one for each output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ComputeStepLosses<TKernels>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, Span<float> losses)
        where TKernels : struct, IStepHeadTraining
    {
        if (Vector512.IsHardwareAccelerated) TKernels.ComputeStepLosses<Lanes16>(outputs, targets, lengths, losses);
        else if (Vector256.IsHardwareAccelerated) TKernels.ComputeStepLosses<Lanes8>(outputs, targets, lengths, losses);
        else if (Vector128.IsHardwareAccelerated) TKernels.ComputeStepLosses<Lanes4>(outputs, targets, lengths, losses);
        else TKernels.ComputeStepLosses<Lanes1>(outputs, targets, lengths, losses);
    }

    private static int RowsOf(ReadOnlySpan<float> inputs, int inputSize, Span<float> outputs, int outputSize)
    {
        int rows = Guard.Rows(inputs.Length, inputSize, nameof(inputs));
        Guard.Length(outputs.Length, rows, outputSize, nameof(outputs));
        Guard.Disjoint(outputs, inputs, nameof(outputs), nameof(inputs));
        return rows;
    }
}
