using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// The batches of a trainer, cut into shards of equal size that threads work on. Where the cuts are depends on the batch size alone,
/// and results are added up from the first shard to the last, so that the number of threads changes no bit of them.
/// </summary>
internal sealed class ShardedBatch<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // Every shard writes all gradients, and they are read once more for the sum: with fewer rows that takes about as long as computing them. With 32, both one
    // thread and two take 1.4 to 1.5 times as long for 784-256-128-10 @ 256.
    private const int FewestRows = 64;

    // Each has gradients of its own, as many as the network has parameters.
    private const int MostShards = 8;

    // Parameters that one thread adds up at a time: their sum stays in the first-level cache while the gradients of the shards pass by.
    private const int ParametersPerSum = 4096;

    // Parameters that one thread moves at a time: enough that the constants of a rule cost nothing.
    private const int ParametersPerUpdate = 16384;

    private readonly TNetwork _network;
    private readonly Crew _crew;
    private readonly Shard<TNetwork>[] _shards;
    private readonly int _rowsPerShard;
    private readonly float[] _statistics = new float[TNetwork.RunningStatisticsCount];
    private readonly Action<int> _computeGradients;
    private readonly Action<int> _addGradients;
    private readonly Action<int> _evaluate;
    private readonly Action<int> _update;

    // What the threads work on at the moment; no data set where the shards hold their samples already.
    private Dataset? _samples;
    private int[]? _order;
    private int _first;
    private int _rows;
    private long _steps;
    private bool _isFinite;
    private IElementwiseOptimizer? _optimizer;
    private float[] _state = [];
    private double _rateFactor;

    /// <exception cref="ArgumentOutOfRangeException">A batch is too large to allocate.</exception>
    public ShardedBatch(TNetwork network, TrainerOptions options)
    {
        int capacity = options.BatchSize;
        int width = Math.Max(TNetwork.InputSize, TNetwork.OutputSize);
        if ((long)capacity * width > Array.MaxLength) throw TooLarge(capacity, null);
        _network = network;
        Capacity = capacity;
        int count = TNetwork.NeedsWholeBatches ? 1 : Math.Clamp(capacity / FewestRows, 1, MostShards);
        _rowsPerShard = Quotient(capacity, count);
        _shards = new Shard<TNetwork>[Quotient(capacity, _rowsPerShard)];
        try
        {
            for (int i = 0; i < _shards.Length; i++) _shards[i] = new Shard<TNetwork>(i, _rowsPerShard, options.Seed);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OutOfMemoryException)
        {
            throw TooLarge(capacity, e);
        }

        _crew = new Crew(Math.Min(options.Threads, _shards.Length));

        // Made once, because a delegate is an allocation.
        _computeGradients = ComputeShardGradients;
        _addGradients = AddShardGradients;
        _evaluate = EvaluateShard;
        _update = UpdateParameters;
    }

    /// <summary>Most samples in one batch.</summary>
    public int Capacity { get; }

    /// <summary>The gradients of the mean loss over the whole batch.</summary>
    public Span<float> Gradients => _shards[0].Gradients;

    /// <summary>The shards of the present batch, none of them empty.</summary>
    public ReadOnlySpan<Shard<TNetwork>> Shards => _shards.AsSpan(0, Quotient(_rows, _rowsPerShard));

    /// <summary>After a batch that was not finite: the running statistics that it would have left.</summary>
    public ReadOnlySpan<float> RejectedStatistics => _statistics;

    /// <summary>The first row of each shard is a multiple of this.</summary>
    public int RowsPerShard => _rowsPerShard;

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
        (_samples, _order, _first, _rows, _steps) = (samples, order, first, rows, steps);
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

        Guard.Targets(targets, TNetwork.OutputSize, TNetwork.Loss, nameof(targets));
        (_samples, _order, _first, _rows, _steps) = (null, null, 0, rows, steps);
        Copy(inputs, targets);
        return TryComputeGradients(out loss);
    }

    /// <summary>Moves the network's parameters by the gradients of the present batch; one's own optimizers do it on the calling thread.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="state">Its state.</param>
    /// <param name="step">Number of the step, counted from 1.</param>
    /// <param name="rateFactor">What its learning rate is multiplied by.</param>
    /// <returns>Whether the state is finite afterwards; true for one's own optimizers, whose state may hold anything.</returns>
    public bool TryStep(IOptimizer optimizer, float[] state, long step, double rateFactor)
    {
        if (optimizer is not IElementwiseOptimizer elementwise)
        {
            optimizer.Step(_network.Parameters, Gradients, state, step, rateFactor);
            return true;
        }

        (_optimizer, _state, _steps, _rateFactor, _isFinite) = (elementwise, state, step, rateFactor, true);
        _crew.Run(Quotient(TNetwork.ParameterCount, ParametersPerUpdate), _update);
        return _isFinite;
    }

    /// <summary>Loss and accuracy on all samples of a data set, by inference.</summary>
    public Evaluation Evaluate(Dataset samples, CancellationToken cancellationToken)
    {
        Tally tally = default;
        for (int first = 0; first < samples.Count; first += Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (_samples, _order, _first, _rows) = (samples, null, first, Math.Min(Capacity, samples.Count - first));
            _crew.Run(Shards.Length, _evaluate);
            AddTo(ref tally);
        }

        return tally.Mean;
    }

    /// <summary>Counts the present batch.</summary>
    public void AddTo(ref Tally tally)
    {
        foreach (Shard<TNetwork> shard in Shards) tally.Add(shard.Loss, shard.Batch.Rows, shard.Counts.Right, shard.Counts.Answers);
    }

    /// <summary>Ends the threads that helped; the next batch starts new ones.</summary>
    public void StopThreads() => _crew.Stop();

    private bool TryComputeGradients(out float loss)
    {
        _network.RunningStatistics.CopyTo(_statistics);
        _crew.Run(Shards.Length, _computeGradients);
        loss = MeanLoss();
        _isFinite = float.IsFinite(loss) && !NonFinite.Any(_network.RunningStatistics);
        _crew.Run(Quotient(TNetwork.ParameterCount, ParametersPerSum), _addGradients);
        if (!_isFinite) RejectStatistics();
        return _isFinite;
    }

    private void RejectStatistics()
    {
        Span<float> present = _network.RunningStatistics;
        for (int i = 0; i < _statistics.Length; i++) (_statistics[i], present[i]) = (present[i], _statistics[i]);
    }

    private float MeanLoss()
    {
        if (Shards.Length == 1) return _shards[0].Loss;
        double sum = 0;
        foreach (Shard<TNetwork> shard in Shards) sum += (double)shard.Loss * shard.Batch.Rows;
        return (float)(sum / _rows);
    }

    private void ComputeShardGradients(int index)
    {
        Gather(index);
        _shards[index].ComputeGradients(_network, _steps);
    }

    private void EvaluateShard(int index)
    {
        Gather(index);
        _shards[index].Evaluate(_network);
    }

    // On the calling thread: a span can't be handed to others.
    private void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int width = _rowsPerShard * TNetwork.InputSize;
        int targetWidth = _rowsPerShard * TNetwork.OutputSize;
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
        if (_samples is null) return;
        int row = index * _rowsPerShard;
        int count = Math.Min(_rowsPerShard, _rows - row);
        Batch batch = _shards[index].Batch;
        if (_order is null) batch.Gather(_samples, _first + row, count);
        else batch.Gather(_samples, _order.AsSpan(_first + row, count));
    }

    // The mean over the batch weighs each shard's mean by its rows. One shard stays as it is, to the bit.
    private void AddShardGradients(int index)
    {
        int start = index * ParametersPerSum;
        int length = Math.Min(ParametersPerSum, TNetwork.ParameterCount - start);
        Span<float> sum = Gradients.Slice(start, length);
        for (int i = 1; i < Shards.Length; i++)
        {
            GradientSum.Add(sum, i == 1 ? Share(0) : 1, _shards[i].Gradients.Slice(start, length), Share(i));
        }

        if (NonFinite.Any(sum)) _isFinite = false;
    }

    private void UpdateParameters(int index)
    {
        int start = index * ParametersPerUpdate;
        int length = Math.Min(ParametersPerUpdate, TNetwork.ParameterCount - start);
        _optimizer!.Step(new UpdateSlice(_network.Parameters, Gradients, _state, _steps, start, length), _rateFactor);

        // Here, while it lies in a cache near by.
        for (int vector = start; vector < _state.Length; vector += TNetwork.ParameterCount)
        {
            if (NonFinite.Any(_state.AsSpan(vector, length))) _isFinite = false;
        }
    }

    // Rounded up, of numbers that may be as large as an int.
    private static int Quotient(int count, int size) => (int)(((long)count + size - 1) / size);

    private static ArgumentOutOfRangeException TooLarge(int capacity, Exception? cause) => new(
        $"Batches of {capacity} samples of {typeof(TNetwork).Name} can't be allocated; choose a smaller {nameof(TrainerOptions.BatchSize)}.", cause);

    private float Share(int shard) => (float)((double)_shards[shard].Batch.Rows / _rows);
}
