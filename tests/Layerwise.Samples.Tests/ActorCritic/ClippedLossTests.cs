using ActorCritic;

namespace Layerwise.Samples.Tests.ActorCritic;

public sealed class ClippedLossTests
{
    private static readonly Settings Settings = new() { EntropyWeight = 0.3f, ValueWeight = 0.7f };

    // Within the clip, and beyond either end with an advantage of either sign: the new probabilities are near 0.5.
    [Theory]
    [InlineData(0.5f, 1.5f)]
    [InlineData(0.5f, -1.5f)]
    [InlineData(0.3f, 1.5f)]
    [InlineData(0.3f, -1.5f)]
    [InlineData(0.8f, 1.5f)]
    [InlineData(0.8f, -1.5f)]
    public void Gradients_are_those_of_finite_differences(float probability, float advantage)
    {
        CartPoleNetwork network = new(seed: 3);
        CartPoleNetwork.Workspace workspace = new(1);
        float[] observation = [0.3f, -0.5f, 0.1f, 0.7f];
        Sample sample = new(Action: 1, probability, advantage, Return: 0.4f);
        float[] gradients = new float[CartPoleNetwork.ParameterCount], outputs = new float[CartPoleNetwork.OutputSize];
        float[] policy = new float[CartPoleNetwork.PolicySize], value = new float[CartPoleNetwork.ValueSize];
        ClippedLoss.Derive(sample, network.Forward(observation, workspace), Settings, weight: 1, policy, value);
        network.Backward(policy, value, workspace, gradients);

        const float distance = 1e-2f;
        for (int parameter = 0; parameter < gradients.Length; parameter += 17)
        {
            double slope = (Loss(parameter, distance) - Loss(parameter, -distance)) / (2 * distance);
            Assert.Equal(slope, gradients[parameter], 1e-3);
        }

        Assert.Contains(gradients, static gradient => Math.Abs(gradient) > 0.05);

        double Loss(int parameter, float change)
        {
            float before = network.Parameters[parameter];
            network.Parameters[parameter] += change;
            network.Forward(observation, outputs);
            network.Parameters[parameter] = before;
            return ClippedLoss.Of(sample, outputs, Settings);
        }
    }

    [Fact]
    public void A_probability_of_0_leaves_numbers()
    {
        float[] policy = new float[2], value = new float[1];
        ClippedLoss.Derive(new Sample(0, 0.5f, 1, 0), [0, 1, 0], Settings, 1, policy, value);
        Assert.True(double.IsFinite(ClippedLoss.Of(new Sample(0, 0.5f, 1, 0), [0, 1, 0], Settings)));
        Assert.All(policy, static derivative => Assert.True(float.IsFinite(derivative)));
    }
}
