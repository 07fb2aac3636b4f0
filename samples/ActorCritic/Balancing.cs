namespace ActorCritic;

/// <summary>Episodes in which the more probable push is made, without chance.</summary>
internal static class Balancing
{
    /// <summary>A policy and a value for an observation: of the network that learns, or of the frozen one.</summary>
    public delegate void Judge(ReadOnlySpan<float> observation, Span<float> outputs);

    /// <summary>Mean return over some episodes.</summary>
    /// <param name="judge">Writes [3], from [4].</param>
    /// <param name="episodes">At least 1.</param>
    /// <param name="seed">Decides where they start.</param>
    public static double MeanReturn(Judge judge, int episodes, int seed)
    {
        Random random = new(seed);
        CartPole world = new();
        double sum = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            world.Reset(random);
            Outcome outcome;
            do outcome = world.Step(Choose(judge, world));
            while (outcome == Outcome.Stands);
            sum += world.Steps;
        }

        return sum / episodes;
    }

    /// <summary>The more probable push: 0 to the left, 1 to the right.</summary>
    public static int Choose(Judge judge, CartPole world)
    {
        Span<float> observation = stackalloc float[CartPole.ObservationSize];
        Span<float> outputs = stackalloc float[CartPoleNetwork.OutputSize];
        world.Observe(observation);
        judge(observation, outputs);
        ReadOnlySpan<float> policy = CartPoleNetwork.Policy(outputs);
        return policy[1] > policy[0] ? 1 : 0;
    }
}
