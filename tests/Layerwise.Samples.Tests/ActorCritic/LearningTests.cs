using ActorCritic;

namespace Layerwise.Samples.Tests.ActorCritic;

[Trait("Category", "Slow")]
public sealed class LearningTests
{
    [Fact]
    public void It_learns_to_balance()
    {
        var withoutChance = new List<double>();
        for (int seed = 1; seed <= 5; seed++)
        {
            CartPoleNetwork network = new((ulong)seed);
            var settings = new Settings { Seed = seed };
            IReadOnlyList<CurvePoint> curve = Learning.Run(network, settings);

            Assert.InRange(curve[^1].MeanReturn, 475, CartPole.MostSteps);
            withoutChance.Add(Balancing.MeanReturn(network.Forward, episodes: 100, seed: 2));
            string picture = CurvePicture.Draw(curve, settings);
            Assert.Equal(curve.Count, picture.Split("points=\"")[1].Split('"')[0].Split(' ').Length);
        }

        // Each last bit of a step changes the rest of a run, and after one in twenty the pole falls without chance where it stands with it.
        withoutChance.Sort();
        Assert.InRange(withoutChance[2], 475, CartPole.MostSteps);
    }

    [Fact]
    public void The_seed_decides_every_bit()
    {
        (float[] first, float[] again, float[] other) = (Short(5), Short(5), Short(6));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Rollout_and_update_allocate_nothing()
    {
        Settings settings = new() { Carts = 4, Horizon = 64, Batch = 64 };
        CartPoleNetwork network = new();
        Random random = new(0);
        RecentReturns returns = new();
        Rollout rollout = new(settings, random);
        Update update = new(settings);

        Assert.Equal(0, AllocationOf.EveryCall(() =>
        {
            rollout.Collect(network, random, returns);
            update.Learn(network, rollout, random, rateFactor: 1);
        }));
        Assert.True(returns.Episodes > 0);
    }

    // One that fell is worth nothing further; one whose time was up is worth what the network says.
    [Fact]
    public void Only_a_fall_ends_what_a_state_is_worth()
    {
        Settings settings = new() { Carts = 2, Horizon = 100 };
        CartPoleNetwork network = new(seed: 4);
        Rollout rollout = new(settings, new Random(3));
        rollout.Collect(network, new Random(3), new RecentReturns());

        Assert.Contains(true, rollout.Ended);
        float[] outputs = new float[CartPoleNetwork.OutputSize];
        for (int sample = 0; sample < settings.Samples; sample++)
        {
            if (!rollout.Ended[sample]) network.Forward(rollout.Observations.AsSpan((sample + settings.Carts) * CartPole.ObservationSize, CartPole.ObservationSize), outputs);
            Assert.Equal(rollout.Ended[sample] ? 0 : outputs[CartPoleNetwork.ValueOffset], rollout.NextValues[sample], 1e-6f);
        }
    }

    private static float[] Short(int seed)
    {
        CartPoleNetwork network = new((ulong)seed);
        _ = Learning.Run(network, new Settings { Seed = seed, MostSteps = 3000 });
        return network.Parameters.ToArray();
    }
}
