using Layerwise.Conformance.Errors;
using Layerwise.Reference;
using Layerwise.Reference.Dense;

namespace Layerwise.Conformance;

/// <summary>One run of <see cref="NetworkCheck"/>.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class NetworkConformance<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // The reference computes some 10⁷ weights a second: it would spend a minute on all batches of a quarter of a million.
    private const int MostParametersOfAllBatches = 100_000;

    // Whole register tiles of 6 rows, a row more and less, and single rows; the large one first, so that stale rows would show.
    private static readonly int[] BatchSizes = TNetwork.ParameterCount <= MostParametersOfAllBatches ? [64, 1, 13, 6, 2, 7, 5] : [13, 1, 7];

    // Training passes before each that is compared: the same masks again.
    private const uint PassesBefore = 41;

    private readonly TNetwork _network;
    private readonly ReferenceNetwork _reference;
    private readonly SampleData _data;
    private readonly double[] _parameters;
    private readonly float[] _statistics;
    private readonly ConformanceReport _report = new(typeof(TNetwork).Name);
    private readonly Workspace<TNetwork> _workspace = TNetwork.CreateWorkspace(BatchSizes.Max());

    public NetworkConformance(TNetwork network, int seed)
    {
        _network = network;
        _reference = ReferenceNetwork.DeclaredBy(typeof(TNetwork));
        _data = new SampleData(_reference, seed);
        _parameters = Rows.Widen(_data.Parameters);
        _statistics = _data.RunningStatistics();
        _workspace.DropoutSeed = (ulong)seed;
    }

    /// <summary>Runs all comparisons.</summary>
    public ConformanceReport Run()
    {
        CheckFacts();
        if (_report.Failures.Count > 0) return _report;

        _data.Parameters.CopyTo(_network.Parameters);
        foreach (int rows in BatchSizes) CheckBatch(rows);
        Refusals<TNetwork>.Check(_network, _report);
        Overlaps<TNetwork>.Check(_network, _report);
        return _report;
    }

    private void CheckFacts()
    {
        ExpectEqual(nameof(TNetwork.InputSize), TNetwork.InputSize, _reference.Layers[0].InputSize);
        ExpectEqual(nameof(TNetwork.OutputSize), TNetwork.OutputSize, _reference.OutputSize);
        ExpectEqual(nameof(TNetwork.ParameterCount), TNetwork.ParameterCount, _reference.ParameterCount);
        ExpectEqual(nameof(TNetwork.Loss), TNetwork.Loss, _reference.Loss);
        CheckHeads();
        ExpectEqual("length of Parameters", _network.Parameters.Length, _reference.ParameterCount);
        ExpectEqual(nameof(TNetwork.RunningStatisticsCount), TNetwork.RunningStatisticsCount, _statistics.Length);
        ExpectEqual("length of RunningStatistics", _network.RunningStatistics.Length, _statistics.Length);
        ExpectEqual(nameof(TNetwork.NeedsWholeBatches), TNetwork.NeedsWholeBatches, _statistics.Length > 0);
        ExpectEqual("length of Layers", TNetwork.Layers.Length, _reference.Layers.Count);
        for (int l = 0; l < Math.Min(TNetwork.Layers.Length, _reference.Layers.Count); l++)
        {
            var expected = _reference.Layers[l];
            var actual = TNetwork.Layers[l];
            ExpectEqual($"layer {l}", (actual.InputSize, actual.OutputSize, actual.Activation), (expected.InputSize, expected.OutputSize, expected.Activation));
            ExpectEqual($"offset of layer {l}", actual.WeightsOffset, _reference.Offset(l));
            ExpectEqual($"parameters of layer {l}", actual.ParameterCount, expected.ParameterCount);
            if (expected.FirstStatistics.Length > 0) ExpectEqual($"offset of the statistics of layer {l}", actual.StatisticsOffset, _reference.StatisticsOffset(l));
            if (expected is ReferenceDense dense) CheckDense(l, actual, dense);
            if (expected is ReferenceOrdered ordered) ExpectEqual($"order of layer {l}", (actual.ResidualSpan, actual.Order), (ordered.Span, ordered.Order));
        }
    }

    private void CheckHeads()
    {
        ReferenceHead[] named = [.. _reference.Heads.Where(static head => head.Name.Length > 0)];
        ExpectEqual("length of Heads", TNetwork.Heads.Length, named.Length);
        for (int h = 0; h < Math.Min(TNetwork.Heads.Length, named.Length); h++)
        {
            ReferenceHead head = named[h];
            ExpectEqual($"head {h}", TNetwork.Heads[h], new HeadInfo(head.Name, head.Last, head.Offset, head.Size, head.Loss.Kind, (float)head.Weight));
        }
    }

    private void CheckDense(int l, LayerInfo actual, ReferenceDense expected)
    {
        ExpectEqual($"fans of layer {l}", (actual.FanIn, actual.FanOut), (expected.FanIn, expected.FanOut));
        ExpectEqual($"biases of layer {l}", actual.BiasCount, expected.HasBias ? expected.FanOut : 0);
        ExpectEqual($"offset of γ of layer {l}", actual.GammaOffset, _reference.Offset(l) + expected.GammaOffset);
        ExpectEqual(
            $"normalization of layer {l}",
            (actual.BatchNormalization, actual.LayerNormalization, actual.RmsNormalization),
            (expected.BatchNormalization, expected.LayerNormalization, expected.RmsNormalization));
        ExpectEqual(
            $"ε and momentum of layer {l}",
            (actual.NormalizationEpsilon, actual.NormalizationMomentum),
            ((float)expected.NormalizationEpsilon, (float)expected.NormalizationMomentum));
        ExpectEqual($"dropout of layer {l}", actual.Dropout, (float)expected.Dropout);
        ExpectEqual($"type of the activation of layer {l}", actual.ActivationType, expected.ActivationType);
    }

    private void CheckBatch(int rows)
    {
        float[] inputs = _data.Uniform(rows * TNetwork.InputSize, bound: 2);
        float[] targets = _data.Targets(rows);
        var state = new ReferenceState { RunningStatistics = Rows.Widen(_statistics) };
        ReferencePass inference = _reference.Forward(_parameters, Rows.Of(inputs, TNetwork.InputSize), state);
        BeginPass();
        CheckInference(rows, inputs, inference, new ForwardError(_reference, _parameters, inference));

        state = state with { IsTraining = true, Masks = new(_workspace.DropoutSeed, PassesBefore + 1, Shard: 0) };
        ReferencePass pass = _reference.Forward(_parameters, Rows.Of(inputs, TNetwork.InputSize), state);
        var error = new ForwardError(_reference, _parameters, pass);
        CheckTrainingPass(rows, inputs, pass, error);
        CheckBackward(rows, pass, error);
        CheckLoss(rows, inputs, targets, pass, error);
        CheckLabels(rows, inputs, pass, error);
    }

    // Brings back the statistics that a training pass moved, and the masks that it drew.
    private void BeginPass()
    {
        _statistics.CopyTo(_network.RunningStatistics);
        _workspace.DropoutPass = PassesBefore;
    }

    private void CheckInference(int rows, float[] inputs, ReferencePass pass, ForwardError error)
    {
        var outputs = new GuardedBuffer(rows * TNetwork.OutputSize);
        _network.Forward(inputs, outputs.Span);
        Compare($"outputs of {rows} rows", outputs.Span, Rows.Flat(pass.Outputs), Rows.Flat(error.Outputs));
        ExpectIntact($"outputs of {rows} rows", outputs);
    }

    private void CheckTrainingPass(int rows, float[] inputs, ReferencePass pass, ForwardError error)
    {
        BeginPass();
        ReadOnlySpan<float> outputs = _network.Forward(inputs, _workspace);
        Compare($"running statistics after {rows} rows", _network.RunningStatistics, pass.RunningStatistics, error.OfRunningStatistics());
        ExpectEqual("BatchSize", _workspace.BatchSize, rows);
        ExpectEqual("length of the training outputs", outputs.Length, rows * TNetwork.OutputSize);
        for (int l = 0; l < _reference.Layers.Count; l++)
        {
            double[] errors = Rows.Flat(error.Layers[l].Activations);
            Compare($"activations of layer {l}, {rows} rows", _workspace.Activations(l), Rows.Flat(pass.Layers[l].Activations), errors);
            if (_workspace.PreActivations(l) is { IsEmpty: false } kept)
            {
                double[] keptErrors = Rows.Flat(error.Layers[l].PreActivations);
                Compare($"pre-activations of layer {l}, {rows} rows", kept, Rows.Flat(pass.Layers[l].PreActivations), keptErrors);
            }
        }

        Compare($"training outputs of {rows} rows", outputs, Rows.Flat(pass.Outputs), Rows.Flat(error.Outputs));
    }

    // Follows CheckTrainingPass, whose activations are in the workspace.
    private void CheckBackward(int rows, ReferencePass pass, ForwardError error)
    {
        float[] upstream = _data.Uniform(rows * TNetwork.OutputSize, bound: 1);
        double[][] outputGradients = Rows.Of(upstream, TNetwork.OutputSize);
        double[][] exactly = [.. outputGradients.Select(row => new double[row.Length])];
        ReferenceGradients expected = _reference.Backward(_parameters, pass, outputGradients);
        var errors = BackwardError.FromOutputs(_reference, error, expected, exactly);

        var gradients = new GuardedBuffer(TNetwork.ParameterCount);
        var inputGradients = new GuardedBuffer(rows * TNetwork.InputSize);
        _network.Backward(upstream, _workspace, gradients.Span, inputGradients.Span);
        Compare($"gradients of {rows} rows", gradients.Span, expected.Parameters, errors.Parameters);
        Compare($"input gradients of {rows} rows", inputGradients.Span, Rows.Flat(expected.Inputs), Rows.Flat(errors.Inputs));
        ExpectIntact($"gradients of {rows} rows", gradients);
        ExpectIntact($"input gradients of {rows} rows", inputGradients);

        var again = new GuardedBuffer(TNetwork.ParameterCount);
        _network.Backward(upstream, _workspace, again.Span);
        if (!again.Span.SequenceEqual(gradients.Span)) _report.Fail($"gradients of {rows} rows depend on whether input gradients are asked for");
    }

    private void CheckLoss(int rows, float[] inputs, float[] targets, ReferencePass pass, ForwardError error)
    {
        CheckLossGradients(
            $"loss of {rows} rows", _reference, targets, pass, error,
            gradients => _network.ComputeGradients(inputs, targets, _workspace, gradients.Span));

        double[][] wanted = Rows.Of(targets, TNetwork.OutputSize);
        float[] outputs = [.. Rows.Flat(pass.Outputs).Select(value => (float)value)];
        double[][] given = Rows.Of(outputs, TNetwork.OutputSize);
        double[][] exactly = [.. given.Select(row => new double[row.Length])];
        _report.Compare(
            $"ComputeLoss of {rows} rows",
            TNetwork.ComputeLoss(outputs, targets),
            _reference.MeanLoss(given, wanted),
            ErrorOfMean(_reference, given, wanted, exactly));
        if (_reference.Heads.Count > 1) CheckEachLoss(rows, outputs, targets, given, wanted, exactly);
    }

    private void CheckEachLoss(int rows, float[] outputs, float[] targets, double[][] given, double[][] wanted, double[][] exactly)
    {
        float[] losses = new float[TNetwork.Heads.Length];
        TNetwork.ComputeLosses(outputs, targets, losses);
        for (int h = 0; h < losses.Length; h++)
        {
            ReferenceHead head = _reference.Heads[h];
            double error = LossError.OfMean(head.Loss, head.Of(given), head.Of(wanted), head.Of(exactly));
            _report.Compare($"loss of {head.Name}, {rows} rows", losses[h], head.Loss.Mean(head.Of(given), head.Of(wanted)), error);
            _report.Compare($"loss of {head.Name} in training, {rows} rows", _workspace.HeadLosses[h], losses[h], 2 * error);
        }
    }

    private static double ErrorOfMean(ReferenceNetwork network, double[][] outputs, double[][] targets, double[][] errors)
    {
        if (network.Heads.Count == 1) return LossError.OfMean(network.LossFunction, outputs, targets, errors);
        double rounding = 0;
        double variance = 0;
        foreach (ReferenceHead head in network.Heads)
        {
            double error = head.Weight * LossError.OfMean(head.Loss, head.Of(outputs), head.Of(targets), head.Of(errors));
            variance += error * error;
            rounding += 2 * Rounding.Unit * Math.Abs(head.Weight * head.Loss.Mean(head.Of(outputs), head.Of(targets)));
        }

        return Math.Sqrt(variance) + rounding;
    }

    // A label is a target of 1 at its index and 0 elsewhere.
    private void CheckLabels(int rows, float[] inputs, ReferencePass pass, ForwardError error)
    {
        var compute = LabelOverload.Of(_network);
        ExpectEqual("presence of ComputeGradients with labels", compute is not null, _reference.Heads.Count == 1 && _reference.Loss == Loss.CrossEntropy);
        if (compute is null) return;

        int[] labels = _data.Labels(rows, TNetwork.OutputSize);
        float[] targets = [.. labels.SelectMany(label => Enumerable.Range(0, TNetwork.OutputSize).Select(j => j == label ? 1f : 0f))];
        var reference = new ReferenceNetwork(_reference.Layers, _reference.LossFunction with { IsOfLabels = true });
        CheckLossGradients($"loss of {rows} labels", reference, targets, pass, error, gradients => compute(inputs, labels, _workspace, gradients.Span));
    }

    private void CheckLossGradients(
        string what, ReferenceNetwork reference, float[] targets, ReferencePass pass, ForwardError error, Func<GuardedBuffer, float> compute)
    {
        double[][] wanted = Rows.Of(targets, TNetwork.OutputSize);
        double loss = reference.MeanLoss(pass.Outputs, wanted);
        double lossError = ErrorOfMean(reference, pass.Outputs, wanted, error.Outputs);
        ReferenceGradients expected = reference.Backward(_parameters, pass, reference.LossGradients(pass.Outputs, wanted));
        var errors = BackwardError.FromLoss(reference, pass, error, expected, wanted);

        var gradients = new GuardedBuffer(TNetwork.ParameterCount);
        BeginPass();
        float actual = compute(gradients);
        _report.Compare(what, actual, loss, lossError);
        Compare($"gradients of the {what}", gradients.Span, expected.Parameters, errors.Parameters);
        ExpectIntact($"gradients of the {what}", gradients);
    }

    private void Compare(string what, ReadOnlySpan<float> actual, double[] expected, double[] errors) =>
        _report.Compare(what, actual, expected, errors);

    private void ExpectEqual<T>(string what, T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected)) _report.Fail($"{what} is {actual}, expected {expected}");
    }

    private void ExpectIntact(string what, GuardedBuffer buffer)
    {
        if (!buffer.AreBandsIntact) _report.Fail($"{what}: floats outside of the span were overwritten");
    }
}
