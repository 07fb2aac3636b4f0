using ActorCritic;

namespace Layerwise.Samples.Tests.ActorCritic;

public sealed class CartPoleTests
{
    // By hand from the equations: upright and at rest, F = 10. thrust = 10/1.1, θ″ = −thrust/(0.5·(4/3 − 0.1/1.1)), x″ = thrust − 0.05·θ″/1.1.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, -1)]
    public void A_push_moves_the_cart_and_tips_the_pole_the_other_way(int action, int sign)
    {
        CartPole world = new();
        world.Reset(0, 0, 0, 0);
        Assert.Equal(Outcome.Stands, world.Step(action));
        float[] observation = new float[CartPole.ObservationSize];
        world.Observe(observation);
        Assert.Equal(0, observation[0]);
        Assert.Equal(sign * 0.1951220, observation[1], 1e-6);
        Assert.Equal(0, observation[2]);
        Assert.Equal(sign * -0.2926829, observation[3], 1e-6);
    }

    [Theory]
    [InlineData(2.39, 1, 0, 0)]
    [InlineData(-2.39, -1, 0, 0)]
    [InlineData(0, 0, 0.2, 1)]
    [InlineData(0, 0, -0.2, -1)]
    public void It_falls_beyond_the_limits(double position, double speed, double angle, double angularSpeed)
    {
        CartPole world = new();
        world.Reset(position, speed, angle, angularSpeed);
        Assert.Equal(Outcome.Fell, world.Step(1));
    }

    [Fact]
    public void The_frozen_policy_balances_until_time_is_up()
    {
        Assert.True(CartPolePlayer.SelfTest());
        Assert.InRange(Balancing.MeanReturn(CartPolePlayer.Forward, episodes: 100, seed: 7), 475, CartPole.MostSteps);
    }

    [Fact]
    public void A_frame_shows_a_pole_that_leans_to_the_right()
    {
        CartPole world = new();
        world.Reset(0, 0, 0.2, 0);
        string[] lines = Animation.Draw(world).Split('\n');
        Assert.Contains("[===]", lines[7]);
        int[] columns = [.. lines[..7].Select(static line => line.IndexOf('/'))];
        Assert.All(columns, static column => Assert.True(column > 0));
        Assert.Equal(columns.OrderDescending(), columns);
        Assert.True(columns[0] > columns[6]);
        Assert.Equal("step   0,  0.00 m,  11.5 degrees", lines[9]);
    }
}
