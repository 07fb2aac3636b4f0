using Layerwise;

namespace ActorCritic;

/// <summary>Learns from a rollout: some epochs over its samples, in batches of a drawn order. All memory is allocated once.</summary>
internal sealed class Update
{
    private readonly Settings _settings;
    private readonly Adam _optimizer;
    private readonly CartPoleNetwork.Workspace _workspace;
    private readonly float[] _gradients = new float[CartPoleNetwork.ParameterCount];
    private readonly float[] _state;
    private readonly float[] _advantages;
    private readonly float[] _returns;
    private readonly int[] _order;
    private readonly float[] _observations;
    private readonly float[] _policyGradients;
    private readonly float[] _valueGradients;
    private long _steps;

    public Update(Settings settings)
    {
        _settings = settings;
        _optimizer = new Adam(settings.LearningRate);
        _workspace = new CartPoleNetwork.Workspace(settings.Batch);
        _state = new float[_optimizer.StateLength(CartPoleNetwork.ParameterCount)];
        _advantages = new float[settings.Samples];
        _returns = new float[settings.Samples];
        _order = [.. Enumerable.Range(0, settings.Samples)];
        _observations = new float[settings.Batch * CartPole.ObservationSize];
        _policyGradients = new float[settings.Batch * CartPoleNetwork.PolicySize];
        _valueGradients = new float[settings.Batch * CartPoleNetwork.ValueSize];
    }

    /// <summary>Moves the network's parameters. Allocates nothing.</summary>
    /// <param name="network">Updated.</param>
    /// <param name="rollout">What its policy lived through.</param>
    /// <param name="random">Draws the order.</param>
    /// <param name="rateFactor">What the learning rate is multiplied by, at least 0.</param>
    public void Learn(CartPoleNetwork network, Rollout rollout, Random random, double rateFactor)
    {
        Advantages.Estimate(rollout, _settings, _advantages, _returns);
        Advantages.Standardize(_advantages);
        for (int epoch = 0; epoch < _settings.Epochs; epoch++)
        {
            random.Shuffle(_order);
            for (int start = 0; start < _order.Length; start += _settings.Batch)
            {
                Step(network, rollout, _order.AsSpan(start, _settings.Batch), rateFactor);
            }
        }
    }

    private void Step(CartPoleNetwork network, Rollout rollout, ReadOnlySpan<int> batch, double rateFactor)
    {
        for (int row = 0; row < batch.Length; row++)
        {
            rollout.Observations.AsSpan(batch[row] * CartPole.ObservationSize, CartPole.ObservationSize).CopyTo(_observations.AsSpan(row * CartPole.ObservationSize));
        }

        ReadOnlySpan<float> outputs = network.Forward(_observations, _workspace);
        for (int row = 0; row < batch.Length; row++)
        {
            int index = batch[row];
            Sample sample = new(rollout.Actions[index], rollout.Probabilities[index], _advantages[index], _returns[index]);
            ClippedLoss.Derive(
                sample,
                outputs.Slice(row * CartPoleNetwork.OutputSize, CartPoleNetwork.OutputSize),
                _settings,
                1f / batch.Length,
                _policyGradients.AsSpan(row * CartPoleNetwork.PolicySize, CartPoleNetwork.PolicySize),
                _valueGradients.AsSpan(row, CartPoleNetwork.ValueSize));
        }

        network.Backward(_policyGradients, _valueGradients, _workspace, _gradients);
        GradientClipping.ByGlobalNorm(_gradients, _settings.LongestGradient);
        _optimizer.Step(network.Parameters, _gradients, _state, ++_steps, rateFactor);
    }
}
