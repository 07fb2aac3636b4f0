using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Explaining;

public sealed class ExplainingTests(ExplainingFixture fixture) : IClassFixture<ExplainingFixture>
{
    private static readonly float[] Inputs = [0.3f, -1.2f, 0.7f, 1.5f, 0.2f, -0.4f];

    [Fact]
    public void Input_gradients_are_those_of_inference() => fixture.Visit(new InputGradients());

    [Fact]
    public void Integrated_gradients_add_up_to_the_difference() => fixture.Visit(new IntegratedGradients());

    [Fact]
    public void An_input_that_decides_matters_and_one_that_does_not_does_not() => fixture.Visit(new Permutations());

    [Fact]
    public void The_gradients_of_a_generated_network_are_right() => fixture.Visit(new Checking());

    // Running statistics of their own, as after some training.
    private static void Prepare<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.Initialize(5);
        Random random = new(3);
        foreach (ref float statistic in network.RunningStatistics) statistic = 0.5f + random.NextSingle();
    }

    private sealed class InputGradients : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Prepare(network);
            float[] statistics = network.RunningStatistics.ToArray();
            float[] gradients = new float[Inputs.Length];
            Attribution.InputGradients(network, Inputs, output: 1, gradients);
            const float Step = 1f / 256;
            for (int i = 0; i < Inputs.Length; i++)
            {
                double slope = (Output(i, Step) - Output(i, -Step)) / (2 * Step);
                Assert.Equal(slope, gradients[i], 2e-4);
            }

            Assert.Contains(gradients, static gradient => Math.Abs(gradient) > 0.01f);
            Assert.Equal(statistics, network.RunningStatistics.ToArray());
            Assert.Throws<ArgumentOutOfRangeException>("output", () => Attribution.InputGradients(network, Inputs, 2, new float[6]));
            Assert.Throws<ArgumentException>("gradients", () => Attribution.InputGradients(network, Inputs, 0, new float[5]));
            return true;

            double Output(int input, float change)
            {
                float[] moved = [.. Inputs];
                moved[input] += change;
                float[] outputs = new float[4];
                network.Forward(moved, outputs);
                return outputs[(input / 3 * 2) + 1];
            }
        }
    }

    private sealed class IntegratedGradients : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Prepare(network);
            float[] baseline = [0.1f, 0.2f, -0.3f];
            float[] attributions = new float[3];
            Attribution.IntegratedGradients(network, Inputs.AsSpan(0, 3), baseline, output: 0, attributions, steps: 500);
            float[] outputs = new float[4];
            network.Forward([.. Inputs.AsSpan(0, 3), .. baseline], outputs);
            Assert.Equal(outputs[0] - outputs[2], attributions.Sum(), 1e-3f);
            Assert.NotEqual(0, attributions.Sum(), 1e-2f);
            Assert.Throws<ArgumentException>("baseline", () => Attribution.IntegratedGradients(network, new float[3], new float[2], 0, new float[3]));
            Assert.Throws<ArgumentOutOfRangeException>("steps", () => Attribution.IntegratedGradients(network, new float[3], new float[3], 0, new float[3], steps: 0));
            return true;
        }
    }

    private sealed class Permutations : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            // The class is the sign of the second input; the others are noise.
            Random random = new(1);
            float[] inputs = [.. Enumerable.Range(0, 600).Select(_ => (random.NextSingle() * 4) - 2)];
            int[] labels = [.. Enumerable.Range(0, 200).Select(row => inputs[(3 * row) + 1] > 0 ? 1 : 0)];
            var samples = Dataset.WithLabels(inputs, 3, labels, 2);
            network.Initialize(1);
            using (Trainer<TNetwork> trainer = new(network, new Adam(0.01), new TrainerOptions { BatchSize = 20 })) trainer.Fit(samples, epochs: 20);
            PermutationImportance[] importances = PermutationImportance.Of(network, samples, seed: 7);
            Assert.Equal([0, 1, 2], importances.Select(static importance => importance.Input));
            Assert.True(importances[1].LossIncrease > 10 * Math.Max(Math.Abs(importances[0].LossIncrease), Math.Abs(importances[2].LossIncrease)), string.Join("; ", importances));
            Assert.Equal(importances, PermutationImportance.Of(network, samples, seed: 7));
            Assert.NotEqual(importances, PermutationImportance.Of(network, samples, seed: 8));
            Assert.Throws<ArgumentOutOfRangeException>("repetitions", () => PermutationImportance.Of(network, samples, repetitions: 0));
            return true;
        }
    }

    private sealed class Checking : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Prepare(network);
            float[] before = network.Parameters.ToArray();
            float[] statistics = network.RunningStatistics.ToArray();
            Random random = new(2);
            float[] inputs = [.. Enumerable.Range(0, 60).Select(_ => (random.NextSingle() * 4) - 2)];
            int[] labels = [.. Enumerable.Range(0, 20).Select(static row => row % 2)];
            var samples = Dataset.WithLabels(inputs, 3, labels, 2);
            var check = GradientCheck.Of(network, samples);
            Assert.True(check.IsRight, check.ToString());
            Assert.NotEqual(0, check.LargestError);
            Assert.Equal(before, network.Parameters.ToArray());
            Assert.Equal(statistics, network.RunningStatistics.ToArray());
            return true;
        }
    }
}
