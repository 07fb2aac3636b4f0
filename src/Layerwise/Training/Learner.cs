using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A network with its optimizer: all that a step changes.</summary>
internal sealed class Learner<TNetwork>(
    TNetwork network, IOptimizer optimizer, TrainerOptions options, UpdateGroups<TNetwork> groups, ShardedUpdate<TNetwork> update)
    where TNetwork : class, INetwork<TNetwork>
{
    public TNetwork Network => network;

    public IOptimizer Optimizer => optimizer;

    public TrainerOptions Options => options;

    /// <summary>What the optimizer remembers.</summary>
    public float[] State { get; } = new float[optimizer.StateLength(TNetwork.ParameterCount)];

    public TrainingPosition Position { get; set; }

    /// <summary>Whether a step is being taken: the schedule or the optimizer has the word.</summary>
    public bool IsStepping { get; private set; }

    /// <summary>Limits gradients as the options say.</summary>
    /// <returns>The norm before it was limited, where it is.</returns>
    public double? Clip(Span<float> gradients)
    {
        groups.ClearFrozen(gradients);
        if (options.ClipValue is double limit) GradientClipping.ByValue(gradients, limit);
        return options.ClipNorm is double maxNorm ? GradientClipping.ByGlobalNorm(gradients, maxNorm) : null;
    }

    /// <summary>Takes one step by the gradients of a batch.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="learningRate">That of the step.</param>
    /// <returns>Whether the optimizer's state is finite after it.</returns>
    public bool TryApply(AlignedBuffer gradients, out double learningRate)
    {
        IsStepping = true;
        try
        {
            long step = Position.Steps + 1;
            double factor = RateFactor(step);
            bool isFinite = update.TryStep(optimizer, network, gradients, State, step, factor);
            groups.Limit(network.Parameters);
            Position = Position with { Steps = step };
            learningRate = optimizer.LearningRate * factor;
            return isFinite;
        }
        finally
        {
            IsStepping = false;
        }
    }

    /// <summary>For each layer, the size of the next step by some gradients over that of its parameters; null where those are all 0, or there are none.</summary>
    /// <param name="gradients">Limited as the options say.</param>
    public double?[] UpdateRatios(Span<float> gradients)
    {
        float[] after = network.Parameters.ToArray();
        Clip(gradients);
        long step = Position.Steps + 1;
        groups.Move(optimizer, after, gradients, [.. State], step, RateFactor(step));
        var ratios = new double?[TNetwork.Layers.Length];
        for (int layer = 0; layer < ratios.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            Range own = info.WeightsOffset..(info.WeightsOffset + info.ParameterCount);
            ratios[layer] = Measurement.UpdateRatio(network.Parameters[own], after.AsSpan(own));
        }

        return ratios;
    }

    /// <summary>Counts an epoch whose loss decides about the learning rate of the next.</summary>
    public void CompleteEpoch(float loss) => Position = Position with
    {
        Epochs = Position.Epochs + 1,
        Plateau = options.ReduceOnPlateau?.Next(Position.Plateau, loss) ?? Position.Plateau,
    };

    public Snapshot NewSnapshot() => new(TNetwork.ParameterCount, TNetwork.RunningStatisticsCount, State.Length);

    /// <summary>For one call of Fit; null without early stopping.</summary>
    public BestEpoch? NewBestEpoch() => options.EarlyStopping is { } settings ? new BestEpoch(settings, NewSnapshot()) : null;

    /// <summary>For one call of Fit; null where rows don't go on from each other.</summary>
    public CarriedStates? NewCarriedStates() => options.CarriesStates ? new CarriedStates(options.BatchSize, TNetwork.StateSize) : null;

    public void KeepIn(Snapshot snapshot)
    {
        network.Parameters.CopyTo(snapshot.Parameters);
        network.RunningStatistics.CopyTo(snapshot.Statistics);
        State.CopyTo(snapshot.State, 0);
        snapshot.Position = Position;
    }

    public void GoBackTo(Snapshot snapshot)
    {
        snapshot.Parameters.CopyTo(network.Parameters);
        snapshot.Statistics.CopyTo(network.RunningStatistics);
        snapshot.State.CopyTo(State, 0);
        Position = snapshot.Position;
    }

    private double RateFactor(long step) => options.Schedule.Factor(step, Position.Epochs + 1) * (options.ReduceOnPlateau?.Factor(Position.Plateau) ?? 1);
}
