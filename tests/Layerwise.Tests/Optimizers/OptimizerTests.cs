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
        { new Adam { Amsgrad = true }, 3 },
        { new AdamW(), 2 },
        { new AdamW { Amsgrad = true }, 3 },
        { new Nadam(), 2 },
        { new RmsProp(), 1 },
        { new RmsProp { Momentum = 0.9 }, 2 },
        { new RmsProp { Centered = true }, 2 },
        { new RmsProp { Momentum = 0.9, Centered = true }, 3 },
        { new AdaGrad(), 1 },
        { new Lion(), 1 },
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
    public void A_state_too_large_for_a_span_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Adam().StateLength(int.MaxValue / 2 + 1));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Adam { Amsgrad = true }.StateLength(int.MaxValue / 3 + 1));
    }

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

    [Fact]
    public void Nadam_survives_a_step_number_whose_powers_underflow()
    {
        foreach (double momentumDecay in new[] { 0, 0.004, 1e6 })
        {
            float[] parameters = [1];
            new Nadam(0.5) { Beta1 = 0.999999, MomentumDecay = momentumDecay }.Step(parameters, [1f], new float[2], long.MaxValue);
            Assert.True(float.IsFinite(parameters[0]) && parameters[0] < 1);
        }
    }

    [Fact]
    public void Lion_moves_every_parameter_by_the_learning_rate_or_not_at_all()
    {
        float[] parameters = [0, 0, 0, 0];
        float[] state = new float[4];
        new Lion(0.25).Step(parameters, [1e-30f, -1e30f, 0f, float.NaN], state, 1);
        Assert.Equal([-0.25f, 0.25f, 0f, float.NaN], parameters);
    }

    [Fact]
    public void A_centred_variance_below_0_by_rounding_counts_as_0()
    {
        // The running means of g² and g meet their limits, where v − u² is 0 or just beside it.
        float[] parameters = [0];
        float[] state = [0.010000001f * 0.010000001f, 0.010000002f];
        new RmsProp { Centered = true, Alpha = 0.5 }.Step(parameters, [0.010000002f], state, 1);
        Assert.True(float.IsFinite(parameters[0]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_rate_factor_scales_the_learning_rate(IOptimizer optimizer)
    {
        float[] scaled = [1, -2, 3];
        float[] slow = [1, -2, 3];
        float[] gradients = [0.5f, 0.25f, -1f];
        optimizer.Step(scaled, gradients, new float[optimizer.StateLength(3)], 1, rateFactor: 0.125);
        WithRate(optimizer, optimizer.LearningRate * 0.125).Step(slow, gradients, new float[optimizer.StateLength(3)], 1);
        Assert.Equal(slow, scaled);
        Assert.NotEqual([1, -2, 3], scaled);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Impossible_rate_factors_are_refused_and_nothing_is_written(IOptimizer optimizer)
    {
        float[] parameters = [1];
        foreach (double factor in new[] { -0.5, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                "rateFactor", () => optimizer.Step(parameters, [1f], new float[optimizer.StateLength(1)], 1, factor));
        }

        Assert.Equal([1f], parameters);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Spans_that_share_memory_are_refused_and_nothing_is_written(IOptimizer optimizer)
    {
        int length = optimizer.StateLength(3);
        float[] memory = [.. Enumerable.Repeat(1f, 3 + 3 + length)];
        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(2, 3), new float[length], 1));
        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(0, 3), new float[length], 1));
        if (length > 0)
        {
            Assert.Throws<ArgumentException>("state", () => optimizer.Step(memory.AsSpan(0, 3), new float[3], memory.AsSpan(2, length), 1));
            Assert.Throws<ArgumentException>("state", () => optimizer.Step(new float[3], memory.AsSpan(0, 3), memory.AsSpan(2, length), 1));
        }

        Assert.All(memory, static value => Assert.Equal(1f, value));
        optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(3, 3), memory.AsSpan(6, length), 1); // side by side is apart
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

        ArgumentException wrongGradients = Assert.Throws<ArgumentException>(
            "gradients", () => optimizer.Step(parameters, [1f, 1f], state, 1));
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
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new AdamW(value));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Nadam(value));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new RmsProp(value));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new AdaGrad(value));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Lion(value));
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new AdamW { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new Nadam { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("MomentumDecay", () => new Nadam { MomentumDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new RmsProp { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new AdaGrad { WeightDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("LearningRateDecay", () => new AdaGrad { LearningRateDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>("InitialAccumulator", () => new AdaGrad { InitialAccumulator = value });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new Lion { WeightDecay = value });
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
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new AdamW { Beta1 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new AdamW { Beta2 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new Nadam { Beta1 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new Nadam { Beta2 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new Lion { Beta1 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new Lion { Beta2 = value });
        Assert.Throws<ArgumentOutOfRangeException>("Alpha", () => new RmsProp { Alpha = value });
        Assert.Throws<ArgumentOutOfRangeException>("Momentum", () => new RmsProp { Momentum = value });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-60)]
    public void An_epsilon_that_is_0_as_a_float_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new Adam { Epsilon = value });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new AdamW { Epsilon = value });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new Nadam { Epsilon = value });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new RmsProp { Epsilon = value });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new AdaGrad { Epsilon = value });
    }

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
        int step = 0;
        Assert.Equal(0, AllocationOf.EveryCall(() => optimizer.Step(parameters, gradients, state, ++step)));
    }

    [Fact]
    public void Every_register_width_gives_the_same_bits()
    {
        Agree(new Sgd.PlainRule(new Sgd { WeightDecay = 0.3 }, 0.1));
        Agree(new Sgd.MomentumRule(new Sgd { Momentum = 0.7, WeightDecay = 0.3 }, 0.1));
        Agree(new Sgd.MomentumRule(new Sgd { Momentum = 0.7, Nesterov = true }, 0.1));
        Agree(new Adam { WeightDecay = 0.3 }.Settings.Rule<Off, Off>(0.1, 3));
        Agree(new Adam { WeightDecay = 0.3 }.Settings.Rule<On, Off>(0.1, 3));
        Agree(new AdamW().Settings.Rule<Off, On>(0.1, 3));
        Agree(new AdamW().Settings.Rule<On, On>(0.1, 3));
        Agree(new Nadam.Rule(new Nadam(), 0.1, 3));
        RmsProp rmsProp = new() { Momentum = 0.7, WeightDecay = 0.3 };
        Agree(new RmsProp.Rule<Off, Off>(rmsProp, 0.1));
        Agree(new RmsProp.Rule<Off, On>(rmsProp, 0.1));
        Agree(new RmsProp.Rule<On, Off>(rmsProp, 0.1));
        Agree(new RmsProp.Rule<On, On>(rmsProp, 0.1));
        Agree(new AdaGrad.Rule(new AdaGrad { LearningRateDecay = 0.5, InitialAccumulator = 0.1 }, 0.1, 3));
        Agree(new Lion.Rule(new Lion { WeightDecay = 0.3 }, 0.1));
    }

    private static IOptimizer WithRate(IOptimizer optimizer, double rate) => optimizer switch
    {
        Sgd sgd => sgd with { LearningRate = rate },
        Adam adam => adam with { LearningRate = rate },
        AdamW adamW => adamW with { LearningRate = rate },
        Nadam nadam => nadam with { LearningRate = rate },
        RmsProp rmsProp => rmsProp with { LearningRate = rate },
        AdaGrad adaGrad => adaGrad with { LearningRate = rate },
        Lion lion => lion with { LearningRate = rate },
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "Not known here."),
    };

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
        UpdateLoop.Run<TRule, TLanes>(rule, new UpdateSlice(parameters.AsSpan(0, count), gradients, state.AsSpan(0, TRule.StateVectors * count), step: 1));
        return [.. MemoryMarshal.Cast<float, int>(parameters), .. MemoryMarshal.Cast<float, int>(state)];
    }
}
