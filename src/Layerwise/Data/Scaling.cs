using System.Globalization;
using Layerwise.Runtime;
using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// How the inputs of samples, and their targets, are scaled: fitted to training data, applied to all data, and at the end folded into the trained network, which from
/// then on takes inputs as they come and gives answers in their unit. Immutable, so for several threads.
/// </summary>
/// <example><code>
/// Scaling scaling = Scaling.Fit(training);
/// trainer.Fit(scaling.Apply(training), epochs: 30, scaling.Apply(validation));
/// scaling.FoldInto(network);
/// </code></example>
/// <remarks>A network that declares <c>[Network(Inputs = InputScaling.Standardize)]</c> scales by itself, and needs none of these calls but <c>FitScaling</c>.</remarks>
public sealed class Scaling
{
    private readonly ColumnScale[] _inputs;
    private readonly ColumnScale[] _targets;

    /// <summary>Scales by constants.</summary>
    /// <param name="inputs">One for each input; none for inputs as they are.</param>
    /// <param name="targets">One for each target; none for targets as they are.</param>
    /// <exception cref="ArgumentException">A number is not finite, or a scale is 0.</exception>
    public Scaling(IReadOnlyList<ColumnScale> inputs, IReadOnlyList<ColumnScale>? targets = null)
        : this(Checked(inputs, nameof(inputs)), Checked(targets ?? [], nameof(targets)), [])
    {
    }

    private Scaling(ColumnScale[] inputs, ColumnScale[] targets, DataFinding[] findings)
    {
        (_inputs, _targets, Findings) = (inputs, targets, findings);
    }

    /// <summary>How each input is scaled; none, if they stay as they are.</summary>
    public IReadOnlyList<ColumnScale> Inputs => _inputs;

    /// <summary>How each target is scaled; none, if they stay as they are.</summary>
    public IReadOnlyList<ColumnScale> Targets => _targets;

    /// <summary>
    /// What was found while fitting: values that are not finite, which stay so and count for nothing; columns that are constant, which become 0; outliers; and offsets that
    /// leave few digits.
    /// </summary>
    public IReadOnlyList<DataFinding> Findings { get; }

    /// <summary>Finds the numbers to scale by.</summary>
    /// <param name="training">The samples to learn from, and no others: what is known of test data must not help.</param>
    /// <param name="inputs">How inputs are scaled.</param>
    /// <param name="targets">How targets are scaled: for numbers to be predicted, with a last layer without an activation.</param>
    /// <remarks>
    /// Of <see cref="Dataset.Windows"/> and <see cref="Dataset.Sequences"/>, each input of a step has one pair of numbers for all steps, and so have targets that stand at each step;
    /// each step counts once, however many windows it lies in.
    /// </remarks>
    /// <exception cref="ArgumentException">The samples have labels, which can't be scaled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kind is no member of the enum, or is that of constants, which the constructor takes.</exception>
    public static Scaling Fit(Dataset training, InputScaling inputs = InputScaling.Standardize, TargetScaling targets = TargetScaling.None) =>
        FitSteps(training, inputs, targets, inputSteps: 1, targetSteps: 1);

    /// <summary>The same of samples that are sequences, whatever they were put together from: the numbers of a step are alike at all steps.</summary>
    /// <param name="training">The samples.</param>
    /// <param name="inputs">How inputs are scaled.</param>
    /// <param name="targets">How targets are scaled.</param>
    /// <param name="inputSteps">Steps of a sample.</param>
    /// <param name="targetSteps">Steps that have targets, or 1.</param>
    internal static Scaling FitSteps(Dataset training, InputScaling inputs, TargetScaling targets, int inputSteps, int targetSteps)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (!Enum.IsDefined(inputs) || inputs == InputScaling.Constants) throw NotFitted(inputs, nameof(inputs));
        if (!Enum.IsDefined(targets) || targets == TargetScaling.Constants) throw NotFitted(targets, nameof(targets));
        if (targets != TargetScaling.None && (training.HasLabels || training.HasStepLabels))
        {
            throw new ArgumentException("These samples have labels, which stand for classes and can't be scaled; expected targets.", nameof(targets));
        }

        var found = new List<DataFinding>();
        ColumnScale[] inputScales = [], targetScales = [];
        int[]? steps = training.ShownSteps();
        if (inputs != InputScaling.None)
        {
            ColumnStatistics[] statistics = Statistics(training, steps, training.InputSteps, training.InputSize, training.Input, inputSteps);
            inputScales = [.. statistics.Select(column => ScaleOf(column, inputs == InputScaling.Standardize))];
            found.AddRange(ColumnFindings.Of(statistics, training.InputName, steps?.Length ?? (training.Count * inputSteps)));
        }

        if (targets != TargetScaling.None)
        {
            ColumnStatistics[] statistics = Statistics(training, steps, training.TargetSteps, training.TargetSize, training.Target, targetSteps);
            targetScales = [.. statistics.Select(column => ScaleOf(column, targets == TargetScaling.Standardize))];
            found.AddRange(ColumnFindings.Of(statistics, training.TargetName, training.TargetSteps.IsOfSteps ? steps!.Length : training.Count * targetSteps));
        }

        return new Scaling(inputScales, targetScales, [.. found]);
    }

    /// <summary>A scaled copy of samples, in their order; <see cref="Dataset.Row"/> of the copy counts its own rows.</summary>
    /// <param name="samples">The samples, which stay as they are.</param>
    /// <exception cref="ArgumentException">They have another number of inputs or targets, or labels where targets are scaled.</exception>
    public Dataset Apply(Dataset samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        RequireSize(_inputs, Columns(_inputs, samples.InputSteps, samples.InputSize), "inputs", nameof(samples));
        RequireSize(_targets, Columns(_targets, samples.TargetSteps, samples.TargetSize), "targets", nameof(samples));
        if (_targets.Length > 0 && (samples.HasLabels || samples.HasStepLabels)) throw new ArgumentException("Targets are scaled, but these samples have labels.", nameof(samples));
        return samples.Copy(inputs => Apply(inputs, _inputs), targets => Apply(targets, _targets));
    }

    /// <summary>Scales inputs where they lie: what a network expects that was trained on scaled ones and has them not folded in.</summary>
    /// <param name="inputs">[rows, inputs], replaced.</param>
    /// <exception cref="ArgumentException">The length is not that of whole samples.</exception>
    public void ApplyToInputs(Span<float> inputs)
    {
        if (_inputs.Length == 0) return;
        Guard.Rows(inputs.Length, _inputs.Length, nameof(inputs));
        Apply(inputs, _inputs);
    }

    /// <summary>Brings outputs back to the unit of the targets, where they lie: y = y′ · scale + center.</summary>
    /// <param name="outputs">[rows, targets], replaced.</param>
    /// <exception cref="ArgumentException">The length is not that of whole samples.</exception>
    public void UndoTargets(Span<float> outputs)
    {
        if (_targets.Length == 0) return;
        Guard.Rows(outputs.Length, _targets.Length, nameof(outputs));
        for (int i = 0; i < outputs.Length; i++)
        {
            ColumnScale scale = _targets[i % _targets.Length];
            outputs[i] = (float)(((double)outputs[i] * scale.Scale) + scale.Center);
        }
    }

    /// <summary>
    /// Moves the scaling into the first layer of a network that was trained on scaled samples, and that of the targets into its last: W′ = W / σ and b′ = b − Σ W μ / σ; then
    /// W′ = W σ and b′ = b σ + μ. Saved, frozen or exported, it takes inputs as they come. Once for a network, after its training: a second time would scale twice.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network, changed.</param>
    /// <remarks>A network that goes step by step takes a scaling of steps, as <see cref="Fit"/> finds it in windows and sequences.</remarks>
    /// <exception cref="ArgumentException">It has another number of inputs or outputs.</exception>
    /// <exception cref="InvalidOperationException">
    /// The first layer is no dense or recurrent layer with biases, or something else takes the inputs too; or the last one has an activation or a normalization: the message
    /// says what, and nothing was changed.
    /// </exception>
    public void FoldInto<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        string each = TNetwork.Steps > 0 ? " of a step" : "";
        RequireSize(_inputs, TNetwork.InputSize / Math.Max(1, TNetwork.Steps), "inputs" + each, nameof(network));
        RequireSize(_targets, TNetwork.OutputSize / TNetwork.AnsweredSteps, "outputs" + each, nameof(network));
        if (!network.ScalingNumbers.IsEmpty)
        {
            throw new InvalidOperationException($"{typeof(TNetwork).Name} declares how it scales, and has it in files and where it is frozen or exported; nothing needs to be folded. Set its Scaling.");
        }

        bool hasInputs = _inputs.Any(static scale => scale != ColumnScale.None), hasTargets = _targets.Any(static scale => scale != ColumnScale.None);
        if (hasInputs) ScalingFold.RequireInputs<TNetwork>(isShifted: _inputs.Any(static scale => scale.Center != 0));
        if (hasTargets) ScalingFold.RequireOutputs<TNetwork>(_targets);
        if (hasInputs) ScalingFold.Inputs<TNetwork>(network.Parameters, network.RunningStatistics, Numbers(_inputs));
        if (hasTargets) ScalingFold.Outputs<TNetwork>(network.Parameters, Numbers(_targets));
    }

    // Of steps, where samples are windows; otherwise of samples as they are.
    private static ColumnStatistics[] Statistics(Dataset training, int[]? steps, RowMemory<float> memory, int width, ColumnStatistics.RowReader sample, int stepsOfSample)
    {
        if (memory.IsOfSteps) return ColumnStatistics.Of(steps!.Length, memory.StepWidth, step => memory.Step(steps[step]));
        if (stepsOfSample == 1) return ColumnStatistics.Of(training.Count, width, sample);
        int stepWidth = width / stepsOfSample;
        int Length(int index) => training.HasLengths ? training.Length(index) : stepsOfSample;
        (int Sample, int Step)[] places = [.. Enumerable.Range(0, training.Count).SelectMany(index => Enumerable.Range(0, Length(index)).Select(step => (index, step)))];
        return ColumnStatistics.Of(places.Length, stepWidth, place => sample(places[place].Sample).Slice(places[place].Step * stepWidth, stepWidth));
    }

    // How many columns a scaling needs for samples; of windows, those of a step may do for all.
    private static int Columns(ColumnScale[] scales, RowMemory<float> memory, int width) =>
        memory.IsOfSteps && scales.Length == memory.StepWidth ? memory.StepWidth : width;

    /// <summary>Centers, and behind them scales.</summary>
    internal static float[] Numbers(IReadOnlyList<ColumnScale> columns) => [.. columns.Select(static column => column.Center), .. columns.Select(static column => column.Scale)];

    /// <summary>The same scaling with what was found while it was fitted.</summary>
    internal static Scaling With(ColumnScale[] inputs, ColumnScale[] targets, DataFinding[] findings) => new(inputs, targets, findings);

    /// <summary>For people: what was found, or the ranges of the numbers.</summary>
    public override string ToString() => string.Join('\n', [Range("inputs", _inputs), Range("targets", _targets), .. Findings.Select(static finding => finding.Message)]);

    private static string Range(string what, ColumnScale[] scales) => scales.Length == 0
        ? $"{what}: as they are"
        : $"{what}: {scales.Length}, centers from {NumberText.Rounded(scales.Min(static scale => scale.Center))} to {NumberText.Rounded(scales.Max(static scale => scale.Center))}, "
            + $"scales from {NumberText.Rounded(scales.Min(static scale => scale.Scale))} to {NumberText.Rounded(scales.Max(static scale => scale.Scale))}";

    private static void Apply(Span<float> values, ColumnScale[] scales)
    {
        if (scales.Length == 0) return;
        for (int i = 0; i < values.Length; i++)
        {
            ColumnScale scale = scales[i % scales.Length];
            values[i] = (float)(((double)values[i] - scale.Center) / scale.Scale);
        }
    }

    // What is constant becomes 0; what is never finite stays as it is.
    private static ColumnScale ScaleOf(ColumnStatistics column, bool isStandardized)
    {
        if (column.Count == 0) return ColumnScale.None;
        (double center, double scale) = isStandardized ? (column.Mean, column.Deviation) : (column.Least, (double)column.Largest - column.Least);
        bool isUsable = !column.IsConstant && (float)scale is > 0 and < float.PositiveInfinity;
        return new ColumnScale((float)center, isUsable ? (float)scale : 1);
    }

    private static ColumnScale[] Checked(IReadOnlyList<ColumnScale> scales, string parameter)
    {
        ArgumentNullException.ThrowIfNull(scales, parameter);
        for (int i = 0; i < scales.Count; i++)
        {
            if (float.IsFinite(scales[i].Center) && float.IsFinite(scales[i].Scale) && scales[i].Scale != 0) continue;
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Column {i} has center {scales[i].Center} and scale {scales[i].Scale}; expected finite numbers, and a scale that is not 0."), parameter);
        }

        return [.. scales];
    }

    private static void RequireSize(ColumnScale[] scales, int size, string what, string parameter)
    {
        if (scales.Length == 0 || scales.Length == size) return;
        throw new ArgumentException($"There are {size} {what} and numbers to scale {scales.Length}.", parameter);
    }

    private static ArgumentOutOfRangeException NotFitted<TKind>(TKind kind, string parameter)
        where TKind : struct, Enum =>
        new(parameter, kind, $"Expected a member of {typeof(TKind).Name} that says how numbers are found; constants are given to the constructor.");
}
