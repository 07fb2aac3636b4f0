namespace Layerwise;

/// <summary>The epochs of <see cref="Trainer{TNetwork}.Fit"/>: from batch to batch, with a way back and checkpoints to go on from.</summary>
internal sealed class FitLoop<TNetwork>(Learner<TNetwork> learner, ShardedBatch<TNetwork> batches)
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Snapshot _lastGood = learner.NewSnapshot();
    private int _batchesOfLastGood;
    private FitCall? _call;
    private bool _isRunning;

    public bool IsInterrupted => _call is not null && !_isRunning;

    private TrainerOptions Options => learner.Options;

    private int Epochs => learner.Position.Epochs;

    /// <summary>See <see cref="Trainer{TNetwork}.Fit"/>. The samples have the network's sizes; epochs are at least 1.</summary>
    public IReadOnlyList<EpochReport> Run(
        Dataset training,
        int epochs,
        Dataset? validation,
        IProgress<BatchReport>? batchProgress,
        IProgress<EpochReport>? epochProgress,
        CancellationToken cancellationToken)
    {
        RequireNotRunning();
        if (Options.EarlyStopping is not null && validation is null)
        {
            throw new ArgumentException("Early stopping watches the validation loss, but there is no validation data.", nameof(validation));
        }

        FitCall call = _call is null ? Begin(training) : TakeUp(_call, training, epochs);
        int[] order = new int[training.Count];
        call.History.EnsureCapacity(epochs);
        _isRunning = true;
        try
        {
            while (call.History.Count < epochs && call.Best is not { IsLongAgo: true })
            {
                TrainEpoch(call, training, order, batchProgress, cancellationToken);
                CompleteEpoch(call, validation, cancellationToken);
                epochProgress?.Report(call.History[^1]);
                if (Options.Checkpointing is { } interval && Epochs % interval.Epochs == 0) Save(interval.Path);
            }
        }
        catch (OperationCanceledException) when (Options.Checkpointing is not null)
        {
            Save(Options.Checkpointing.Path);
            throw;
        }
        finally
        {
            _isRunning = false;
            batches.StopThreads();
        }

        if (call.Best is { IsKnown: true } best) learner.GoBackTo(best.Snapshot);
        _call = null;
        if (Options.Checkpointing is { } checkpointing) Save(checkpointing.Path);
        return call.History;
    }

    public void Save(string path) => TrainingFile.Of(learner, _call).Write(path);

    public void Load(string path)
    {
        RequireNotRunning();
        _call = TrainingFile.Load(SafetensorsFile.Read(path), learner);
        KeepLastGood(_call?.Batches ?? 0);
    }

    private FitCall Begin(Dataset training)
    {
        KeepLastGood(batchesDone: 0);
        return _call = new FitCall(training.Count, learner.NewBestEpoch());
    }

    private static FitCall TakeUp(FitCall call, Dataset training, int epochs)
    {
        if (training.Count != call.SampleCount)
        {
            throw new ArgumentException(
                $"The call of Fit that was interrupted, and that this one takes up, trained on {call.SampleCount} samples, " +
                $"but the data set has {training.Count}.",
                nameof(training));
        }

        if (epochs < call.EpochsBegun)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epochs),
                epochs,
                $"The call of Fit that was interrupted, and that this one takes up, began its epoch {call.EpochsBegun} already.");
        }

        return call;
    }

    private void TrainEpoch(FitCall call, Dataset training, int[] order, IProgress<BatchReport>? progress, CancellationToken cancellationToken)
    {
        int epoch = Epochs + 1;
        int batchCount = Options.StepsPerEpoch(training.Count);
        Shuffle.ForEpoch(order, Options.Seed, epoch);
        while (call.Batches < batchCount)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int batch = call.Batches + 1;
            int first = call.Batches * batches.Capacity;
            int rows = Math.Min(batches.Capacity, order.Length - first);
            if (!batches.TryComputeGradients(training, order, first, rows, learner.Position.Steps, out float loss))
            {
                Fault fault = Fault.Find(batches, loss);
                throw fault.Row is null ? Diverge(fault, epoch, batch) : fault.InData(epoch, batch, order.AsSpan(first, rows));
            }

            if (batch == 1) KeepLastGood(batchesDone: 0);
            if (learner.Clip(batches.Gradients) is double norm) call.Tally.AddGradientNorm(norm);
            call.LearningRate = learner.Apply(batches);
            batches.AddTo(ref call.Tally);
            call.Batches = batch;

            progress?.Report(new BatchReport(epoch, batch, batchCount, loss));
            if (Options.Checkpointing is { Steps: { } interval } checkpointing && learner.Position.Steps % interval == 0) Save(checkpointing.Path);
        }

        if (Fault.FindInParameters<TNetwork>("parameters", learner.Network.Parameters) is Fault overflow) throw Diverge(overflow, epoch, batchCount);
    }

    private void CompleteEpoch(FitCall call, Dataset? validation, CancellationToken cancellationToken)
    {
        Evaluation training = call.Tally.Mean;
        Evaluation? evaluation = validation is null ? null : batches.Evaluate(validation, cancellationToken);
        float loss = (evaluation ?? training).Loss;
        learner.CompleteEpoch(loss);
        if (call.Best is { } best && best.IsImprovedBy(loss)) learner.KeepIn(best.Snapshot);
        call.History.Add(new EpochReport(Epochs, training, evaluation, call.LearningRate, call.Tally.MeanGradientNorm));
        call.Tally = default;
        call.Batches = 0;
    }

    private void KeepLastGood(int batchesDone)
    {
        learner.KeepIn(_lastGood);
        _batchesOfLastGood = batchesDone;
    }

    private TrainingDivergedException Diverge(Fault fault, int epoch, int batch)
    {
        learner.GoBackTo(_lastGood);
        _call = null;
        string place = _batchesOfLastGood == 0
            ? $"the start of epoch {Epochs + 1}"
            : $"the checkpoint that was loaded, batch {_batchesOfLastGood} of epoch {Epochs + 1}";
        return fault.InTraining(epoch, batch, place);
    }

    private void RequireNotRunning()
    {
        if (_isRunning) throw new InvalidOperationException("Fit is running: neither it nor Load can be called in its reports.");
    }
}
