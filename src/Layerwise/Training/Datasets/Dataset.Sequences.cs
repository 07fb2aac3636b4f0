using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <content>Samples that are sequences: windows of a long signal, and sequences of different lengths.</content>
public sealed partial class Dataset
{
    // Null for rows that stand by themselves.
    private readonly StepWindows? _windows;

    // Of a copy, which has no windows: whether each row goes on where the one before it ended.
    private bool[]? _follows;

    // How many steps each row of the memory has; empty where the windows say it, or all have all.
    private ReadOnlyMemory<int> _lengths;

    /// <summary>Whether samples say how many steps they have (<see cref="WithLengths"/>, <see cref="Sequences"/>), which may be fewer than there is room for.</summary>
    public bool HasLengths => _lengths.Length > 0 || _windows is { HasLengths: true };

    /// <summary>
    /// Windows over one long signal, for a network whose samples are sequences. Nothing is copied; windows may overlap. With a hop of as many steps as a window has, each window
    /// goes on where the one before it ended (<see cref="TrainerOptions.CarriesStates"/>). Steps behind the last whole window are left out.
    /// </summary>
    /// <param name="inputs">The signal, [its steps, inputSize], row-major, at least one window.</param>
    /// <param name="inputSize">Floats that one step brings, at least 1.</param>
    /// <param name="targets">[its steps, targetSize], a target for each step; or [windows, targetSize], one for each window.</param>
    /// <param name="targetSize">Floats of one target, at least 1.</param>
    /// <param name="steps">Steps of a window, at least 1.</param>
    /// <param name="hop">From the first step of a window to that of the next one, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole steps, less than a window, or targets neither for each step nor for each window.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, the steps or the hop is less than 1, or a window is too large.</exception>
    public static Dataset Windows(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, int steps, int hop)
    {
        (StepWindows windows, int stepCount) = WindowsOf(inputs.Length, inputSize, steps, hop);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        return new Dataset(windows, inputs, inputSize, TargetsOf(windows, targets, targetSize, stepCount, windows.Count, "windows"));
    }

    /// <summary>
    /// Sequences of different lengths that stand behind each other. Nothing is copied. One longer than <paramref name="steps"/> is cut into windows, each of which goes on where the
    /// one before it ended (<see cref="TrainerOptions.CarriesStates"/>) and the last of which has what remains. What is missing to <paramref name="steps"/> is filled up with zeros
    /// where a sample is used, and takes no part in what is learned and reported.
    /// </summary>
    /// <param name="inputs">[steps of all sequences, inputSize], row-major.</param>
    /// <param name="inputSize">Floats that one step brings, at least 1.</param>
    /// <param name="targets">[steps of all sequences, targetSize], a target for each step; or [sequences, targetSize], one for each sequence, none of which is cut then.</param>
    /// <param name="targetSize">Floats of one target, at least 1.</param>
    /// <param name="lengths">Steps of each sequence, at least 1; at least one sequence.</param>
    /// <param name="steps">Most steps of a sample, those of <c>[Input(steps, inputs)]</c>, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not as many inputs as all sequences have steps, or targets neither for each step nor for each sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size or the steps are less than 1, or a sample is too large.</exception>
    public static Dataset Sequences(
        ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, ReadOnlySpan<int> lengths, int steps)
    {
        StepWindows windows = SequencesOf(inputs.Length, inputSize, lengths, steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        return new Dataset(windows, inputs, inputSize, TargetsOf(windows, targets, targetSize, inputs.Length / inputSize, lengths.Length, "sequences"));
    }

    /// <summary>Windows over one long signal whose steps belong to classes, or whose windows do. Otherwise as <see cref="Windows"/>.</summary>
    /// <param name="inputs">The signal, [its steps, inputSize], row-major, at least one window.</param>
    /// <param name="inputSize">Floats that one step brings, at least 1.</param>
    /// <param name="labels">[its steps], a label for each step; or [windows], one for each window; each in [0, classCount).</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="steps">Steps of a window, at least 1.</param>
    /// <param name="hop">From the first step of a window to that of the next one, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole steps, less than a window, or labels neither for each step nor for each window.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, the steps or the hop is less than 1, a label is outside its range, or a window is too large.</exception>
    public static Dataset WindowsWithLabels(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount, int steps, int hop)
    {
        (StepWindows windows, int stepCount) = WindowsOf(inputs.Length, inputSize, steps, hop);
        bool areOfSteps = RequireLabels(windows, labels, classCount, stepCount, windows.Count, "windows");
        RowMemory<int> rows = areOfSteps ? new(labels, stepWidth: 1, windows) : new(labels, width: 1);
        return new Dataset(windows, inputs, inputSize, rows, areOfSteps, classCount);
    }

    /// <summary>Sequences each step of which has the label of a class, one in each row.</summary>
    /// <param name="inputs">[count, inputSize], row-major, at least one sample: each is [steps, inputs of a step].</param>
    /// <param name="inputSize">Floats of one sample's input, at least 1.</param>
    /// <param name="labels">[count, steps], each in [0, classCount), also behind the end of one that is shorter (<see cref="WithLengths"/>).</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="steps">Steps of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole samples, none, or another number of labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size or the steps are less than 1, or a label is outside its range.</exception>
    public static Dataset WithStepLabels(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        RequireSize(steps, classCount, nameof(classCount));
        Guard.Length(labels.Length, Guard.Rows(inputs.Length, inputSize, nameof(inputs)), steps, nameof(labels));
        Guard.Labels(labels.Span, classCount, nameof(labels));
        return new Dataset(inputs, inputSize, new RowMemory<int>(labels, steps), classCount);
    }

    /// <summary>The labels of the steps of one sample, a view: [its steps].</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The samples have targets, or a label each.</exception>
    public ReadOnlySpan<int> StepLabels(int sample)
    {
        int row = RowOf(sample);
        if (!HasStepLabels) throw new InvalidOperationException($"These samples have {(HasLabels ? "a label each" : "targets, not labels")}.");
        return HasLengths ? _labels[row][..Length(sample)] : _labels[row];
    }

    /// <summary>Sequences whose steps belong to classes, or which belong to classes themselves. Otherwise as <see cref="Sequences"/>.</summary>
    /// <param name="inputs">[steps of all sequences, inputSize], row-major.</param>
    /// <param name="inputSize">Floats that one step brings, at least 1.</param>
    /// <param name="labels">
    /// [steps of all sequences], a label for each step; or [sequences], one for each sequence, none of which is cut then; each in [0, classCount).
    /// </param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="lengths">Steps of each sequence, at least 1; at least one sequence.</param>
    /// <param name="steps">Most steps of a sample, those of <c>[Input(steps, inputs)]</c>, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit: not as many inputs as all sequences have steps, or labels neither for each step nor for each sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size or the steps are less than 1, a label is outside its range, or a sample is too large.</exception>
    public static Dataset SequencesWithLabels(
        ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount, ReadOnlySpan<int> lengths, int steps)
    {
        StepWindows windows = SequencesOf(inputs.Length, inputSize, lengths, steps);
        bool areOfSteps = RequireLabels(windows, labels, classCount, inputs.Length / inputSize, lengths.Length, "sequences");
        if (!areOfSteps) RequireUncut(windows, lengths.Length, nameof(lengths));
        RowMemory<int> rows = areOfSteps ? new(labels, stepWidth: 1, windows) : new(labels, width: 1);
        return new Dataset(windows, inputs, inputSize, rows, areOfSteps, classCount);
    }

    /// <summary>
    /// The same samples, of which some have fewer steps than they have room for: what lies behind takes no part in what is learned and reported, and only needs to be numbers. Each
    /// sequence counts alike, however long. For a network that goes step by step; one that trains on the last step takes the last one of each.
    /// </summary>
    /// <param name="lengths">One for each row of the memory, at <see cref="Row"/>, each at least 1 and at most the steps of the network.</param>
    /// <exception cref="ArgumentException">There are more or fewer lengths than rows, or one is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The samples are <see cref="Sequences"/>, whose lengths are known.</exception>
    public Dataset WithLengths(ReadOnlyMemory<int> lengths)
    {
        if (_windows is { HasLengths: true }) throw new InvalidOperationException("These samples have lengths already: those of the sequences that they were made of.");
        Guard.Length(lengths.Length, RowCount, 1, nameof(lengths));
        RequireLengths(lengths.Span, nameof(lengths));
        return new Dataset(this, _rows) { _lengths = lengths };
    }

    /// <summary>Steps of one sample.</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">Nothing was said of steps.</exception>
    public int Length(int sample)
    {
        int row = RowOf(sample);
        if (_lengths.Length > 0) return _lengths.Span[row];
        return _windows?.Length(row) ?? throw new InvalidOperationException($"Nothing was said of the steps of these samples; {nameof(WithLengths)} does.");
    }

    /// <summary>Which steps of the memory the samples show, each once, however many windows it lies in; null for samples that are no windows.</summary>
    internal int[]? ShownSteps()
    {
        if (_windows is null) return null;
        bool[] isShown = new bool[_windows.StepCount];
        for (int sample = 0; sample < Count; sample++) isShown.AsSpan(_windows.First(RowOf(sample)), Length(sample)).Fill(true);
        return [.. Enumerable.Range(0, isShown.Length).Where(step => isShown[step])];
    }

    /// <summary>The inputs of samples that are windows, step by step.</summary>
    internal RowMemory<float> InputSteps => _inputs;

    /// <summary>The same of their targets, where there is one for each step.</summary>
    internal RowMemory<float> TargetSteps => _targets;

    /// <summary>Whether a sample goes on where another one ended.</summary>
    internal bool Follows(int sample, int other)
    {
        int row = RowOf(sample);
        return RowOf(other) == row - 1 && (_follows?[row] ?? _windows?.Follows(row) ?? false);
    }

    /// <summary>Whether some sample goes on where the one before it ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool HasFollowers()
    {
        int sample = 1;
        while (sample < Count && !Follows(sample, sample - 1)) sample++;
        return sample < Count;
    }

    /// <summary>Checks that the samples are what a network takes as sequences.</summary>
    /// <param name="network">Its name.</param>
    /// <param name="steps">Steps of a sequence; 0 for a network that does not go step by step.</param>
    /// <param name="parameter">Name of the parameter that holds the samples.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal void CheckSteps(string network, int steps, string parameter)
    {
        if (HasLengths || _windows is not null) CheckStepsOfEach(network, steps, parameter);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckStepsOfEach(string network, int steps, string parameter)
    {
        if (HasLengths && steps == 0)
        {
            throw new ArgumentException($"The samples have lengths, and {network} does not go step by step, because it has no recurrent layers: every number of a sample counts for it.", parameter);
        }

        if (_windows is not null && steps > 0 && _windows.Steps != steps)
        {
            throw new ArgumentException($"{network} takes sequences of {steps} steps, but the samples are windows of {_windows.Steps}.", parameter);
        }

        for (int sample = 0; _lengths.Length > 0 && sample < Count; sample++)
        {
            if (Length(sample) <= steps) continue;
            throw new ArgumentException($"Sample {sample} has a length of {Length(sample)}: {network} takes sequences of {steps} steps.", parameter);
        }
    }

    private bool[]? CopyFollowers() =>
        _windows is null && _follows is null ? null : [.. Enumerable.Range(0, Count).Select(sample => sample > 0 && Follows(sample, sample - 1))];

    private int[] CopyLengths() => !HasLengths ? [] : [.. Enumerable.Range(0, Count).Select(Length)];

    private static (StepWindows Windows, int StepCount) WindowsOf(int inputs, int inputSize, int steps, int hop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, 1);
        int stepCount = Guard.Rows(inputs, inputSize, nameof(inputs));
        if (stepCount < steps) throw new ArgumentException($"Expected at least one window of {steps} steps, but the signal has {stepCount}.", nameof(inputs));
        return (new StepWindows(stepCount, steps, hop), stepCount);
    }

    private static StepWindows SequencesOf(int inputs, int inputSize, ReadOnlySpan<int> lengths, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (lengths.IsEmpty) throw new ArgumentException("Expected at least one sequence, but there are no lengths.", nameof(lengths));
        RequireLengths(lengths, nameof(lengths));
        long stepCount = 0;
        foreach (int length in lengths) stepCount += length;
        if (inputs != stepCount * inputSize)
        {
            throw new ArgumentException($"Expected {stepCount * inputSize} floats ({stepCount} steps of all sequences, {inputSize} each), but the length is {inputs}.", nameof(inputs));
        }

        return new StepWindows(lengths, steps);
    }

    private static void RequireLengths(ReadOnlySpan<int> lengths, string parameter)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 1) throw new ArgumentException($"Length {i} is {lengths[i]}: expected at least one step.", parameter);
        }
    }

    private static void RequireUncut(StepWindows windows, int sequences, string parameter)
    {
        if (windows.Count == sequences) return;
        throw new ArgumentException($"A sequence is longer than {windows.Steps} steps: with one answer for each sequence, none can be cut.", parameter);
    }

    private static RowMemory<float> TargetsOf(StepWindows windows, ReadOnlyMemory<float> targets, int targetSize, int stepCount, int units, string what)
    {
        if (targets.Length == (long)stepCount * targetSize)
        {
            RequireSize(windows.Steps, targetSize, nameof(targetSize));
            return new RowMemory<float>(targets, targetSize, windows);
        }

        if (targets.Length != (long)units * targetSize)
        {
            throw new ArgumentException(
                $"Expected {(long)stepCount * targetSize} floats, {targetSize} for each of {stepCount} steps, or {(long)units * targetSize}, {targetSize} for each of {units} {what}, "
                + $"but the length is {targets.Length}.",
                nameof(targets));
        }

        RequireUncut(windows, units, nameof(targets));
        return new RowMemory<float>(targets, targetSize);
    }

    // Whether there is one for each step.
    private static bool RequireLabels(StepWindows windows, ReadOnlyMemory<int> labels, int classCount, int stepCount, int units, string what)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (labels.Length != stepCount && labels.Length != units)
        {
            throw new ArgumentException($"Expected {stepCount} labels, one for each step, or {units}, one for each of the {what}, but there are {labels.Length}.", nameof(labels));
        }

        Guard.Labels(labels.Span, classCount, nameof(labels));
        bool areOfSteps = labels.Length == stepCount;
        if (areOfSteps) RequireSize(windows.Steps, classCount, nameof(classCount));
        return areOfSteps;
    }

    private static void RequireSize(int steps, int width, string parameter)
    {
        if ((long)steps * width <= Array.MaxLength) return;
        throw new ArgumentOutOfRangeException(parameter, width, $"A sample of {steps} steps of {width} floats is more than memory can hold in one piece.");
    }
}
