using Layerwise.Generator.Tests.Harness;
using Layerwise.Testing;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>What lies between two calls.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(RecurrentNetworks))]
public sealed class StateTests(RecurrentNetworks networks)
{
    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Steps_one_by_one_in_blocks_and_as_a_sequence_give_the_same_bits(int network) => Assert.True(networks.Visit(network, new Blocks()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Inference_and_training_compute_the_same(int network) => Assert.InRange(networks.Visit(network, new Difference()), 0, 2e-5);

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void A_state_is_reset_and_copied(int network) => Assert.True(networks.Visit(network, new ResetAndCopy()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Whatever_is_written_into_a_state_no_step_leaves_it(int network) => Assert.True(networks.Visit(network, new Garbage()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Several_threads_go_on_with_a_state_each(int network) => Assert.True(networks.Visit(network, new Threads()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void No_step_allocates(int network) => Assert.Equal(0, networks.Visit(network, new Bytes()));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Spans_that_do_not_fit_are_refused(int network) => networks.Visit(network, new Refusals());

    private static float[] Inputs<TNetwork>(int steps, int seed = 5)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, steps * TNetwork.StepInputSize).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static float[] Run<TNetwork>(TNetwork network, float[] inputs, int block, RecurrentState<TNetwork> state)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        int steps = inputs.Length / TNetwork.StepInputSize;
        float[] outputs = new float[steps * TNetwork.StepOutputSize];
        for (int step = 0; step < steps; step += block)
        {
            int count = Math.Min(block, steps - step);
            network.Forward(
                inputs.AsSpan(step * TNetwork.StepInputSize, count * TNetwork.StepInputSize),
                outputs.AsSpan(step * TNetwork.StepOutputSize, count * TNetwork.StepOutputSize),
                state);
        }

        return outputs;
    }

    private sealed class Blocks : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            // Longer than what any window reaches back, and than what a call takes through all layers together.
            float[] inputs = Inputs<TNetwork>(83);
            RecurrentState<TNetwork> left = TNetwork.CreateState();
            float[] all = Run(network, inputs, block: 1, left);
            for (int block = 2; block <= 40; block++)
            {
                RecurrentState<TNetwork> state = TNetwork.CreateState();
                Assert.Equal(all, Run(network, inputs, block, state));
                Assert.Equal(left.Values.ToArray(), state.Values.ToArray());
            }

            float[] whole = new float[TNetwork.OutputSize];
            network.Forward(inputs.AsSpan(0, TNetwork.InputSize), whole);
            float[] single = all[..(TNetwork.Steps * TNetwork.StepOutputSize)];
            Assert.True(single.Distinct().Count() > 1);
            Assert.Equal(all, Run(network, inputs, 83, TNetwork.CreateState()));
            return whole.AsSpan().SequenceEqual(single.AsSpan(single.Length - whole.Length));
        }
    }

    private sealed class Difference : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Inputs<TNetwork>(3 * TNetwork.Steps);
            float[] outputs = new float[3 * TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            return outputs.Zip(network.Forward(inputs, TNetwork.CreateWorkspace(3)).ToArray(), static (a, b) => Math.Abs(a - b)).Max();
        }
    }

    private sealed class ResetAndCopy : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Inputs<TNetwork>(9);
            RecurrentState<TNetwork> state = TNetwork.CreateState();
            Assert.Equal(TNetwork.StateSize, state.Values.Length);
            float[] first = Run(network, inputs, 9, state);
            RecurrentState<TNetwork> copy = TNetwork.CreateState();
            state.CopyTo(copy);
            float[] next = Run(network, inputs, 9, state);
            Assert.NotEqual(first, next);
            Assert.Equal(next, Run(network, inputs, 9, copy));
            state.Reset();
            return Run(network, inputs, 9, state).AsSpan().SequenceEqual(first);
        }
    }

    // Where a ring begins is one of the numbers that a caller can write.
    private sealed class Garbage : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Inputs<TNetwork>(9);
            float[] expected = Run(network, inputs, 1, TNetwork.CreateState());
            RecurrentState<TNetwork> state = TNetwork.CreateState();
            foreach (float value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1f, 12345678f, 0.5f])
            {
                foreach (int block in (int[])[1, 4])
                {
                    state.Values.Fill(value);
                    Run(network, inputs, block, state);
                    state.Reset();
                    Assert.Equal(expected, Run(network, inputs, block, state));
                }
            }

            return true;
        }
    }

    private sealed class Threads : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[][] alone = [.. Enumerable.Range(0, 4).Select(seed => Run(network, Inputs<TNetwork>(400, seed), 1, TNetwork.CreateState()))];
            float[][] together = new float[4][];
            Parallel.For(0, 4, seed => together[seed] = Run(network, Inputs<TNetwork>(400, seed), 1, TNetwork.CreateState()));
            return alone.Zip(together).All(static pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        }
    }

    private sealed class Bytes : IRecurrentVisitor<long>
    {
        public long Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Inputs<TNetwork>(2 * TNetwork.Steps);
            float[] outputs = new float[2 * TNetwork.Steps * TNetwork.StepOutputSize];
            float[] answers = new float[2 * TNetwork.OutputSize];
            float[] gradients = new float[TNetwork.ParameterCount];
            RecurrentState<TNetwork> state = TNetwork.CreateState();
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(2);
            int[] lengths = [TNetwork.Steps, 2];
            workspace.SetLengths(lengths);
            return AllocationOf.EveryCall(() =>
            {
                network.Forward(inputs, outputs, state);
                network.Forward(inputs.AsSpan(0, TNetwork.StepInputSize), outputs.AsSpan(0, TNetwork.StepOutputSize), state);
                network.Forward(inputs, answers);
                workspace.SetLengths(lengths);
                network.ComputeGradients(inputs, answers, workspace, gradients);
            });
        }
    }

    private sealed class Refusals : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            RecurrentState<TNetwork> state = TNetwork.CreateState();
            float[] numbers = new float[1000];
            Assert.Throws<ArgumentException>("outputs", () => network.Forward(numbers.AsSpan(0, TNetwork.StepInputSize), numbers.AsSpan(500, TNetwork.StepOutputSize + 1), state));
            Assert.Throws<ArgumentException>("outputs", () => network.Forward(numbers.AsSpan(0, TNetwork.StepInputSize), numbers.AsSpan(0, TNetwork.StepOutputSize), state));
            Assert.Throws<ArgumentException>("outputs", () => network.Forward(numbers.AsSpan(0, TNetwork.StepInputSize), state.Values[..TNetwork.StepOutputSize], state));
            RecurrentState<TNetwork> none = null!;
            Assert.Throws<ArgumentNullException>("state", () => network.Forward(numbers.AsSpan(0, TNetwork.StepInputSize), numbers.AsSpan(500, TNetwork.StepOutputSize), none));
            Assert.Throws<ArgumentNullException>("other", () => state.CopyTo(null!));
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(2);
            Assert.Throws<ArgumentException>("lengths", () => workspace.SetLengths([1, 1, 1]));
            Assert.Throws<ArgumentException>("lengths", () => workspace.SetLengths([0]));
            Assert.Throws<ArgumentException>("lengths", () => workspace.SetLengths([TNetwork.Steps + 1]));
            workspace.SetLengths([1]);
            Assert.Throws<ArgumentException>("inputs", () => network.Forward(new float[2 * TNetwork.InputSize], workspace));
            return true;
        }
    }
}
