using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// Samples for training or validation: rows of inputs, each with its row of targets or its class label. A view: the caller's
/// memory, or that of a <see cref="DatasetFile"/>, is not copied, and must not change while the data set is in use. Before a network's first use of it, <see cref="Trainer{TNetwork}"/>
/// checks all targets against the network's loss, once.
/// </summary>
public sealed partial class Dataset
{
    /// <summary>Changes numbers where they lie.</summary>
    internal delegate void SpanAction(Span<float> values);

    private readonly RowMemory<float> _inputs;
    private readonly RowMemory<float> _targets;
    private readonly RowMemory<int> _labels;
    private readonly bool _hasStepLabels;

    private HeadInfo[]? _checkedHeads;

    // Which rows of the memory this data set shows; null for all of them in their order.
    private readonly int[]? _rows;

    /// <summary>Samples with any targets.</summary>
    /// <param name="inputs">[count, inputSize], row-major, at least one sample.</param>
    /// <param name="inputSize">Floats of one sample's input, at least 1.</param>
    /// <param name="targets">[count, targetSize], row-major.</param>
    /// <param name="targetSize">Floats of one sample's target, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole samples, none, or another number of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize)
        : this(inputs.Length, inputSize, targetSize, nameof(targetSize))
    {
        Guard.Length(targets.Length, Count, targetSize, nameof(targets));
        _inputs = new RowMemory<float>(inputs, inputSize);
        _targets = new RowMemory<float>(targets, targetSize);
    }

    /// <summary>Samples of a file, with targets or, where there are no rows of them, with labels.</summary>
    internal Dataset(RowMemory<float> inputs, RowMemory<float> targets, RowMemory<int> labels, int targetSize)
    {
        Count = inputs.Count;
        InputSize = inputs.Width;
        TargetSize = targetSize;
        _inputs = inputs;
        _targets = targets;
        _labels = labels;
    }

    // Windows over steps.
    private Dataset(StepWindows windows, ReadOnlyMemory<float> inputs, int inputSize, RowMemory<float> targets)
    {
        RequireSize(windows.Steps, inputSize, nameof(inputSize));
        (_windows, Count) = (windows, windows.Count);
        _inputs = new RowMemory<float>(inputs, inputSize, windows);
        _targets = targets;
        (InputSize, TargetSize) = (_inputs.Width, targets.Width);
    }

    private Dataset(StepWindows windows, ReadOnlyMemory<float> inputs, int inputSize, RowMemory<int> labels, bool areOfSteps, int classCount)
        : this(windows, inputs, inputSize, default(RowMemory<float>))
    {
        (_labels, _hasStepLabels) = (labels, areOfSteps);
        TargetSize = labels.Width * classCount;
    }

    private Dataset(int inputs, int inputSize, int targetSize, string targetSizeName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1, targetSizeName);
        Count = Guard.Rows(inputs, inputSize, nameof(inputs));
        if (Count == 0) throw new ArgumentException("Expected at least one sample, but there are no inputs.", nameof(inputs));
        InputSize = inputSize;
        TargetSize = targetSize;
    }

    private Dataset(Dataset source, int[]? rows)
    {
        _inputs = source._inputs;
        (_windows, _lengths, _follows) = (source._windows, source._lengths, source._follows);
        (_bytes, _scale, _shift) = (source._bytes, source._scale, source._shift);
        _targets = source._targets;
        (_labels, _hasStepLabels) = (source._labels, source._hasStepLabels);
        _rows = rows;
        Count = rows?.Length ?? source.Count;
        InputSize = source.InputSize;
        TargetSize = source.TargetSize;
        InputNames = source.InputNames;
        TargetNames = source.TargetNames;
        _weights = source._weights;
        _classWeights = source._classWeights;
    }

    // Labels of all steps of each row, which are checked.
    private Dataset(ReadOnlyMemory<float> inputs, int inputSize, RowMemory<int> labels, int classCount)
        : this(inputs.Length, inputSize, labels.Width * classCount, nameof(classCount))
    {
        _inputs = new RowMemory<float>(inputs, inputSize);
        (_labels, _hasStepLabels) = (labels, true);
    }

    private Dataset(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount)
        : this(inputs.Length, inputSize, classCount, nameof(classCount))
    {
        Guard.Length(labels.Length, Count, 1, nameof(labels));
        Guard.Labels(labels.Span, classCount, nameof(labels));
        _inputs = new RowMemory<float>(inputs, inputSize);
        _labels = new RowMemory<int>(labels, width: 1);
    }

    /// <summary>Number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>Floats of one sample's input.</summary>
    public int InputSize { get; }

    /// <summary>Floats of one sample's target; of labelled samples, the number of classes, and where each step has a label, steps × classes.</summary>
    public int TargetSize { get; }

    /// <summary>How many targets or classes a name can be for: of samples whose steps have labels, classes.</summary>
    internal int NamedTargets => HasStepLabels ? TargetSize / _labels.Width : TargetSize;

    /// <summary>Whether each sample has the label of a class, and not a row of targets.</summary>
    public bool HasLabels => _labels.Count > 0 && !_hasStepLabels;

    /// <summary>Whether each step of each sample has the label of a class.</summary>
    public bool HasStepLabels => _labels.Count > 0 && _hasStepLabels;

    /// <summary>What each input is called, in messages about it; null where nobody said it.</summary>
    public IReadOnlyList<string>? InputNames { get; private init; }

    /// <summary>What each target or class is called; null where nobody said it.</summary>
    public IReadOnlyList<string>? TargetNames { get; private init; }

    /// <summary>
    /// Samples that belong to classes. A label becomes its target only when the sample is used: 1 at the label and 0 elsewhere, or −1
    /// elsewhere where a trainer minimizes <see cref="Loss.Hinge"/>.
    /// </summary>
    /// <param name="inputs">[count, inputSize], row-major, at least one sample.</param>
    /// <param name="inputSize">Floats of one sample's input, at least 1.</param>
    /// <param name="labels">[count], each in [0, classCount).</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole samples, none, or another number of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1 or a label outside its range.</exception>
    public static Dataset WithLabels(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount) =>
        new(inputs, inputSize, labels, classCount);

    /// <summary>The same samples, whose inputs and targets have names that messages call them by.</summary>
    /// <param name="inputNames">One for each input.</param>
    /// <param name="targetNames">One for each target or class, also where each step has a label; null for numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than inputs or targets.</exception>
    public Dataset WithNames(IReadOnlyList<string> inputNames, IReadOnlyList<string>? targetNames = null)
    {
        ArgumentNullException.ThrowIfNull(inputNames);
        RequireNames(inputNames, InputSize, "inputs", nameof(inputNames));
        if (targetNames is not null) RequireNames(targetNames, NamedTargets, "targets or classes", nameof(targetNames));
        return new Dataset(this, _rows) { InputNames = [.. inputNames], TargetNames = targetNames is null ? null : [.. targetNames] };
    }

    /// <summary>The input of one sample, a view: [<see cref="InputSize"/>]. Of samples that are bytes, and of sequences that are shorter than others, a copy.</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample) => InputOfRow(RowOf(sample));

    /// <summary>How many samples there are, and what each has.</summary>
    public override string ToString() => $"{Count} {(Count == 1 ? "sample" : "samples")} of {SampleText.Of(this)}";

    /// <summary>The targets of one sample that has no label: [<see cref="TargetSize"/>], where they stand in memory as such a view.</summary>
    internal ReadOnlySpan<float> Target(int sample)
    {
        int row = RowOf(sample);
        if (!HasStepLabels && _targets[row].Length == TargetSize) return _targets[row];
        float[] target = new float[TargetSize];
        CopyTarget(row, target, targetOfOtherClasses: 0);
        return target;
    }

    /// <summary>An input as the beginning of a sentence.</summary>
    internal string InputName(int input) => InputNames is null ? $"Input {input}" : $"Input {input} ({InputNames[input]})";

    /// <summary>A target, or a class, as the beginning of a sentence.</summary>
    internal string TargetName(int target) => $"{(_labels.Count > 0 ? "Class" : "Target")} {target}{(TargetNames is null ? "" : $" ({TargetNames[target]})")}";

    /// <summary>The same samples in memory of their own, in which something was changed.</summary>
    /// <param name="inputs">Changes the inputs: [<see cref="Count"/>, <see cref="InputSize"/>].</param>
    /// <param name="targets">Changes the targets, if there are some: [<see cref="Count"/>, <see cref="TargetSize"/>].</param>
    internal Dataset Copy(SpanAction inputs, SpanAction targets)
    {
        float[] changedInputs = new float[checked(Count * InputSize)];
        for (int sample = 0; sample < Count; sample++) CopyInput(RowOf(sample), changedInputs.AsSpan(sample * InputSize, InputSize));
        inputs(changedInputs);
        if (_labels.Count > 0)
        {
            int[] labels = new int[checked(Count * _labels.Width)];
            for (int sample = 0; sample < Count; sample++) _labels.Copy(RowOf(sample), labels.AsSpan(sample * _labels.Width, _labels.Width));
            var copies = new RowMemory<int>(labels, _labels.Width);
            Dataset labelled = HasLabels ? new(changedInputs, InputSize, labels, TargetSize) : new(changedInputs, InputSize, copies, TargetSize / _labels.Width);
            return new Dataset(labelled, rows: null)
            {
                InputNames = InputNames,
                TargetNames = TargetNames,
                _weights = CopyWeights(),
                _lengths = CopyLengths(),
                _follows = CopyFollowers(),
            };
        }

        float[] changedTargets = new float[checked(Count * TargetSize)];
        for (int sample = 0; sample < Count; sample++) Target(sample).CopyTo(changedTargets.AsSpan(sample * TargetSize));
        targets(changedTargets);
        return new Dataset(changedInputs, InputSize, changedTargets, TargetSize)
        {
            InputNames = InputNames,
            TargetNames = TargetNames,
            _weights = CopyWeights(),
            _lengths = CopyLengths(),
            _follows = CopyFollowers(),
        };
    }

    /// <summary>The label of one sample.</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The samples have targets, not labels.</exception>
    public int Label(int sample)
    {
        int row = RowOf(sample);
        if (HasStepLabels) throw new InvalidOperationException($"These samples have a label for each step; {nameof(StepLabels)} shows them.");
        if (!HasLabels) throw new InvalidOperationException("These samples have targets, not labels; read them with CopySample.");
        return _labels[row][0];
    }

    /// <summary>Copies one sample.</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <param name="input">[<see cref="InputSize"/>], written.</param>
    /// <param name="target">[<see cref="TargetSize"/>], written; one-hot for a labelled sample.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or overlaps the other one or the samples; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public void CopySample(int sample, Span<float> input, Span<float> target)
    {
        int row = RowOf(sample);
        Guard.Length(input.Length, 1, InputSize, nameof(input));
        Guard.Length(target.Length, 1, TargetSize, nameof(target));
        Guard.Disjoint(target, input, nameof(target), nameof(input));
        RequireOutside(input, nameof(input));
        RequireOutside(target, nameof(target));
        CopyRow(row, input, target, targetOfOtherClasses: 0);
    }

    /// <summary>The same into memory of one's own, of the right length, with another target for the classes that a labelled sample does not belong to.</summary>
    internal void Gather(int sample, Span<float> input, Span<float> target, float targetOfOtherClasses) =>
        CopyRow(RowOf(sample), input, target, targetOfOtherClasses);

    private void CopyRow(int row, Span<float> input, Span<float> target, float targetOfOtherClasses)
    {
        CopyInput(row, input);
        CopyTarget(row, target, targetOfOtherClasses);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyTarget(int row, Span<float> target, float targetOfOtherClasses)
    {
        if (_labels.Count == 0)
        {
            _targets.Copy(row, target);
            return;
        }

        target.Fill(targetOfOtherClasses);
        int classes = TargetSize / _labels.Width;
        ReadOnlySpan<int> labels = _labels[row];
        for (int i = 0; i < labels.Length; i++) target[(i * classes) + labels[i]] = 1;
    }

    /// <summary>Checks the targets against the losses of outputs, which it remembers. Labels are right for every loss, where there is one output.</summary>
    /// <param name="heads">The outputs.</param>
    /// <param name="parameter">Name of the parameter that holds the samples.</param>
    /// <param name="answeredSteps">Steps that have targets of their own; 1 where a sample has targets as a whole.</param>
    /// <exception cref="ArgumentException">A target is outside the range of the loss: the message names sample, output, value and range.</exception>
    internal void CheckTargets(HeadInfo[] heads, string parameter, int answeredSteps = 1)
    {
        if (_checkedHeads is { } known && known.AsSpan().SequenceEqual(heads)) return;
        if (_labels.Count == 0) CheckEachTarget(heads, parameter, answeredSteps);
        else if (heads.Length > 1) ThrowLabelsForSeveral(heads, parameter);
        _checkedHeads = heads;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckEachTarget(HeadInfo[] heads, string parameter, int answeredSteps)
    {
        int width = TargetSize / answeredSteps;
        for (int sample = 0; sample < Count; sample++)
        {
            ReadOnlySpan<float> targets = _targets[RowOf(sample)];
            if (HasLengths && answeredSteps > 1) targets = targets[..(Length(sample) * width)];
            for (int start = 0; start < targets.Length; start += width)
            {
                foreach (HeadInfo head in heads)
                {
                    ReadOnlySpan<float> target = targets.Slice(start + head.Offset, head.Size);
                    if (!TargetRange.Contains(target, head.Size, head.Loss)) ThrowTarget(target, sample, answeredSteps == 1 ? -1 : start / width, head, parameter);
                }
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowLabelsForSeveral(HeadInfo[] heads, string parameter) => throw new ArgumentException(
        $"The samples have labels, and the network has {heads.Length} outputs ({string.Join(", ", heads.Select(static head => head.Name))}); give targets for each of them.", parameter);

    // The step is negative where a sample is one answer.
    [DoesNotReturn]
    private static void ThrowTarget(ReadOnlySpan<float> target, int sample, int step, HeadInfo head, string parameter)
    {
        string atStep = step < 0 ? "" : $", step {step}";
        string output = head.Name.Length == 0 ? "" : $", output {head.Name}";
        throw new ArgumentException($"Sample {sample}{atStep}{output}: {TargetRange.Describe(target, head.Loss)}", parameter);
    }

    private static void RequireNames(IReadOnlyList<string> names, int size, string what, string parameter)
    {
        if (names.Count != size) throw new ArgumentException($"Expected a name for each of the {size} {what}, found {names.Count}.", parameter);
        if (names.Contains(null)) throw new ArgumentException("Expected names, but one is null.", parameter);
    }

    private void RequireOutside(ReadOnlySpan<float> written, string parameter)
    {
        _inputs.RequireOutside(written, parameter, "the inputs of the data set");
        Guard.Disjoint(written, MemoryMarshal.Cast<byte, float>(_bytes.Span), parameter, "the inputs of the data set");
        _targets.RequireOutside(written, parameter, "the targets of the data set");
        _labels.RequireOutside(written, parameter, "the labels of the data set");
    }

    private int RowOf(int sample)
    {
        if ((uint)sample >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"Samples are counted from 0; there are {Count} of them.");
        }

        return _rows is null ? sample : _rows[sample];
    }
}
