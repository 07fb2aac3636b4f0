using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Testing;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>A frozen network with recurrent layers remembers and answers as the one that was trained.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(RecurrentNetworks))]
public sealed class FrozenStateTests(FrozenRecurrentNetworks networks) : IClassFixture<FrozenRecurrentNetworks>
{
    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void StepPass<in TState>(ReadOnlySpan<float> inputs, Span<float> outputs, TState state);

    public static TheoryData<int, bool> EitherWay
    {
        get
        {
            var data = new TheoryData<int, bool>();
            foreach (int number in FrozenRecurrentNetworks.AsConstants) data.Add(number, false);
            foreach (int number in FrozenRecurrentNetworks.Embedded) data.Add(number, true);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EitherWay))]
    public void Sequences_blocks_and_states_have_the_same_bits(int network, bool embeds) => Assert.True(Ask<Bits>(network, embeds));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void A_state_is_reset_and_copied(int network) => Assert.True(Ask<ResetAndCopy>(network));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void No_step_allocates(int network) => Assert.True(Ask<Bytes>(network));

    [Theory]
    [MemberData(nameof(RecurrentNetworks.All), MemberType = typeof(RecurrentNetworks))]
    public void Spans_that_do_not_fit_are_refused(int network) => Assert.True(Ask<Refusals>(network));

    [Theory]
    [MemberData(nameof(EitherWay))]
    public void Its_self_test_passes(int network, bool embeds) => Assert.True((bool)networks.Still(network, embeds).GetMethod("SelfTest")!.Invoke(null, null)!);

    private bool Ask<TQuestion>(int network, bool embeds = false)
        where TQuestion : IQuestion => networks.Trained.Visit(network, new Asker<TQuestion>(networks.Still(network, embeds), networks.File(network)));

    private static float[] Run<TState>(StepPass<TState> forward, float[] inputs, int block, TState state, (int Inputs, int Outputs) sizes)
    {
        int steps = inputs.Length / sizes.Inputs;
        float[] outputs = new float[steps * sizes.Outputs];
        for (int step = 0; step < steps; step += block)
        {
            int count = Math.Min(block, steps - step);
            forward(inputs.AsSpan(step * sizes.Inputs, count * sizes.Inputs), outputs.AsSpan(step * sizes.Outputs, count * sizes.Outputs), state);
        }

        return outputs;
    }

    private interface IQuestion
    {
        static abstract bool Answer<TNetwork, TState>(TNetwork network, Pass forward, StepPass<TState> steps)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new();
    }

    // From a class that has no instances to its methods with types: through reflection, and no further.
    private sealed class Asker<TQuestion>(Type still, string file) : IRecurrentVisitor<bool>
        where TQuestion : IQuestion
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Safetensors.Load(network, file);
            return (bool)GetType().GetMethod(nameof(Ask))!.MakeGenericMethod(typeof(TNetwork), still.GetNestedType("State")!).Invoke(this, [network])!;
        }

        public bool Ask<TNetwork, TState>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new()
        {
            var steps = still.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(TState)])!.CreateDelegate<StepPass<TState>>();
            return TQuestion.Answer(network, FrozenProject.Forward<Pass>(still), steps);
        }
    }

    private sealed class Bits : IQuestion
    {
        public static bool Answer<TNetwork, TState>(TNetwork network, Pass forward, StepPass<TState> steps)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new()
        {
            const int rows = 3;
            float[] inputs = FrozenProject.Inputs(rows * TNetwork.InputSize);
            float[] expected = new float[rows * TNetwork.OutputSize];
            float[] found = new float[expected.Length];
            network.Forward(inputs, expected);
            forward(inputs, found);
            Assert.NotEqual(0, expected.Max());
            Assert.Equal(expected, found);

            // Longer than a sequence of training, and than a block.
            inputs = FrozenProject.Inputs(70 * TNetwork.StepInputSize);
            expected = new float[70 * TNetwork.StepOutputSize];
            RecurrentState<TNetwork> trained = TNetwork.CreateState();
            network.Forward(inputs, expected, trained);
            foreach (int block in (int[])[1, 3, 70])
            {
                var state = new TState();
                Assert.Equal(expected, Run(steps, inputs, block, state, (TNetwork.StepInputSize, TNetwork.StepOutputSize)));
                Assert.Equal(trained.Values.ToArray(), state.Values.ToArray());
            }

            return true;
        }
    }

    private sealed class ResetAndCopy : IQuestion
    {
        public static bool Answer<TNetwork, TState>(TNetwork network, Pass forward, StepPass<TState> steps)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new()
        {
            (int, int) sizes = (TNetwork.StepInputSize, TNetwork.StepOutputSize);
            float[] inputs = FrozenProject.Inputs(9 * TNetwork.StepInputSize);
            var state = new TState();
            Assert.Equal(TNetwork.StateSize, state.Values.Length);
            float[] first = Run(steps, inputs, 9, state, sizes);
            var copy = new TState();
            typeof(TState).GetMethod("CopyTo")!.CreateDelegate<Action<TState>>(state)(copy);
            float[] next = Run(steps, inputs, 9, state, sizes);
            Assert.NotEqual(first, next);
            Assert.Equal(next, Run(steps, inputs, 9, copy, sizes));
            state.Reset();
            return Run(steps, inputs, 9, state, sizes).AsSpan().SequenceEqual(first);
        }
    }

    private sealed class Bytes : IQuestion
    {
        public static bool Answer<TNetwork, TState>(TNetwork network, Pass forward, StepPass<TState> steps)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new()
        {
            float[] inputs = FrozenProject.Inputs(2 * TNetwork.InputSize);
            float[] answers = new float[2 * TNetwork.OutputSize];
            float[] outputs = new float[2 * TNetwork.Steps * TNetwork.StepOutputSize];
            var state = new TState();
            return AllocationOf.EveryCall(() =>
            {
                forward(inputs, answers);
                steps(inputs, outputs, state);
                steps(inputs.AsSpan(0, TNetwork.StepInputSize), outputs.AsSpan(0, TNetwork.StepOutputSize), state);
            }) == 0;
        }
    }

    private sealed class Refusals : IQuestion
    {
        public static bool Answer<TNetwork, TState>(TNetwork network, Pass forward, StepPass<TState> steps)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
            where TState : RecurrentState, new()
        {
            var state = new TState();
            float[] numbers = new float[1000];
            int inputs = TNetwork.StepInputSize, outputs = TNetwork.StepOutputSize;
            Assert.Throws<ArgumentException>("outputs", () => steps(numbers.AsSpan(0, inputs), numbers.AsSpan(500, outputs + 1), state));
            Assert.Throws<ArgumentException>("outputs", () => steps(numbers.AsSpan(0, inputs), numbers.AsSpan(0, outputs), state));
            Assert.Throws<ArgumentException>("outputs", () => steps(numbers.AsSpan(0, inputs), state.Values[..outputs], state));
            Assert.Throws<ArgumentException>("outputs", () => forward(numbers.AsSpan(0, TNetwork.InputSize), numbers.AsSpan(0, TNetwork.OutputSize)));
            Assert.Throws<ArgumentNullException>("state", () => steps(numbers.AsSpan(0, inputs), numbers.AsSpan(500, outputs), null!));
            return true;
        }
    }
}
