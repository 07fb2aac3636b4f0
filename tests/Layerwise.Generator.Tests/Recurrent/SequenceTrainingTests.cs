using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Sequences of different lengths, windows that go on from each other, and steps that don't count.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(RecurrentNetworks))]
public sealed class SequenceTrainingTests(RecurrentNetworks networks)
{
    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void What_lies_behind_the_length_of_a_sequence_changes_nothing(int network) => Assert.True(networks.Visit(network, new Padding()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.SomeEachStep), MemberType = typeof(RecurrentNetworks))]
    public void Gradients_of_shorter_sequences_are_the_slopes_of_their_loss(int network) => Assert.InRange(networks.Visit(network, new SlopesOfLengths()), 0, 2e-3);

    [Theory]
    [MemberData(nameof(RecurrentNetworks.EachStep), MemberType = typeof(RecurrentNetworks))]
    public void Windows_that_carry_states_go_on_where_the_one_before_ended(int network) => Assert.InRange(networks.Visit(network, new Windows()), 0, 2e-5);

    [Fact]
    public void Steps_of_the_warm_up_have_no_loss_and_no_gradient()
    {
        using LoadedAssembly assembly = new Consumer("""
            using Layerwise;

            /// <summary>All steps count.</summary>
            [Input(5, 2)]
            [Gru(2, 4)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class All;

            /// <summary>The last two count.</summary>
            [Network(WarmupSteps = 3)]
            [Input(5, 2)]
            [Gru(2, 4)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class Late;
            """).Load();
        (float loss, float[] gradients) = LoadedAssembly.Visit(assembly.Networks.ElementAt(1), new Step(outputGradients: null));

        // The same from the derivatives of the mean over the last two steps.
        float[] targets = Step.Targets();
        (float _, float[] outputs) = LoadedAssembly.Visit(assembly.Networks.ElementAt(0), new Step(outputGradients: []));
        float expected = 0;
        float[] derivatives = new float[15];
        for (int i = 0; i < derivatives.Length; i++)
        {
            if (i % 5 < 3) continue;
            expected += (outputs[i] - targets[i]) * (outputs[i] - targets[i]) / 6;
            derivatives[i] = 2 * (outputs[i] - targets[i]) / 6;
        }

        Assert.Equal(expected, loss, 1e-6f);
        float[] wanted = LoadedAssembly.Visit(assembly.Networks.ElementAt(0), new Step(derivatives)).Numbers;
        Assert.All(gradients.Zip(wanted), static pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void A_trainer_learns_to_remember()
    {
        using LoadedAssembly assembly = new Consumer("""
            using Layerwise;

            /// <summary>Says at the end of a sequence which class its first step was of.</summary>
            [Input(8, 2)]
            [Lstm(2, 8, LastStepOnly = true)]
            [Layer(8, 2, Activation.Softmax)]
            public sealed partial class Memory;
            """).Load();

        Assert.InRange(assembly.Visit(new Remembering()), 0.97, 1);
    }

    private static float[] Uniform(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private sealed class Padding : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var random = new Random(3);
            float[] inputs = Uniform(random, 3 * TNetwork.InputSize);
            float[] targets = Uniform(random, 3 * TNetwork.OutputSize);
            int[] lengths = [2, TNetwork.Steps, 1];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(3);
            workspace.SetLengths(lengths);
            float[] gradients = new float[TNetwork.ParameterCount];
            float loss = network.ComputeGradients(inputs, targets, workspace, gradients);
            for (int row = 0; row < 3; row++)
            {
                inputs.AsSpan((row * TNetwork.InputSize) + (lengths[row] * TNetwork.StepInputSize), (TNetwork.Steps - lengths[row]) * TNetwork.StepInputSize).Fill(100);
                if (TNetwork.OutputSize == TNetwork.StepOutputSize) continue;
                targets.AsSpan((row * TNetwork.OutputSize) + (lengths[row] * TNetwork.StepOutputSize), (TNetwork.Steps - lengths[row]) * TNetwork.StepOutputSize).Fill(100);
            }

            float[] again = new float[TNetwork.ParameterCount];
            Assert.Equal(loss, network.ComputeGradients(inputs, targets, workspace, again));
            Assert.NotEqual(0, loss);

            // And without lengths it is another loss.
            workspace.SetLengths([]);
            Assert.NotEqual(loss, network.ComputeGradients(inputs, targets, workspace, new float[TNetwork.ParameterCount]));
            return again.AsSpan().SequenceEqual(gradients);
        }
    }

    // The largest difference between the gradients and a difference quotient, beside which the loss is a mean over sequences of the mean over the steps of each.
    private sealed class SlopesOfLengths : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            const float Step = 1f / 128;
            var random = new Random(4);
            float[] inputs = Uniform(random, 2 * TNetwork.InputSize);
            float[] targets = Uniform(random, 2 * TNetwork.OutputSize);
            int[] lengths = [3, TNetwork.Steps];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(2);
            workspace.SetLengths(lengths);
            float[] gradients = new float[TNetwork.ParameterCount];
            double loss = network.ComputeGradients(inputs, targets, workspace, gradients);
            Assert.Equal(Loss(), loss, 1e-5);
            return Enumerable.Range(0, gradients.Length).Max(i =>
            {
                float value = network.Parameters[i];
                network.Parameters[i] = value + Step;
                double above = Loss();
                network.Parameters[i] = value - Step;
                double below = Loss();
                network.Parameters[i] = value;
                return Math.Abs(((above - below) / (2 * Step)) - gradients[i]);
            });

            double Loss()
            {
                double sum = 0;
                for (int row = 0; row < 2; row++)
                {
                    float[] outputs = new float[lengths[row] * TNetwork.StepOutputSize];
                    network.Forward(inputs.AsSpan(row * TNetwork.InputSize, lengths[row] * TNetwork.StepInputSize), outputs, TNetwork.CreateState());
                    double[] squares = [.. outputs.Select((a, i) => Math.Pow(a - targets[(row * TNetwork.OutputSize) + i], 2))];
                    sum += MeanOf<TNetwork>(squares) / 2;
                }

                return sum;
            }
        }

        // Of each output by itself, times its weight.
        private static double MeanOf<TNetwork>(double[] squares)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            double sum = 0;
            foreach (HeadInfo head in TNetwork.Heads)
            {
                sum += head.LossWeight * squares.Where((_, i) => i % TNetwork.StepOutputSize >= head.Offset && i % TNetwork.StepOutputSize < head.Offset + head.Size).Average();
            }

            return TNetwork.Heads.IsEmpty ? squares.Average() : sum;
        }
    }

    private sealed class Windows : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Uniform(new Random(6), 3 * TNetwork.InputSize);
            float[] expected = new float[3 * TNetwork.OutputSize];
            network.Forward(inputs, expected, TNetwork.CreateState());
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(1);
            float[] separate = network.Forward(inputs.AsSpan(TNetwork.InputSize, TNetwork.InputSize), workspace).ToArray();
            Assert.True(separate.Zip(expected.Skip(TNetwork.OutputSize)).Max(static pair => Math.Abs(pair.First - pair.Second)) > 1e-4);

            workspace.States.Clear();
            workspace.CarriesStates = true;
            var outputs = new List<float>();
            for (int window = 0; window < 3; window++) outputs.AddRange(network.Forward(inputs.AsSpan(window * TNetwork.InputSize, TNetwork.InputSize), workspace).ToArray());
            return outputs.Zip(expected, static (a, b) => Math.Abs(a - b)).Max();
        }
    }

    private sealed class Step(float[]? outputGradients) : INetworkVisitor<(float Loss, float[] Numbers)>
    {
        public static float[] Targets() => Uniform(new Random(8), 15);

        public (float Loss, float[] Numbers) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] inputs = Uniform(new Random(7), 30);
            float[] gradients = new float[TNetwork.ParameterCount];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(3);
            if (outputGradients is null)
            {
                float loss = network.ComputeGradients(inputs, Targets(), workspace, gradients);
                Assert.Equal(loss, TNetwork.ComputeLoss(network.Forward(inputs, workspace).ToArray(), Targets()), 1e-6f);
                return (loss, gradients);
            }

            float[] outputs = network.Forward(inputs, workspace).ToArray();
            if (outputGradients.Length == 0) return (0, outputs);
            network.Backward(outputGradients, workspace, gradients);
            return (0, gradients);
        }
    }

    private sealed class Remembering : INetworkVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var random = new Random(9);
            const int Rows = 256;
            float[] inputs = Uniform(random, Rows * TNetwork.InputSize);
            for (int i = 0; i < inputs.Length; i++) inputs[i] *= i % TNetwork.InputSize == 0 ? 1 : 0.3f;
            int[] labels = [.. Enumerable.Range(0, Rows).Select(row => inputs[row * TNetwork.InputSize] > 0 ? 1 : 0)];
            var data = Dataset.WithLabels(inputs, TNetwork.InputSize, labels, 2);
            var trainer = new Trainer<TNetwork>(network, new Adam(0.02));
            trainer.Fit(data, epochs: 100);
            return trainer.Evaluate(data).Accuracy!.Value;
        }
    }
}
