using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Loss and gradients of the batches of a trainer, cut into shards that threads work on. Results are added up from the first shard to the last, so that the
/// number of threads changes no bit of them.
/// </summary>
internal sealed class ShardedBatch<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // Parameters that one thread adds up at a time: their sum stays in the first-level cache while the gradients of the shards pass by.
    private const int ParametersPerSum = 4096;

    private readonly TNetwork _network;
    private readonly Sharding _sharding;
    private readonly Crew _crew;
    private readonly Shard<TNetwork>[] _shards;
    private readonly float[] _statistics = new float[TNetwork.RunningStatisticsCount];
    private readonly Action<int> _computeGradients;
    private readonly Action<int> _addGradients;
    private readonly Action<int> _evaluate;
    private Job _job;

    // Of all samples of the present batch: their number, where they have no weights.
    private double _weight;
    private bool _isFinite;

    /// <exception cref="ArgumentOutOfRangeException">A batch is too large to allocate.</exception>
    public ShardedBatch(TNetwork network, Sharding sharding, Crew crew, ulong seed)
    {
        int width = Math.Max(TNetwork.InputSize, TNetwork.OutputSize);
        if ((long)sharding.Capacity * width > Array.MaxLength) throw TooLarge(sharding.Capacity, null);
        _network = network;
        _sharding = sharding;
        _crew = crew;
        _shards = new Shard<TNetwork>[sharding.ShardCount];
        try
        {
            for (int i = 0; i < _shards.Length; i++) _shards[i] = new Shard<TNetwork>(i, sharding.RowsPerShard, seed);
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

    /// <summary>The shards of the present batch, none of them empty.</summary>
    public ReadOnlySpan<Shard<TNetwork>> Shards => _shards.AsSpan(0, _sharding.CountFor(_job.Rows));

    /// <summary>After a batch that was not finite: the running statistics that it would have left.</summary>
    public ReadOnlySpan<float> RejectedStatistics => _statistics;

    /// <summary>The first row of each shard is a multiple of this.</summary>
    public int RowsPerShard => _sharding.RowsPerShard;

    /// <summary>Computes loss and gradients of some samples, in the order given.</summary>
    /// <param name="samples">Where they are.</param>
    /// <param name="order">Which they are.</param>
    /// <param name="first">Where in the order they begin.</param>
    /// <param name="rows">How many, from 1 to <see cref="Capacity"/>.</param>
    /// <param name="steps">Steps taken so far.</param>
    /// <param name="loss">Their mean loss.</param>
    /// <returns>Whether loss, gradients and running statistics are finite; where not, the running statistics are as before.</returns>
    public bool TryComputeGradients(Dataset samples, int[] order, int first, int rows, long steps, out float loss)
    {
        _job = new Job(samples, order, first, rows, steps);
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

        if (HeadsOf<TNetwork>.AreSeveral) Guard.Targets(targets, TNetwork.OutputSize, HeadsOf<TNetwork>.All, nameof(targets));
        else Guard.Targets(targets, TNetwork.OutputSize, TNetwork.Loss, nameof(targets));
        _job = new Job(null, null, 0, rows, steps);
        Copy(inputs, targets);
        return TryComputeGradients(out loss);
    }

    /// <summary>Loss and accuracy on all samples of a data set, by inference.</summary>
    public Evaluation Evaluate(Dataset samples, CancellationToken cancellationToken)
    {
        Tally tally = default;
        for (int first = 0; first < samples.Count; first += Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _job = new Job(samples, null, first, Math.Min(Capacity, samples.Count - first), Steps: 0);
            _crew.Run(Shards.Length, _evaluate);
            AddTo(ref tally);
        }

        return tally.Mean;
    }

    /// <summary>Counts the present batch.</summary>
    public void AddTo(ref Tally tally)
    {
        foreach (Shard<TNetwork> shard in Shards) tally.Add(shard.Loss, shard.Batch.Weight, shard.Counts.Right, shard.Counts.Answers);
    }

    private bool TryComputeGradients(out float loss)
    {
        _network.RunningStatistics.CopyTo(_statistics);
        _crew.Run(Shards.Length, _computeGradients);
        _weight = TotalWeight();
        loss = MeanLoss();
        _isFinite = float.IsFinite(loss) && !NonFinite.Any(_network.RunningStatistics);
        _crew.Run(Sharding.Quotient(TNetwork.ParameterCount, ParametersPerSum), _addGradients);
        if (!_isFinite) RejectStatistics();
        return _isFinite;
    }

    private void RejectStatistics()
    {
        Span<float> present = _network.RunningStatistics;
        for (int i = 0; i < _statistics.Length; i++) (_statistics[i], present[i]) = (present[i], _statistics[i]);
    }

    private double TotalWeight()
    {
        double sum = 0;
        foreach (Shard<TNetwork> shard in Shards) sum += shard.Batch.Weight;
        return sum;
    }

    private float MeanLoss()
    {
        if (Shards.Length == 1) return _shards[0].Loss;
        double sum = 0;
        foreach (Shard<TNetwork> shard in Shards) sum += shard.Loss * shard.Batch.Weight;
        return _weight == 0 ? 0 : (float)(sum / _weight);
    }

    private void ComputeShardGradients(int index)
    {
        Gather(index);
        _shards[index].ComputeGradients(_network, _job.Steps);
    }

    private void EvaluateShard(int index)
    {
        Gather(index);
        _shards[index].Evaluate(_network);
    }

    // On the calling thread: a span can't be handed to others.
    private void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int width = RowsPerShard * TNetwork.InputSize;
        int targetWidth = RowsPerShard * TNetwork.OutputSize;
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
        int row = index * RowsPerShard;
        int count = Math.Min(RowsPerShard, _job.Rows - row);
        Batch batch = _shards[index].Batch;
        if (_job.Order is null) batch.Gather(_job.Samples, _job.First + row, count);
        else batch.Gather(_job.Samples, _job.Order.AsSpan(_job.First + row, count));
    }

    // The mean over the batch weighs each shard's mean by its samples. One shard stays as it is, to the bit.
    private void AddShardGradients(int index)
    {
        int start = index * ParametersPerSum;
        int length = Math.Min(ParametersPerSum, TNetwork.ParameterCount - start);
        Span<float> sum = Gradients.Span.Slice(start, length);
        for (int i = 1; i < Shards.Length; i++)
        {
            GradientSum.Add(sum, i == 1 ? Share(0) : 1, _shards[i].Gradients.Span.Slice(start, length), Share(i));
        }

        if (NonFinite.Any(sum)) _isFinite = false;
    }

    private static ArgumentOutOfRangeException TooLarge(int capacity, Exception? cause) => new(
        $"Batches of {capacity} samples of {typeof(TNetwork).Name} can't be allocated; choose a smaller {nameof(TrainerOptions.BatchSize)}.", cause);

    private float Share(int shard) => _weight == 0 ? 0 : (float)(_shards[shard].Batch.Weight / _weight);

    // What the threads work on: samples of a data set, or where there is none, those that the shards hold already.
    private readonly record struct Job(Dataset? Samples, int[]? Order, int First, int Rows, long Steps);
}
