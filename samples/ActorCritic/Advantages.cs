namespace ActorCritic;

/// <summary>
/// Generalized advantage estimation (Schulman et al. 2016): by how much what was done came out better than was expected.
/// δₜ = r + γ·V(sₜ₊₁) − V(sₜ) and Aₜ = δₜ + γλ·Aₜ₊₁, from the last step to the first, where Aₜ₊₁ is 0 behind the end of an episode.
/// </summary>
internal static class Advantages
{
    /// <summary>Writes the advantages, and Aₜ + V(sₜ), what the states turned out to be worth.</summary>
    /// <param name="rollout">What was lived through.</param>
    /// <param name="settings">γ and λ. The reward of a step is 1 − γ, so that a pole that never falls is worth 1.</param>
    /// <param name="advantages">[samples], overwritten.</param>
    /// <param name="returns">[samples], overwritten.</param>
    public static void Estimate(Rollout rollout, Settings settings, Span<float> advantages, Span<float> returns)
    {
        float reward = 1 - settings.Discount;
        for (int sample = advantages.Length - 1; sample >= 0; sample--)
        {
            int next = sample + settings.Carts;
            float later = rollout.Ended[sample] || next >= advantages.Length ? 0 : advantages[next];
            float surprise = reward + (settings.Discount * rollout.NextValues[sample]) - rollout.Values[sample];
            advantages[sample] = surprise + (settings.Discount * settings.Trace * later);
            returns[sample] = advantages[sample] + rollout.Values[sample];
        }
    }

    /// <summary>Shifts and scales to mean 0 and standard deviation 1, so that one learning rate suits small and large rewards.</summary>
    public static void Standardize(Span<float> advantages)
    {
        double sum = 0, squares = 0;
        foreach (float advantage in advantages) sum += advantage;
        double mean = sum / advantages.Length;
        foreach (float advantage in advantages) squares += (advantage - mean) * (advantage - mean);
        double scale = 1 / (Math.Sqrt(squares / advantages.Length) + 1e-8);
        foreach (ref float advantage in advantages) advantage = (float)((advantage - mean) * scale);
    }
}
