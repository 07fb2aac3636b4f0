namespace Layerwise;

/// <summary>The epochs of <see cref="Trainer{TNetwork}.Fit"/>: from batch to batch, with a way back and checkpoints to go on from.</summary>
internal sealed class FitLoop<TNetwork>(Learner<TNetwork> learner, ShardedBatch<TNetwork> batches, Crew crew)
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Snapshot _lastGood = learner.NewSnapshot();
    private readonly Watch<TNetwork>? _watch = learner.Options.Health is { } settings ? new Watch<TNetwork>(settings) : null;
    private int _batchesOfLastGood;
    private FitCall? _call;
    private bool _isRunning;
    private int _thread;

    // Whether the ranks have found that they train the same: once for all steps by hand, and in every call of Fit.
    private bool _hasAgreed;

    public bool IsInterrupted => _call is not null && !_isRunning;

    private TrainerOptions Options => learner.Options;

    private Ranks? Ranks => batches.Ranks;

    private int Epochs => learner.Position.Epochs;

    /// <summary>See <see cref="Trainer{TNetwork}.Fit"/>.</summary>
    public IReadOnlyList<EpochReport> Run(
        Dataset training,
        int epochs,
        Dataset? validation,
        IProgress<BatchReport>? batchProgress,
        IProgress<EpochReport>? epochProgress,
        CancellationToken cancellationToken)
    {
        RequireNotRunning();
        try
        {
            Ranks?.Meeting.Begin();
            Trainer<TNetwork>.Check(training, nameof(training));
            if (validation is not null) Trainer<TNetwork>.Check(validation, nameof(validation));
            ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
            if (Options.EarlyStopping is not null && validation is null)
            {
                throw new ArgumentException("Early stopping watches the validation loss, but there is no validation data.", nameof(validation));
            }

            if (Options.CarriesStates) RequireStreams(training);

            // A call that is refused has not begun: what was interrupted still is, also for whoever asks in an exception filter.
            FitCall call = _call is null ? Begin(training) : TakeUp(_call, training, epochs);
            MarkRunning();
            Ranks?.Meeting.Agree(Here(RankCall.Begin), [.. TrainingFacts.Of(learner), .. TrainingFacts.Of(call, epochs, training, validation)]);
            int[] order = new int[training.Count];
            call.History.EnsureCapacity(epochs);
            while (call.History.Count < epochs && call.Best is not { IsLongAgo: true })
            {
                TrainEpoch(call, training, order, batchProgress, cancellationToken);
                CompleteEpoch(call, validation, cancellationToken);
                epochProgress?.Report(call.History[^1]);
                if (Options.Checkpointing is { } interval && Epochs % interval.Epochs == 0) Save(interval.Path);
            }

            if (call.Best is { IsKnown: true } best) learner.GoBackTo(best.Snapshot);
            _call = null;
            if (Options.Checkpointing is { } checkpointing) Save(checkpointing.Path);
            Ranks?.Meeting.Meet(Here(RankCall.End));
            return call.History;
        }
        catch (Exception e) when (IsOnlyHere(e) || (e is OperationCanceledException && Options.Checkpointing is not null))
        {
            if (IsOnlyHere(e)) Ranks!.Meeting.Fail(e, learner.Position.Steps);
            if (e is OperationCanceledException && Options.Checkpointing is { } checkpointing) Save(checkpointing.Path);
            throw;
        }
        finally
        {
            _isRunning = false;
            crew.Stop();
        }
    }

    /// <summary>See <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        RequireNotRunning();
        MarkRunning();
        try
        {
            Ranks?.Meeting.Begin();
            AgreeOnce();
            long steps = learner.Position.Steps;
            if (!batches.TryComputeGradients(inputs, targets, steps, out float loss)) throw Divergence.Find(batches, loss).InStep(steps + 1, isApplied: false);
            _ = learner.Clip(batches.Gradients.Span);
            if (!learner.TryApply(batches.Gradients, out _)) throw Divergence.FindInState(batches, learner.State).InStep(steps + 1, isApplied: true);
            return loss;
        }
        catch (Exception e) when (IsOnlyHere(e))
        {
            Ranks!.Meeting.Fail(e, learner.Position.Steps);
            throw;
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>See <see cref="Trainer{TNetwork}.Evaluate"/>.</summary>
    public Evaluation Evaluate(Dataset samples, CancellationToken cancellationToken)
    {
        if (_isRunning) return batches.Evaluate(samples, learner.Position.Steps, cancellationToken);
        try
        {
            Ranks?.Meeting.Begin();
            AgreeOnce();
            return batches.Evaluate(samples, learner.Position.Steps, cancellationToken);
        }
        catch (Exception e) when (IsOnlyHere(e))
        {
            Ranks!.Meeting.Fail(e, learner.Position.Steps);
            throw;
        }
    }

    /// <summary>See <see cref="Trainer{TNetwork}.Abandon"/>.</summary>
    public void Abandon()
    {
        RequireNotRunning();
        _call = null;
    }

    /// <summary>See <see cref="Trainer{TNetwork}.Save"/>.</summary>
    public void Save(string path)
    {
        RequireOwnThread(nameof(Save));
        if (Ranks is null or { IsFirst: true }) TrainingFile.Of(learner, _call).Write(path);
    }

    /// <summary>Throws where another thread is training: what a call would read is being written there.</summary>
    /// <param name="call">The call's name.</param>
    public void RequireOwnThread(string call)
    {
        if (!_isRunning || _thread == Environment.CurrentManagedThreadId) return;
        throw new InvalidOperationException(
            $"Fit or Step is running on another thread, and changes what {call} would read. A report of Fit can call it, between two steps: write SynchronousProgress in place of Progress, " +
            "which reports on a thread of its own.");
    }

    public void Load(string path)
    {
        RequireNotRunning();
        _call = TrainingFile.Load(SafetensorsFile.Read(path), learner);
        KeepLastGood(_call?.Batches ?? 0);
        _hasAgreed = false;
    }

    private RankHeader Here(RankCall call) => new(learner.Position.Steps, call, Rows: 0);

    private void AgreeOnce()
    {
        if (_hasAgreed || Ranks is null) return;
        Ranks.Meeting.Agree(Here(RankCall.Begin), TrainingFacts.Of(learner));
        _hasAgreed = true;
    }

    // What all ranks find is thrown on each of them; of anything else, the others must be told.
    private bool IsOnlyHere(Exception exception) => Ranks is { Meeting.HasEnded: false } && exception is not (TrainingDivergedException or CommunicationException);

    private FitCall Begin(Dataset training)
    {
        KeepLastGood(batchesDone: 0);
        return _call = new FitCall(training.Count, learner.NewBestEpoch(), learner.NewCarriedStates());
    }

    private static FitCall TakeUp(FitCall call, Dataset training, int epochs)
    {
        if (training.Count != call.SampleCount)
        {
            throw new ArgumentException(
                $"The call of Fit that was interrupted, and that this one takes up, trained on {call.SampleCount} samples, " +
                $"but the data set has {training.Count}. Call Abandon first to begin a new call.",
                nameof(training));
        }

        if (epochs < call.EpochsBegun)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epochs),
                epochs,
                $"The call of Fit that was interrupted, and that this one takes up, began its epoch {call.EpochsBegun} already. Call Abandon first to begin a new call.");
        }

        return call;
    }

    private void TrainEpoch(FitCall call, Dataset training, int[] order, IProgress<BatchReport>? progress, CancellationToken cancellationToken)
    {
        int epoch = Epochs + 1;
        int batchCount = Options.StepsPerEpoch(training.Count);
        Arrange(order, call, epoch);
        while (call.Batches < batchCount)
        {
            batches.ThrowIfCancelled(learner.Position.Steps, cancellationToken);
            int batch = call.Batches + 1;
            int first = call.Batches * batches.Capacity;
            int rows = Math.Min(batches.Capacity, order.Length - first);
            if (!batches.TryComputeGradients(training, order, first, rows, call.Carried, learner.Position.Steps, out float loss))
            {
                Divergence divergence = Divergence.Find(batches, loss);
                throw divergence.Row is null ? Diverge(divergence, epoch, batch) : divergence.InData(epoch, batch, order.AsSpan(first, rows));
            }

            if (batch == 1) KeepLastGood(batchesDone: 0);
            _watch?.SeePasses(batches, loss, learner.Position.Steps);
            if (learner.Clip(batches.Gradients.Span) is double norm) call.Tally.AddGradientNorm(norm);
            _watch?.BeginStep(learner.Network.Parameters);
            if (!learner.TryApply(batches.Gradients, out double learningRate)) throw Diverge(Divergence.FindInState(batches, learner.State), epoch, batch);
            _watch?.EndStep(learner.Network.Parameters);
            batches.KeepStates();
            call.LearningRate = learningRate;
            batches.AddTo(ref call.Tally);
            call.Batches = batch;

            progress?.Report(new BatchReport(epoch, batch, batchCount, loss));
            if (Options.Checkpointing is { Steps: { } interval } checkpointing && learner.Position.Steps % interval == 0) Save(checkpointing.Path);
        }

        if (Divergence.FindInParameters(batches, "parameters", learner.Network.Parameters) is Divergence overflow) throw Diverge(overflow, epoch, batchCount);
    }

    private void Arrange(int[] order, FitCall call, int epoch)
    {
        if (call.Carried is not { } carried)
        {
            Shuffle.ForEpoch(order, Options.Seed, epoch);
            return;
        }

        CarriedStates.Order(order, batches.Capacity);
        if (call.Batches == 0)
        {
            carried.Clear();
            return;
        }

        int first = (call.Batches - 1) * batches.Capacity;
        carried.GoOnFrom(order.AsSpan(first, Math.Min(batches.Capacity, order.Length - first)));
    }

    private void RequireStreams(Dataset training)
    {
        if (!training.HasFollowers())
        {
            throw new ArgumentException(
                $"{nameof(TrainerOptions.CarriesStates)} wants samples of which some go on where others end, in their order: {nameof(Dataset)}.{nameof(Dataset.Windows)} with a hop of as "
                + $"many steps as a window has, or {nameof(Dataset)}.{nameof(Dataset.Sequences)} of which some are longer than a window. Here none does.",
                nameof(training));
        }

        if (training.Count >= 2L * batches.Capacity) return;
        throw new ArgumentException(
            $"{training.Count} windows in batches of {batches.Capacity} rows leave some row no window to go on with: expected at least {2L * batches.Capacity} of them, or a "
            + $"{nameof(TrainerOptions.BatchSize)} of at most {training.Count / 2}.",
            nameof(training));
    }

    private void CompleteEpoch(FitCall call, Dataset? validation, CancellationToken cancellationToken)
    {
        Evaluation training = call.Tally.Mean;
        Evaluation? evaluation = validation is null ? null : Validate(call, validation, cancellationToken);
        float loss = (evaluation ?? training).Loss;
        learner.CompleteEpoch(loss);
        if (call.Best is { } best && best.IsImprovedBy(loss)) learner.KeepIn(best.Snapshot);
        HealthReport? health = _watch is { IsComplete: true } ? _watch.Take([.. call.History.Select(static epoch => epoch.Training.Loss), training.Loss]) : null;
        call.History.Add(new EpochReport(Epochs, training, evaluation, call.LearningRate, call.Tally.MeanGradientNorm) { Health = health });
        call.Tally = default;
        call.Batches = 0;
    }

    // A loss that is not finite would end early stopping without a best epoch, and lower the learning rate for nothing.
    private Evaluation Validate(FitCall call, Dataset validation, CancellationToken cancellationToken)
    {
        Evaluation evaluation = batches.Evaluate(validation, learner.Position.Steps, cancellationToken);
        if (float.IsFinite(evaluation.Loss)) return evaluation;
        Divergence divergence = Divergence.FindInValidation(validation, evaluation.Loss);
        throw divergence.Row is null ? Diverge(divergence, Epochs + 1, call.Batches) : divergence.InValidation(Epochs + 1);
    }

    private void KeepLastGood(int batchesDone)
    {
        learner.KeepIn(_lastGood);
        _batchesOfLastGood = batchesDone;
    }

    private TrainingDivergedException Diverge(Divergence divergence, int epoch, int batch)
    {
        learner.GoBackTo(_lastGood);
        _call = null;
        string place = _batchesOfLastGood == 0
            ? $"the start of epoch {Epochs + 1}"
            : $"the checkpoint that was loaded, batch {_batchesOfLastGood} of epoch {Epochs + 1}";
        return divergence.InTraining(epoch, batch, place);
    }

    private void MarkRunning()
    {
        _isRunning = true;
        _thread = Environment.CurrentManagedThreadId;
    }

    private void RequireNotRunning()
    {
        if (_isRunning) throw new InvalidOperationException("Fit or Step is running: Fit, Step, Load and Abandon can't be called in its reports, optimizer or schedule.");
    }
}
