using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Loss and gradients of the batches of a trainer, cut into shards that threads and ranks work on. Gradients are added up in pairs of shards, then in pairs of pairs, losses
/// from the first
/// shard to the last, so that the number of threads and ranks changes no bit of them.
/// </summary>
internal sealed class ShardedBatch<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // Parameters that one thread adds up at a time: their sum stays in the first-level cache while the gradients of the shards pass by.
    private const int ParametersPerSum = 4096;

    private readonly TNetwork _network;
    private readonly Sharding _sharding;
    private readonly Crew _crew;
    private readonly Ranks? _ranks;
    private readonly Augmentation? _augmentation;
    private readonly ulong _seed;
    private readonly bool _carriesStates;
    private readonly int[] _streamSample = new int[1];
    private readonly int _firstShard;
    private readonly Shard<TNetwork>[] _shards;

    // Of all shards of a batch, also those of other ranks.
    private readonly ShardResult[] _results;
    private readonly float[] _statistics = new float[TNetwork.RunningStatisticsCount];
    private readonly Action<int> _computeGradients;
    private readonly Action<int> _addGradients;
    private readonly Action<int> _evaluate;
    private Job _job;

    // Of all samples of the present batch: their number, where they have no weights.
    private double _weight;
    private bool _isFinite;

    /// <exception cref="ArgumentOutOfRangeException">A batch is too large to allocate.</exception>
    public ShardedBatch(TNetwork network, Sharding sharding, Crew crew, TrainerOptions options, Ranks? ranks)
    {
        int width = Math.Max(TNetwork.InputSize, TNetwork.OutputSize);
        if ((long)sharding.Capacity * width > Array.MaxLength) throw TooLarge(sharding.Capacity, null);
        _network = network;
        _sharding = sharding;
        _crew = crew;
        _ranks = ranks;
        (_augmentation, _seed, _carriesStates) = (options.Augmentation, options.Seed, options.CarriesStates);
        _firstShard = ranks?.FirstShard ?? 0;
        RowsPerShard = sharding.RowsPerShard;
        _shards = new Shard<TNetwork>[ranks?.ShardsPerRank ?? sharding.ShardCount];
        _results = new ShardResult[sharding.ShardCount];
        try
        {
            for (int i = 0; i < _shards.Length; i++) _shards[i] = new Shard<TNetwork>(_firstShard + i, sharding.RowsPerShard, options.Seed);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OutOfMemoryException)
        {
            throw TooLarge(sharding.Capacity, e);
        }

        // Made once, because a delegate is an allocation.
        _computeGradients = ComputeShardGradients;
        _addGradients = AddShardGradients;
        _evaluate = EvaluateShard;
    }

    /// <summary>Most samples in one batch.</summary>
    public int Capacity => _sharding.Capacity;

    /// <summary>The gradients of the mean loss over the whole batch.</summary>
    public AlignedBuffer Gradients => _shards[0].Gradients;

    /// <summary>The shards of the present batch that this rank computes, none of them empty. There may be none, in the last batch of an epoch.</summary>
    public ReadOnlySpan<Shard<TNetwork>> Shards => _shards.AsSpan(0, Math.Clamp(_sharding.CountFor(_job.Rows) - _firstShard, 0, _shards.Length));

    /// <summary>The first row of the first of <see cref="Shards"/>.</summary>
    public int FirstRow => _firstShard * RowsPerShard;

    /// <summary>The other ranks; null where there are none.</summary>
    public Ranks? Ranks => _ranks;

    /// <summary>After a batch that was not finite: the running statistics that it would have left.</summary>
    public ReadOnlySpan<float> RejectedStatistics => _statistics;

    /// <summary>The first row of each shard is a multiple of this.</summary>
    public int RowsPerShard { get; }

    private Span<ShardResult> Results => _results.AsSpan(0, _sharding.CountFor(_job.Rows));

    /// <summary>Computes loss and gradients of some samples, in the order given.</summary>
    /// <param name="samples">Where they are.</param>
    /// <param name="order">Which they are.</param>
    /// <param name="first">Where in the order they begin.</param>
    /// <param name="rows">How many, from 1 to <see cref="Capacity"/>.</param>
    /// <param name="carried">What the rows go on from, replaced by what they leave; null where each begins by itself.</param>
    /// <param name="steps">Steps taken so far.</param>
    /// <param name="loss">Their mean loss.</param>
    /// <returns>Whether loss, gradients and running statistics are finite; where not, the running statistics are as before.</returns>
    public bool TryComputeGradients(Dataset samples, int[] order, int first, int rows, CarriedStates? carried, long steps, out float loss)
    {
        _job = new Job(samples, order, first, rows, carried, steps);
        return TryComputeGradients(out loss);
    }

    /// <summary>Computes loss and gradients of samples that stand in memory.</summary>
    public bool TryComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, long steps, out float loss)
    {
        int rows = Guard.AtLeastOneRow(inputs.Length, TNetwork.InputSize, nameof(inputs));
        Guard.Length(targets.Length, rows, TNetwork.OutputSize, nameof(targets));
        if (rows > Capacity)
        {
            throw new ArgumentException($"Expected at most {Capacity} samples, the trainer's batch size, but there are {rows}.", nameof(inputs));
        }

        int answers = TNetwork.AnsweredSteps, width = TNetwork.OutputSize / answers;
        if (HeadsOf<TNetwork>.AreSeveral && answers > 1) Guard.StepTargets(targets, default, answers, width, HeadsOf<TNetwork>.All, nameof(targets));
        else if (HeadsOf<TNetwork>.AreSeveral) Guard.Targets(targets, TNetwork.OutputSize, HeadsOf<TNetwork>.All, nameof(targets));
        else if (answers == 1) Guard.Targets(targets, TNetwork.OutputSize, TNetwork.Loss, nameof(targets));
        else Guard.StepTargets(targets, default, answers, width, TNetwork.Loss, nameof(targets));
        _job = new Job(null, null, 0, rows, null, steps);
        Copy(inputs, targets);
        return TryComputeGradients(out loss);
    }

    /// <summary>Loss and accuracy on all samples of a data set, by inference.</summary>
    public Evaluation Evaluate(Dataset samples, long steps, CancellationToken cancellationToken)
    {
        Tally tally = default;
        CarriedStates? stream = _carriesStates && samples.HasFollowers() ? new CarriedStates(capacity: 1, TNetwork.StateSize) : null;
        stream?.Clear();
        int most = stream is null ? Capacity : 1;
        for (int first = 0; first < samples.Count; first += most)
        {
            ThrowIfCancelled(steps, cancellationToken);
            _job = new Job(samples, null, first, Math.Min(most, samples.Count - first), stream, steps);
            _streamSample[0] = first;
            _crew.Run(Shards.Length, _evaluate);
            KeepStates();
            ShareResults(RankCall.Evaluate);
            AddTo(ref tally);
        }

        return tally.Mean;
    }

    /// <summary>Once the present batch is done: keeps what its rows remember, where they go on.</summary>
    public void KeepStates()
    {
        if (_job.Carried is { } carried) KeepStates(carried);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepStates(CarriedStates carried)
    {
        for (int i = 0; i < Shards.Length; i++) carried.Keep(SamplesOf(i), i * RowsPerShard, _shards[i].Workspace.States);
    }

    /// <summary>Counts the present batch.</summary>
    public void AddTo(ref Tally tally)
    {
        foreach (ShardResult shard in Results) tally.Add(shard.Loss, shard.Weight, shard.Right, shard.Answers);
    }

    /// <summary>Between batches. Where one rank is cancelled, all are, at the same batch.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void ThrowIfCancelled(long steps, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) _ranks?.Meeting.Meet(new RankHeader(steps, RankCall.Cancelled, 0));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool TryComputeGradients(out float loss)
    {
        _network.RunningStatistics.CopyTo(_statistics);
        _crew.Run(Shards.Length, _computeGradients);
        ShareResults(RankCall.Train);
        _weight = TotalWeight();
        loss = MeanLoss();
        _isFinite = float.IsFinite(loss) && !NonFinite.Any(_network.RunningStatistics);
        _crew.Run(Sharding.Quotient(TNetwork.ParameterCount, ParametersPerSum), _addGradients);
        if (_ranks is not null) AddRanks(_ranks);
        if (!_isFinite) RejectStatistics();
        return _isFinite;
    }

    private void ShareResults(RankCall call)
    {
        ReadOnlySpan<Shard<TNetwork>> own = Shards;
        Span<ShardResult> results = Results;
        for (int i = 0; i < own.Length; i++)
        {
            results[_firstShard + i] = new ShardResult(own[i].Batch.Weight, own[i].Loss, own[i].Counts.Right, own[i].Counts.Answers);
        }

        _ranks?.Meeting.Meet(new RankHeader(_job.Steps, call, _job.Rows), results);
    }

    private void AddRanks(Ranks ranks)
    {
        ranks.Sum.Run(Gradients.Span, Sharding.Quotient(Results.Length, ranks.ShardsPerRank));
        if (NonFinite.Any(Gradients.Span)) _isFinite = false;
    }

    private void RejectStatistics()
    {
        Span<float> present = _network.RunningStatistics;
        for (int i = 0; i < _statistics.Length; i++) (_statistics[i], present[i]) = (present[i], _statistics[i]);
    }

    private double TotalWeight()
    {
        double sum = 0;
        foreach (ShardResult shard in Results) sum += shard.Weight;
        return sum;
    }

    private float MeanLoss()
    {
        if (Results.Length == 1) return _results[0].Loss;
        double sum = 0;
        foreach (ShardResult shard in Results) sum += shard.Loss * shard.Weight;
        return _weight == 0 ? 0 : (float)(sum / _weight);
    }

    private void ComputeShardGradients(int index)
    {
        Gather(index);
        BeginRows(index);
        _shards[index].ComputeGradients(_network, _job.Steps);
    }

    private void EvaluateShard(int index)
    {
        Gather(index);
        if (_job.Carried is null)
        {
            _shards[index].Evaluate(_network);
            return;
        }

        BeginRows(index);
        _shards[index].EvaluateWindows(_network);
    }

    private void BeginRows(int index)
    {
        Workspace<TNetwork> workspace = _shards[index].Workspace;
        workspace.CarriesStates = _job.Carried is not null;
        _job.Carried?.CopyTo(_job.Samples!, SamplesOf(index), index * RowsPerShard, workspace.States);
    }

    // Of a stream that is evaluated, there is one at a time.
    private ReadOnlySpan<int> SamplesOf(int index)
    {
        int row = index * RowsPerShard;
        return _job.Order is null ? _streamSample : _job.Order.AsSpan(_job.First + row, Math.Min(RowsPerShard, _job.Rows - row));
    }

    // On the calling thread: a span can't be handed to others.
    private void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int width = RowsPerShard * TNetwork.InputSize;
        int targetWidth = RowsPerShard * TNetwork.OutputSize;
        inputs = inputs[Math.Min(_firstShard * width, inputs.Length)..];
        targets = targets[Math.Min(_firstShard * targetWidth, targets.Length)..];
        foreach (Shard<TNetwork> shard in Shards)
        {
            int length = Math.Min(width, inputs.Length);
            int targetLength = Math.Min(targetWidth, targets.Length);
            shard.Batch.Copy(inputs[..length], targets[..targetLength]);
            inputs = inputs[length..];
            targets = targets[targetLength..];
        }
    }

    private void Gather(int index)
    {
        if (_job.Samples is null) return;
        int row = FirstRow + (index * RowsPerShard);
        int count = Math.Min(RowsPerShard, _job.Rows - row);
        Batch batch = _shards[index].Batch;
        if (_job.Order is null)
        {
            batch.Gather(_job.Samples, _job.First + row, count);
            return;
        }

        ReadOnlySpan<int> samples = _job.Order.AsSpan(_job.First + row, count);
        batch.Gather(_job.Samples, samples);
        if (_augmentation is not null) batch.Augment(_augmentation, samples, _seed, _job.Steps);
    }

    // The mean over the batch weighs each shard's mean by its samples. One shard stays as it is, to the bit.
    private void AddShardGradients(int index)
    {
        int start = index * ParametersPerSum;
        int length = Math.Min(ParametersPerSum, TNetwork.ParameterCount - start);
        int count = Shards.Length;
        if (Results.Length > 1) AddNeighbours(count, start, length);
        for (int step = 2; step < count; step *= 2)
        {
            for (int i = 0; i + step < count; i += 2 * step) GradientSum.Add(Part(i, start, length), 1, Part(i + step, start, length), 1);
        }

        if (_ranks is null && NonFinite.Any(Part(0, start, length))) _isFinite = false;
    }

    private void AddNeighbours(int count, int start, int length)
    {
        for (int i = 0; i < count; i += 2)
        {
            if (i + 1 < count) GradientSum.Add(Part(i, start, length), Share(i), Part(i + 1, start, length), Share(i + 1));
            else GradientSum.Scale(Part(i, start, length), Share(i));
        }
    }

    private Span<float> Part(int shard, int start, int length) => _shards[shard].Gradients.Span.Slice(start, length);

    private static ArgumentOutOfRangeException TooLarge(int capacity, Exception? cause) => new(
        $"Batches of {capacity} samples of {typeof(TNetwork).Name} can't be allocated; choose a smaller {nameof(TrainerOptions.BatchSize)}.", cause);

    private float Share(int shard) => _weight == 0 ? 0 : (float)(_shards[shard].Batch.Weight / _weight);

    // What the threads work on: samples of a data set, or where there is none, those that the shards hold already.
    private readonly record struct Job(Dataset? Samples, int[]? Order, int First, int Rows, CarriedStates? Carried, long Steps);
}
