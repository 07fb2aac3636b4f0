namespace ActorCritic;

/// <summary>
/// The loss of proximal policy optimization (Schulman et al. 2017) of one sample, and its derivatives with respect to both outputs of the network:
/// −min(ρA, clip(ρ, 1 − ε, 1 + ε)·A) + v·½(V − R)² − e·H(π), where ρ is the probability of what was done, over what it was then, and H the entropy.
/// </summary>
internal static class ClippedLoss
{
    // A probability that rounds to 0 has a logarithm too.
    private const float Least = 1e-8f;

    /// <param name="sample">What was done, and how it turned out.</param>
    /// <param name="outputs">[3]: of the network as it is now.</param>
    /// <param name="settings">ε and the weights v and e.</param>
    public static double Of(Sample sample, ReadOnlySpan<float> outputs, Settings settings)
    {
        ReadOnlySpan<float> policy = CartPoleNetwork.Policy(outputs);
        double ratio = policy[sample.Action] / sample.Probability;
        double error = CartPoleNetwork.Value(outputs)[0] - sample.Return;
        double entropy = 0;
        foreach (float probability in policy) entropy -= probability * Math.Log(Math.Max(probability, Least));

        double gain = Math.Min(ratio * sample.Advantage, Math.Clamp(ratio, 1 - settings.Clip, 1 + settings.Clip) * sample.Advantage);
        return (settings.ValueWeight * 0.5 * error * error) - gain - (settings.EntropyWeight * entropy);
    }

    /// <param name="sample">What was done, and how it turned out.</param>
    /// <param name="outputs">[3]: of the network as it is now.</param>
    /// <param name="settings">ε and the weights v and e.</param>
    /// <param name="weight">What the sample counts: 1 over the size of the batch, for the gradient of the mean.</param>
    /// <param name="policyGradient">[2], overwritten.</param>
    /// <param name="valueGradient">[1], overwritten.</param>
    public static void Derive(Sample sample, ReadOnlySpan<float> outputs, Settings settings, float weight, Span<float> policyGradient, Span<float> valueGradient)
    {
        ReadOnlySpan<float> policy = CartPoleNetwork.Policy(outputs);
        for (int action = 0; action < policy.Length; action++)
        {
            policyGradient[action] = weight * settings.EntropyWeight * (MathF.Log(MathF.Max(policy[action], Least)) + 1);
        }

        float ratio = policy[sample.Action] / sample.Probability;
        bool gainsNothing = sample.Advantage > 0 ? ratio > 1 + settings.Clip : ratio < 1 - settings.Clip;
        if (!gainsNothing) policyGradient[sample.Action] -= weight * sample.Advantage / sample.Probability;

        valueGradient[0] = weight * settings.ValueWeight * (CartPoleNetwork.Value(outputs)[0] - sample.Return);
    }
}
