namespace ActorCritic;

/// <summary>
/// What all carts lived through between two updates, allocated once. Sample t · carts + c is step t of cart c, so that one step of all carts is
/// one batch for the network.
/// </summary>
internal sealed class Rollout
{
    private readonly int _carts;
    private readonly int _horizon;
    private readonly float[] _outputs;
    private readonly CartPole[] _worlds;

    public Rollout(Settings settings, Random random)
    {
        _carts = settings.Carts;
        _horizon = settings.Horizon;
        // One step more: what the states are worth in which the last step left the carts.
        _outputs = new float[(settings.Samples + _carts) * CartPoleNetwork.OutputSize];
        Observations = new float[(settings.Samples + _carts) * CartPole.ObservationSize];
        Actions = new int[settings.Samples];
        Probabilities = new float[settings.Samples];
        Values = new float[settings.Samples];
        NextValues = new float[settings.Samples];
        Ended = new bool[settings.Samples];
        _worlds = [.. Enumerable.Range(0, _carts).Select(_ => new CartPole())];
        foreach (CartPole world in _worlds) world.Reset(random);
    }

    /// <summary>[samples + carts, 4].</summary>
    public float[] Observations { get; }

    /// <summary>[samples]: what was done.</summary>
    public int[] Actions { get; }

    /// <summary>[samples]: how probable that was.</summary>
    public float[] Probabilities { get; }

    /// <summary>[samples]: what the network thought the state was worth.</summary>
    public float[] Values { get; }

    /// <summary>[samples]: the same of the state that followed; 0 where the pole fell.</summary>
    public float[] NextValues { get; }

    /// <summary>[samples]: whether the step was the last of its episode.</summary>
    public bool[] Ended { get; }

    /// <summary>Pushes all carts for one horizon, each as the policy draws. Allocates nothing.</summary>
    public void Collect(CartPoleNetwork network, Random random, RecentReturns returns)
    {
        for (int step = 0; step < _horizon; step++)
        {
            Judge(network, step);
            for (int cart = 0; cart < _carts; cart++) Push(network, random, returns, (step * _carts) + cart, _worlds[cart]);
        }

        Judge(network, _horizon);
        for (int sample = 0; sample < Ended.Length; sample++)
        {
            if (!Ended[sample]) NextValues[sample] = Value(sample + _carts);
        }
    }

    // Policy and value of all carts in one batch.
    private void Judge(CartPoleNetwork network, int step)
    {
        Span<float> observations = Observations.AsSpan(step * _carts * CartPole.ObservationSize, _carts * CartPole.ObservationSize);
        for (int cart = 0; cart < _carts; cart++) _worlds[cart].Observe(observations[(cart * CartPole.ObservationSize)..]);
        network.Forward(observations, _outputs.AsSpan(step * _carts * CartPoleNetwork.OutputSize, _carts * CartPoleNetwork.OutputSize));
    }

    private void Push(CartPoleNetwork network, Random random, RecentReturns returns, int sample, CartPole world)
    {
        ReadOnlySpan<float> policy = CartPoleNetwork.Policy(_outputs.AsSpan(), sample);
        int action = random.NextSingle() < policy[1] ? 1 : 0;
        Actions[sample] = action;
        Probabilities[sample] = policy[action];
        Values[sample] = Value(sample);

        Outcome outcome = world.Step(action);
        Ended[sample] = outcome != Outcome.Stands;
        if (!Ended[sample]) return;
        NextValues[sample] = outcome == Outcome.TimeIsUp ? ValueOf(network, world) : 0;
        returns.Add(world.Steps);
        world.Reset(random);
    }

    private float Value(int sample) => CartPoleNetwork.Value(_outputs.AsSpan(), sample)[0];

    private static float ValueOf(CartPoleNetwork network, CartPole world)
    {
        Span<float> observation = stackalloc float[CartPole.ObservationSize];
        Span<float> outputs = stackalloc float[CartPoleNetwork.OutputSize];
        world.Observe(observation);
        network.Forward(observation, outputs);
        return CartPoleNetwork.Value(outputs)[0];
    }
}
