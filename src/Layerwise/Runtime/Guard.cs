using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>The argument checks of networks, losses and optimizers: once, at the door, before anything is written.</summary>
public static class Guard
{
    /// <summary>Number of whole samples in a span of <paramref name="length"/> floats.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="width">Floats of one sample.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="width"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int length, int width, string parameter)
    {
        int rows = (int)((uint)length / (uint)width);
        if (rows * width != length) ThrowNotWhole(length, width, parameter);
        return rows;
    }

    /// <summary>Whether spans are one sample and room for its outputs, which share no memory: what a tiny network is called with, in few instructions.</summary>
    /// <param name="inputs">The one.</param>
    /// <param name="inputSize">Floats of a sample.</param>
    /// <param name="outputs">The other.</param>
    /// <param name="outputSize">Floats of its outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSample(ReadOnlySpan<float> inputs, int inputSize, ReadOnlySpan<float> outputs, int outputSize) =>
        inputs.Length == inputSize && outputs.Length == outputSize
        && AreDisjoint(ref MemoryMarshal.GetReference(inputs), inputSize, ref MemoryMarshal.GetReference(outputs), outputSize);

    /// <summary>Whether two pieces of memory share nothing.</summary>
    /// <param name="one">The first float of the one.</param>
    /// <param name="length">Its floats, at least 1.</param>
    /// <param name="other">The first float of the other.</param>
    /// <param name="otherLength">Its floats, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreDisjoint(ref float one, int length, ref float other, int otherLength) =>
        (nuint)(Unsafe.ByteOffset(ref other, ref one) + ((nint)sizeof(float) * length) - 1) >= ((nuint)sizeof(float) * ((nuint)length + (nuint)otherLength)) - 1;

    /// <summary>The same, where none at all is an error: a mean needs at least one.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="width">Floats of one sample.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">The length is 0 or not a multiple of <paramref name="width"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AtLeastOneRow(int length, int width, string parameter)
    {
        if (length == 0) ThrowNoRows(width, parameter);
        return Rows(length, width, parameter);
    }

    /// <summary>Checks that two spans, one of which will be written, share no memory. Empty ones share none.</summary>
    /// <param name="span">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="parameter">Name of the parameter that holds the one.</param>
    /// <param name="otherName">What the other is called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Disjoint(ReadOnlySpan<float> span, ReadOnlySpan<float> other, string parameter, string otherName)
    {
        if (span.Overlaps(other)) ThrowOverlap(parameter, otherName);
    }

    /// <summary>The same of floats and class labels.</summary>
    /// <param name="span">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="parameter">Name of the parameter that holds the one.</param>
    /// <param name="otherName">What the other is called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Disjoint(ReadOnlySpan<float> span, ReadOnlySpan<int> other, string parameter, string otherName) =>
        Disjoint(span, MemoryMarshal.Cast<int, float>(other), parameter, otherName);

    /// <summary>Checks that two spans of equal length share no memory or all of it: element by element, one may then replace the other.</summary>
    /// <param name="span">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="parameter">Name of the parameter that holds the one.</param>
    /// <param name="otherName">What the other is called.</param>
    /// <exception cref="ArgumentException">They overlap in part.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void DisjointOrSame(ReadOnlySpan<float> span, ReadOnlySpan<float> other, string parameter, string otherName)
    {
        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(span), ref MemoryMarshal.GetReference(other))) Disjoint(span, other, parameter, otherName);
    }

    /// <summary>Checks that a span has <paramref name="rows"/> × <paramref name="width"/> floats.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="width">Floats of one sample.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int length, int rows, int width, string parameter)
    {
        if (length != (long)rows * width) ThrowLength(length, rows, width, parameter);
    }

    /// <summary>Checks that a span has one float for each parameter of the network.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="expected">Number of parameters.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ParameterLength(int length, int expected, string parameter)
    {
        if (length != expected) ThrowParameterLength(length, expected, parameter);
    }

    /// <summary>Checks that every class label is in [0, <paramref name="classes"/>).</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Labels(ReadOnlySpan<int> labels, int classes, string parameter)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes) ThrowLabel(i, labels[i], classes, parameter);
        }
    }

    /// <summary>Checks that no sequence has more steps than there is room for.</summary>
    /// <param name="lengths">Steps of each; may be empty.</param>
    /// <param name="steps">The room.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">A length is outside [1, <paramref name="steps"/>].</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepCounts(ReadOnlySpan<int> lengths, int steps, string parameter)
    {
        for (int row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < 1 || lengths[row] > steps) ThrowStepCount(row, lengths[row], steps, parameter);
        }
    }

    /// <summary>Checks that every target is one that the loss has a meaning for.</summary>
    /// <param name="targets">[rows, <paramref name="width"/>].</param>
    /// <param name="width">Targets of one sample.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">One is not: the message names sample, value and range.</exception>
    public static void Targets(ReadOnlySpan<float> targets, int width, Loss loss, string parameter)
    {
        if (TargetLoop.AreInside(targets, width, LossTraits.Of(loss).Target) || TargetRange.Contains(targets, width, loss)) return;
        ThrowTargets(targets, width, loss, parameter);
    }

    /// <summary>The same of sequences with targets at each step: of those steps that they have.</summary>
    /// <param name="targets">[rows, steps, <paramref name="width"/>].</param>
    /// <param name="lengths">Steps of each row; empty for all.</param>
    /// <param name="steps">Steps that a row has room for.</param>
    /// <param name="width">Targets of one step.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">One is not: the message names sample, step, value and range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepTargets(ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, int steps, int width, Loss loss, string parameter)
    {
        if (lengths.IsEmpty && TargetRange.Contains(targets, width, loss)) return;
        for (int row = 0; row < targets.Length / width / steps; row++)
        {
            ReadOnlySpan<float> own = targets.Slice(row * steps * width, (lengths.IsEmpty ? steps : lengths[row]) * width);
            if (!TargetRange.Contains(own, width, loss)) ThrowStepTargets(own, width, row, loss, parameter);
        }
    }

    /// <summary>The same of a network with several outputs.</summary>
    /// <param name="targets">[rows, <paramref name="width"/>].</param>
    /// <param name="width">Targets of one sample, of all outputs.</param>
    /// <param name="heads">The outputs.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">One target is outside: the message names sample, output, value and range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Targets(ReadOnlySpan<float> targets, int width, ReadOnlySpan<HeadInfo> heads, string parameter)
    {
        foreach (HeadInfo head in heads)
        {
            if (!TargetRange.Contains(targets, width, head.Offset, head.Size, head.Loss)) ThrowTarget(targets, width, heads, parameter);
        }
    }

    /// <summary>The same of a network with several outputs that answers at each step of a sequence: of those steps that the sequences have.</summary>
    /// <param name="targets">[rows, steps, <paramref name="width"/>].</param>
    /// <param name="lengths">Steps of each row; empty for all.</param>
    /// <param name="steps">Steps that a row has room for.</param>
    /// <param name="width">Targets of one step, of all outputs.</param>
    /// <param name="heads">The outputs.</param>
    /// <param name="parameter">Name of the span's parameter.</param>
    /// <exception cref="ArgumentException">One target is outside: the message names sample, step, output, value and range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepTargets(ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, int steps, int width, ReadOnlySpan<HeadInfo> heads, string parameter)
    {
        for (int row = 0; row < targets.Length / width / steps; row++)
        {
            for (int step = 0; step < (lengths.IsEmpty ? steps : lengths[row]); step++)
            {
                foreach (HeadInfo head in heads)
                {
                    ReadOnlySpan<float> target = targets.Slice((((row * steps) + step) * width) + head.Offset, head.Size);
                    if (!TargetRange.Contains(target, head.Size, head.Loss)) ThrowStepTarget(target, row, step, head, parameter);
                }
            }
        }
    }

    /// <summary>Checks the index of a layer.</summary>
    /// <param name="layer">Zero-based index.</param>
    /// <param name="layerCount">Number of layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public static void Layer(int layer, int layerCount)
    {
        if ((uint)layer >= (uint)layerCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(layer), layer, $"Layers are counted from 0; this network has {layerCount} of them.");
        }
    }

    [DoesNotReturn]
    private static void ThrowLabel(int index, int label, int classes, string parameter)
    {
        string instead = classes == 1 ? " One output that says yes or no is given targets of 0 and 1 in place of labels." : "";
        throw new ArgumentOutOfRangeException(parameter, label, $"The label at index {index} must be in [0, {classes}).{instead}");
    }

    [DoesNotReturn]
    private static void ThrowStepCount(int row, int length, int steps, string parameter) =>
        throw new ArgumentException($"The length of row {row} is {length}: expected 1 to {steps}, the steps of a sequence.", parameter);

    [DoesNotReturn]
    private static void ThrowNotWhole(int length, int width, string parameter) => throw new ArgumentException(
        $"Expected whole samples of {width} floats each, but the length is {length}.", parameter);

    [DoesNotReturn]
    private static void ThrowNoRows(int width, string parameter) => throw new ArgumentException(
        $"Expected at least one sample of {width} floats, but the length is 0.", parameter);

    [DoesNotReturn]
    private static void ThrowTargets(ReadOnlySpan<float> targets, int width, Loss loss, string parameter)
    {
        int sample = 0;
        while (TargetRange.Contains(targets.Slice(sample * width, width), width, loss)) sample++;
        throw new ArgumentException($"Sample {sample}: {TargetRange.Describe(targets.Slice(sample * width, width), loss)}", parameter);
    }

    [DoesNotReturn]
    private static void ThrowStepTargets(ReadOnlySpan<float> targets, int width, int sample, Loss loss, string parameter)
    {
        int step = 0;
        while (TargetRange.Contains(targets.Slice(step * width, width), width, loss)) step++;
        throw new ArgumentException($"Sample {sample}, step {step}: {TargetRange.Describe(targets.Slice(step * width, width), loss)}", parameter);
    }

    [DoesNotReturn]
    private static void ThrowTarget(ReadOnlySpan<float> targets, int width, ReadOnlySpan<HeadInfo> heads, string parameter)
    {
        for (int sample = 0; ; sample++)
        {
            foreach (HeadInfo head in heads)
            {
                ReadOnlySpan<float> target = targets.Slice((sample * width) + head.Offset, head.Size);
                if (TargetRange.Contains(target, head.Size, head.Loss)) continue;
                throw new ArgumentException($"Sample {sample}, output {head.Name}: {TargetRange.Describe(target, head.Loss)}", parameter);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowStepTarget(ReadOnlySpan<float> target, int sample, int step, HeadInfo head, string parameter) =>
        throw new ArgumentException($"Sample {sample}, step {step}, output {head.Name}: {TargetRange.Describe(target, head.Loss)}", parameter);

    [DoesNotReturn]
    private static void ThrowOverlap(string parameter, string other) => throw new ArgumentException(
        $"It overlaps {other}, and one of the two is written while the other is still in use; give each memory of its own.", parameter);

    [DoesNotReturn]
    private static void ThrowLength(int length, int rows, int width, string parameter) => throw new ArgumentException(
        $"Expected {(long)rows * width} {(parameter.EndsWith("abels", StringComparison.Ordinal) ? "labels" : "floats")} ({rows} samples of {width}), but the length is {length}.", parameter);

    [DoesNotReturn]
    private static void ThrowParameterLength(int length, int expected, string parameter) => throw new ArgumentException(
        $"Expected {expected} floats, one for each parameter of the network, but the length is {length}.", parameter);
}
