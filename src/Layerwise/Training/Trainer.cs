namespace Layerwise;

/// <summary>
/// Trains a network on shuffled mini-batches. All memory is allocated by the constructor and at the start of <see cref="Fit"/>;
/// steps allocate nothing. Not for several threads at a time.
/// </summary>
/// <remarks>
/// The order of the samples in an epoch depends on the seed and the epoch's number alone, and epochs are counted over the whole
/// life of the trainer: two calls of <see cref="Fit"/> with 5 epochs do, bit for bit, what one call with 10 does.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
public sealed class Trainer<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly IOptimizer _optimizer;
    private readonly TrainerOptions _options;
    private readonly Workspace<TNetwork> _workspace;
    private readonly Batch _batch;
    private readonly float[] _gradients;
    private readonly float[] _state;
    private readonly float[] _outputs;
    private readonly Snapshot _lastGood;

    /// <summary>Makes a trainer that continues from the network's present parameters.</summary>
    /// <param name="network">The network, changed by every step.</param>
    /// <param name="optimizer">How gradients become steps.</param>
    /// <param name="options">Batch size, seed, schedule and limits; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A batch is too large to allocate.</exception>
    public Trainer(TNetwork network, IOptimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new TrainerOptions();

        _network = network;
        _optimizer = optimizer;
        _options = options;
        _workspace = TNetwork.CreateWorkspace(options.BatchSize);
        _batch = new Batch(options.BatchSize, TNetwork.InputSize, TNetwork.OutputSize);
        _gradients = new float[TNetwork.ParameterCount];
        _state = new float[optimizer.StateLength(TNetwork.ParameterCount)];
        _outputs = new float[options.BatchSize * TNetwork.OutputSize];
        _lastGood = new Snapshot(_gradients.Length, _state.Length);
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Epochs completed.</summary>
    public int Epochs { get; private set; }

    /// <summary>What <see cref="TrainerOptions.ReduceOnPlateau"/> knows.</summary>
    public PlateauState Plateau { get; private set; }

    private ReadOnlySpan<float> TrainingOutputs => _workspace.Activations(TNetwork.Layers.Length - 1);

    /// <summary>Takes one step, for training loops of one's own.</summary>
    /// <param name="inputs">[rows, InputSize], from 1 to <see cref="TrainerOptions.BatchSize"/> rows.</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, there are no rows, or too many.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is not finite. The parameters are as before the call.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float loss = _network.ComputeGradients(inputs, targets, _workspace, _gradients);
        if (!IsFinite(loss)) throw Fault.Find(inputs, targets, loss, _workspace, _gradients).InStep(Steps + 1);
        _ = Clip();
        ApplyGradients(Epochs + 1);
        return loss;
    }

    /// <summary>Trains for some epochs, each over all samples in a new order.</summary>
    /// <remarks>
    /// <para>The last batch of an epoch holds what remains, and its gradient is the mean over those.</para>
    /// <para>When the loss or a gradient is not finite, that step is not applied. If a sample of the training data is to blame,
    /// the parameters stay those of the last whole step. Otherwise training has diverged, and the parameters, the optimizer's
    /// state, <see cref="Steps"/> and <see cref="Epochs"/> go back to the last start of an epoch whose first batch had a finite
    /// loss and finite gradients, at most to the start of this call. After the last batch of an epoch the parameters themselves
    /// are checked, so that no call returns with parameters that are not finite.</para>
    /// <para>With <see cref="TrainerOptions.EarlyStopping"/>, training goes back to the end of the best epoch of this call, whether it
    /// was stopped or ran to its end: the parameters, the optimizer's state, <see cref="Steps"/> and <see cref="Epochs"/>.</para>
    /// <para>A cancelled epoch starts over, in the same order, with the next call.</para>
    /// <para>Validation data is not checked: NaN in it makes the validation loss NaN.</para>
    /// </remarks>
    /// <param name="training">The samples to learn from.</param>
    /// <param name="epochs">Largest number of epochs, at least 1.</param>
    /// <param name="validation">Samples to evaluate at the end of each epoch, or null; early stopping needs them.</param>
    /// <param name="batchProgress">Told of every step, or null.</param>
    /// <param name="epochProgress">Told of every epoch, or null.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>One report for each epoch.</returns>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or early stopping has no validation data.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the parameters are those of the last whole step.</exception>
    /// <exception cref="TrainingDivergedException">The loss, a gradient, or the data is not finite.</exception>
    public IReadOnlyList<EpochReport> Fit(
        Dataset training,
        int epochs,
        Dataset? validation = null,
        IProgress<BatchReport>? batchProgress = null,
        IProgress<EpochReport>? epochProgress = null,
        CancellationToken cancellationToken = default)
    {
        CheckSizes(training, nameof(training));
        if (validation is not null) CheckSizes(validation, nameof(validation));
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);

        BestEpoch? best = WatchForBest(validation);

        int[] order = new int[training.Count];
        List<EpochReport> reports = new(epochs);
        KeepIn(_lastGood);
        while (reports.Count < epochs && best is not { IsLongAgo: true })
        {
            EpochReport report = TrainEpoch(training, order, batchProgress, cancellationToken);
            if (validation is not null) report = report with { Validation = Evaluate(validation, cancellationToken) };
            float loss = (report.Validation ?? report.Training).Loss;
            if (_options.ReduceOnPlateau is { } plateau) Plateau = plateau.Next(Plateau, loss);
            if (best is not null && best.IsImprovedBy(loss)) KeepIn(best.Snapshot);
            reports.Add(report);
            epochProgress?.Report(report);
        }

        if (best is { IsKnown: true }) GoBackTo(best.Snapshot);
        return reports;
    }

    /// <summary>Loss and accuracy of the present parameters on some samples, by inference.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Evaluation Evaluate(Dataset samples, CancellationToken cancellationToken = default)
    {
        CheckSizes(samples, nameof(samples));
        Tally tally = default;
        for (int first = 0; first < samples.Count; first += _batch.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(_batch.Capacity, samples.Count - first);
            _batch.Gather(samples, first, rows);
            Span<float> outputs = _outputs.AsSpan(0, rows * TNetwork.OutputSize);
            _network.Forward(_batch.Inputs, outputs);
            tally.Add<TNetwork>(TNetwork.ComputeLoss(outputs, _batch.Targets), outputs, _batch.Targets);
        }

        return tally.Mean;
    }

    private EpochReport TrainEpoch(
        Dataset training, int[] order, IProgress<BatchReport>? progress, CancellationToken cancellationToken)
    {
        int epoch = Epochs + 1;
        int batchCount = _options.StepsPerEpoch(training.Count);
        Shuffle.ForEpoch(order, _options.Seed, epoch);
        Tally tally = default;
        double rate = 0;
        for (int batch = 1; batch <= batchCount; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = (batch - 1) * _batch.Capacity;
            ReadOnlySpan<int> samples = order.AsSpan(first, Math.Min(_batch.Capacity, order.Length - first));
            _batch.Gather(training, samples);

            float loss = _network.ComputeGradients(_batch.Inputs, _batch.Targets, _workspace, _gradients);
            if (!IsFinite(loss))
            {
                Fault fault = Fault.Find(_batch.Inputs, _batch.Targets, loss, _workspace, _gradients);
                if (fault.Row is not null) throw fault.InData(epoch, batch, samples);
                GoBackTo(_lastGood);
                throw fault.InTraining(epoch, batch, Epochs + 1);
            }

            if (batch == 1) KeepIn(_lastGood);
            if (Clip() is double norm) tally.AddGradientNorm(norm);
            rate = ApplyGradients(epoch);

            tally.Add<TNetwork>(loss, TrainingOutputs, _batch.Targets);
            progress?.Report(new BatchReport(epoch, batch, batchCount, loss));
        }

        if (Fault.FindInParameters<TNetwork>("parameters", _network.Parameters) is Fault overflow)
        {
            GoBackTo(_lastGood);
            throw overflow.InTraining(epoch, batchCount, Epochs + 1);
        }

        Epochs = epoch;
        return new EpochReport(epoch, tally.Mean, null, rate, tally.MeanGradientNorm);
    }

    private bool IsFinite(float loss) => float.IsFinite(loss) && !NonFinite.Any(_gradients);

    /// <summary>The norm before it was limited, where it is.</summary>
    private double? Clip()
    {
        if (_options.ClipValue is double limit) GradientClipping.ByValue(_gradients, limit);
        return _options.ClipNorm is double maxNorm ? GradientClipping.ByGlobalNorm(_gradients, maxNorm) : null;
    }

    /// <summary>Takes one step, and tells its learning rate.</summary>
    private double ApplyGradients(int epoch)
    {
        double factor = _options.Schedule.Factor(Steps + 1, epoch) * (_options.ReduceOnPlateau?.Factor(Plateau) ?? 1);
        _optimizer.Step(_network.Parameters, _gradients, _state, Steps + 1, factor);
        Steps++;
        return _optimizer.LearningRate * factor;
    }

    private BestEpoch? WatchForBest(Dataset? validation)
    {
        if (_options.EarlyStopping is not { } settings) return null;
        return validation is not null
            ? new BestEpoch(settings, _gradients.Length, _state.Length)
            : throw new ArgumentException("Early stopping watches the validation loss, but there is no validation data.", nameof(validation));
    }

    private void KeepIn(Snapshot snapshot) => snapshot.Take(_network.Parameters, _state, Steps, Epochs, Plateau);

    private void GoBackTo(Snapshot snapshot)
    {
        snapshot.Restore(_network.Parameters, _state);
        Steps = snapshot.Steps;
        Epochs = snapshot.Epochs;
        Plateau = snapshot.Plateau;
    }

    private static void CheckSizes(Dataset samples, string parameter)
    {
        ArgumentNullException.ThrowIfNull(samples, parameter);
        if (samples.InputSize == TNetwork.InputSize && samples.TargetSize == TNetwork.OutputSize) return;
        throw new ArgumentException(
            $"{typeof(TNetwork).Name} expects {TNetwork.InputSize} inputs and {TNetwork.OutputSize} targets for each sample, " +
            $"but the data set has {samples.InputSize} and {samples.TargetSize}.",
            parameter);
    }
}
