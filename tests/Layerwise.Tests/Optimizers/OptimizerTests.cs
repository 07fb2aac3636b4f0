using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise.Tests.Optimizers;

public class OptimizerTests
{
    public static TheoryData<IOptimizer, int> StateVectors => new()
    {
        { new Sgd(), 0 },
        { new Sgd { WeightDecay = 0.1 }, 0 },
        { new Sgd { Momentum = 0.9 }, 1 },
        { new Adam(), 2 },
    };

    public static TheoryData<IOptimizer> All => [.. StateVectors.Select(row => (IOptimizer)row[0])];

    [Theory]
    [MemberData(nameof(StateVectors))]
    public void The_state_is_a_whole_number_of_vectors(IOptimizer optimizer, int vectors)
    {
        Assert.Equal(vectors * 7, optimizer.StateLength(7));
        Assert.Equal(0, optimizer.StateLength(0));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => optimizer.StateLength(-1));
    }

    [Fact]
    public void A_state_too_large_for_a_span_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Adam().StateLength(int.MaxValue / 2 + 1));

    [Fact]
    public void Sgd_steps_against_the_gradient()
    {
        float[] parameters = [1, -2];
        new Sgd(0.5).Step(parameters, [2f, 4f], [], 1);
        Assert.Equal([0f, -4f], parameters);
    }

    [Fact]
    public void The_first_step_of_momentum_is_a_plain_step()
    {
        float[] plain = [1, -2, 3];
        float[] withMomentum = [1, -2, 3];
        float[] state = new float[3];
        new Sgd(0.1).Step(plain, [2f, 4f, -1f], [], 1);
        new Sgd(0.1) { Momentum = 0.9 }.Step(withMomentum, [2f, 4f, -1f], state, 1);
        Assert.Equal(plain, withMomentum);
        Assert.Equal([2f, 4f, -1f], state);
    }

    [Fact]
    public void The_first_step_of_Adam_has_the_size_of_the_learning_rate_whatever_the_gradient()
    {
        float[] parameters = [0, 0, 0, 0];
        new Adam(0.25).Step(parameters, [1e-3f, -1f, 1e6f, 0f], new float[8], 1);
        Assert.Equal(-0.25f, parameters[0], 1e-5f);
        Assert.Equal(0.25f, parameters[1], 1e-5f);
        Assert.Equal(-0.25f, parameters[2], 1e-5f);
        Assert.Equal(0f, parameters[3]);
    }

    [Fact]
    public void Adam_survives_a_step_number_whose_powers_underflow()
    {
        float[] parameters = [1];
        new Adam(0.5).Step(parameters, [1f], new float[2], long.MaxValue);
        Assert.Equal(1 - (0.5f * 0.1f / MathF.Sqrt(0.001f)), parameters[0], 1e-5f);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_parameters_is_no_work(IOptimizer optimizer) => optimizer.Step([], [], [], 1);

    [Theory]
    [MemberData(nameof(All))]
    public void Wrong_lengths_are_refused_and_nothing_is_written(IOptimizer optimizer)
    {
        float[] parameters = [1, 2, 3];
        float[] state = new float[optimizer.StateLength(3)];
        float[] gradients = [1, 1, 1];

        ArgumentException wrongGradients = Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, [1f, 1f], state, 1));
        Assert.Contains("Expected 3 gradients", wrongGradients.Message, StringComparison.Ordinal);
        Assert.Contains("length is 2", wrongGradients.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("state", () => optimizer.Step(parameters, gradients, new float[state.Length + 1], 1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => optimizer.Step(parameters, gradients, state, 0));
        Assert.Equal([1f, 2f, 3f], parameters);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e39)]
    public void Impossible_rates_are_refused_by_name(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Sgd(value));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Adam(value));
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new Sgd { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new Adam { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new Adam { Epsilon = value });
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Decays_outside_0_to_1_are_refused_by_name(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("Momentum", () => new Sgd { Momentum = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new Adam { Beta1 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new Adam { Beta2 = value });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-60)]
    public void An_epsilon_that_is_0_as_a_float_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new Adam { Epsilon = value });

    [Fact]
    public void Nesterov_without_momentum_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Sgd { Nesterov = true }.Step([1f], [1f], [], 1));

    [Fact]
    public void Optimizers_are_values_with_usable_defaults()
    {
        Assert.Equal(new Adam(), new Adam(0.001) { Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0 });
        Assert.Equal(new Sgd(), new Sgd(0.01) { Momentum = 0, Nesterov = false, WeightDecay = 0 });
        Assert.Equal(new Adam(0.5) { Beta1 = 0.8 }, new Adam { Beta1 = 0.8 } with { LearningRate = 0.5 });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(IOptimizer optimizer)
    {
        float[] parameters = new float[37];
        float[] gradients = new float[37];
        float[] state = new float[optimizer.StateLength(37)];
        optimizer.Step(parameters, gradients, state, 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step(parameters, gradients, state, 2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_register_width_gives_the_same_bits()
    {
        Agree(new Sgd.PlainRule(new Sgd(0.1) { WeightDecay = 0.3 }));
        Agree(new Sgd.MomentumRule(new Sgd(0.1) { Momentum = 0.7, WeightDecay = 0.3 }));
        Agree(new Sgd.MomentumRule(new Sgd(0.1) { Momentum = 0.7, Nesterov = true }));
        Agree(new Adam.Rule(new Adam(0.1) { WeightDecay = 0.3 }, 3));
    }

    private static void Agree<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        for (int count = 0; count <= 40; count++)
        {
            int[] expected = Stepped<TRule, Lanes1>(rule, count);
            Assert.Equal(expected, Stepped<TRule, Lanes4>(rule, count));
            Assert.Equal(expected, Stepped<TRule, Lanes8>(rule, count));
            Assert.Equal(expected, Stepped<TRule, Lanes16>(rule, count));
        }
    }

    private static int[] Stepped<TRule, TLanes>(TRule rule, int count)
        where TRule : struct, IUpdateRule
        where TLanes : struct, ILanes<TLanes>
    {
        PhiloxSequence random = new(seed: 5, RandomDomain.Shuffling, stream: 0);
        float[] Draw(int length)
        {
            float[] values = new float[length];
            foreach (ref float value in values.AsSpan()) value = random.NextInt32(2001) / 1000f;
            return values;
        }

        // One float more than the rule may touch on either vector shows a store past the end.
        float[] parameters = Draw(count + 1);
        float[] gradients = Draw(count);
        float[] state = Draw((TRule.StateVectors * count) + 1);
        UpdateLoop.Run<TRule, TLanes>(rule, parameters.AsSpan(0, count), gradients, state.AsSpan(0, TRule.StateVectors * count));
        return [.. MemoryMarshal.Cast<float, int>(parameters), .. MemoryMarshal.Cast<float, int>(state)];
    }
}
