using ActorCritic;

namespace Layerwise.Samples.Tests.ActorCritic;

public sealed class AdvantagesTests
{
    // Two carts, three steps, γ = λ = 0.5, a reward of 0.5. Cart 0 falls on its second step; cart 1 goes on behind the last.
    [Fact]
    public void They_are_what_one_computes_by_hand()
    {
        Settings settings = new() { Carts = 2, Horizon = 3, Discount = 0.5f, Trace = 0.5f };
        Rollout rollout = new(settings, new Random(0));
        new float[] { 1, 2, 3, 4, 5, 6 }.CopyTo(rollout.Values, 0);
        new float[] { 3, 4, 0, 6, 7, 8 }.CopyTo(rollout.NextValues, 0);
        rollout.Ended[2] = true;

        float[] advantages = new float[6], returns = new float[6];
        Advantages.Estimate(rollout, settings, advantages, returns);

        // Cart 0: δ = 0.5 + 1.5 − 1 = 1, 0.5 + 0 − 3 = −2.5, 0.5 + 3.5 − 5 = −1; A₂ = −1, A₁ = −2.5 (the end), A₀ = 1 − 2.5/4.
        // Cart 1: δ = 0.5 + 2 − 2 = 0.5, 0.5 + 3 − 4 = −0.5, 0.5 + 4 − 6 = −1.5; A₂ = −1.5, A₁ = −0.5 − 1.5/4, A₀ = 0.5 − 0.875/4.
        Assert.Equal([0.375f, 0.28125f, -2.5f, -0.875f, -1f, -1.5f], advantages);
        Assert.Equal([1.375f, 2.28125f, 0.5f, 3.125f, 4f, 4.5f], returns);
    }

    [Fact]
    public void Standardized_they_have_mean_0_and_deviation_1()
    {
        float[] advantages = [1, 2, 3, 6];
        Advantages.Standardize(advantages);
        Assert.Equal(0, advantages.Average(), 1e-6);
        Assert.Equal(1, advantages.Average(static one => one * one), 1e-6);
        Assert.True(advantages.Zip(advantages.Skip(1)).All(static pair => pair.First < pair.Second));
    }
}
