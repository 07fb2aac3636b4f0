namespace Layerwise.Tests.Training;

/// <summary>Layers that are trained apart from the others.</summary>
public sealed class TuningTests : IDisposable
{
    private static readonly Dataset Training = Samples.ThreeClusters(200);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_frozen_layer_keeps_every_bit_and_the_others_learn()
    {
        float[] before = new PlainNetwork<ManyParameters>(seed: 1).Parameters.ToArray();
        float[] after = Trained(new AdamW(0.01), new TrainerOptions { Layers = [new(1) { IsTrainable = false }] });
        LayerInfo frozen = PlainNetwork<ManyParameters>.Layers[1];
        Range own = frozen.WeightsOffset..(frozen.WeightsOffset + frozen.ParameterCount);
        Assert.Equal(before[own], after[own]);
        Assert.NotEqual(before[..own.Start], after[..own.Start]);
        Assert.NotEqual(before[own.End..], after[own.End..]);
    }

    // What doesn't move has no part in the norm of what does.
    [Fact]
    public void A_frozen_layer_takes_no_part_in_the_norm_of_the_gradients()
    {
        var options = new TrainerOptions { BatchSize = 200, ClipNorm = 1e-3, Layers = [new(0) { IsTrainable = false }, new(2) { IsTrainable = false }] };
        float[] before = new PlainNetwork<ManyParameters>(seed: 1).Parameters.ToArray();
        float[] after = Trained(new Sgd(1), options, epochs: 1);
        double step = Math.Sqrt(before.Zip(after, static (x, y) => ((double)y - x) * ((double)y - x)).Sum());
        Assert.Equal(1e-3, step, 1e-6);
    }

    [Fact]
    public void A_rate_factor_multiplies_the_steps_of_its_layer()
    {
        var options = new TrainerOptions { BatchSize = 200 };
        float[] before = new PlainNetwork<ManyParameters>(seed: 1).Parameters.ToArray();
        float[] plain = Trained(new Sgd(0.5), options, epochs: 1);
        float[] tuned = Trained(new Sgd(0.5), options with { Layers = [new(1) { RateFactor = 0.25 }] }, epochs: 1);
        LayerInfo layer = PlainNetwork<ManyParameters>.Layers[1];
        for (int i = 0; i < before.Length; i++)
        {
            bool isTuned = i >= layer.WeightsOffset && i < layer.WeightsOffset + layer.ParameterCount;
            Assert.Equal((plain[i] - before[i]) * (isTuned ? 0.25 : 1), tuned[i] - before[i], 1e-6);
        }
    }

    // Decoupled, the decay of a step without gradient is a factor that can be seen.
    [Theory]
    [InlineData(false, null, 0.1)]
    [InlineData(true, null, 0.1)]
    [InlineData(false, 0.4, 0.4)]
    [InlineData(true, 0.4, 0.4)]
    public void Decay_touches_weights_unless_all_are_asked_for(bool decaysAll, double? ofLayer, double expected)
    {
        var network = new PlainNetwork<ThreeClasses>(seed: 1);
        float[] before = network.Parameters.ToArray();
        var options = new TrainerOptions { DecaysAllParameters = decaysAll, Layers = [new(0) { WeightDecay = ofLayer }] };
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(network, new AdamW(0.5) { WeightDecay = 0.1 }, options);

        // Adam's step is at most about the learning rate; a target that is met already gives none.
        float[] outputs = new float[3];
        network.Forward([0f, 0f], outputs);
        _ = trainer.Step([0f, 0f], outputs);
        int biases = PlainNetwork<ThreeClasses>.Layers[0].BiasesOffset;
        for (int i = 0; i < biases; i++) Assert.Equal(before[i] * (1 - (0.5 * expected)), network.Parameters[i], 1e-6);
        bool moved = Enumerable.Range(biases, 3).Any(i => Math.Abs(network.Parameters[i] - (before[i] * (1 - (0.5 * expected)))) > 1e-3);
        Assert.True(decaysAll || moved);
    }

    [Fact]
    public void Norms_of_units_stay_below_their_limit_and_shorter_ones_are_left_alone()
    {
        const double limit = 0.4;
        float[] free = Trained(new Sgd(0.5), new TrainerOptions { BatchSize = 200 }, epochs: 1);
        float[] limited = Trained(new Sgd(0.5), new TrainerOptions { BatchSize = 200, Layers = [new(0) { MaxNorm = limit }] }, epochs: 1);
        LayerInfo layer = PlainNetwork<ManyParameters>.Layers[0];
        int longer = 0;
        for (int unit = 0; unit < layer.FanOut; unit++)
        {
            double norm = Math.Sqrt(Enumerable.Range(0, layer.FanIn).Sum(i => (double)free[(i * layer.FanOut) + unit] * free[(i * layer.FanOut) + unit]));
            if (norm > limit) longer++;
            for (int i = 0; i < layer.FanIn; i++)
            {
                int weight = (i * layer.FanOut) + unit;
                Assert.Equal(free[weight] * Math.Min(1, limit / norm), limited[weight], 1e-6);
            }
        }

        Assert.InRange(longer, 1, layer.FanOut - 1);
        Assert.Equal(free[layer.WeightCount..], limited[layer.WeightCount..]);
    }

    // Everything that tells layers apart is on, and the groups end in the middle of every register.
    [Fact]
    public void The_number_of_threads_and_a_stop_on_the_way_change_no_bit()
    {
        var options = new TrainerOptions
        {
            BatchSize = 100,
            ClipNorm = 0.5,
            Layers = [new(0) { IsTrainable = false }, new(1) { RateFactor = 0.5, MaxNorm = 3, WeightDecay = 0.2 }],
        };
        float[] expected = Trained(new AdamW(0.01), options, epochs: 4);
        Assert.Equal(expected, Trained(new AdamW(0.01), options with { Threads = 3 }, epochs: 4));

        var network = new PlainNetwork<ManyParameters>(seed: 1);
        using (var first = new Trainer<PlainNetwork<ManyParameters>>(network, new AdamW(0.01), options))
        {
            _ = first.Fit(Training, 2);
            first.Save(_path);
        }

        var resumed = new PlainNetwork<ManyParameters>(seed: 5);
        using var second = new Trainer<PlainNetwork<ManyParameters>>(resumed, new AdamW(0.01), options);
        second.Load(_path);
        _ = second.Fit(Training, 2);
        Assert.Equal(expected, resumed.Parameters.ToArray());
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused()
    {
        using (var saved = Trainer(new TrainerOptions { Layers = [new(0) { IsTrainable = false }] })) saved.Save(_path);
        using var other = Trainer(new TrainerOptions());
        Assert.Contains("trainer.layers", Assert.Throws<SafetensorsException>(() => other.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_tuned_is_named()
    {
        AssertRefused(new TrainerOptions { Layers = [new(3)] }, "names layer 3; PlainNetwork`1 has the layers 0 to 2");
        AssertRefused(new TrainerOptions { Layers = [new(-1)] }, "names layer -1");
        AssertRefused(new TrainerOptions { Layers = [new(1), new(0), new(1)] }, "names layer 1 twice");
        AssertRefused(new TrainerOptions { Layers = [.. Enumerable.Range(0, 3).Select(static layer => new LayerTuning(layer) { IsTrainable = false })] }, "All layers are frozen");
        TrainerOptions options = new() { Layers = [new(1)] };
        ArgumentException error = Assert.Throws<ArgumentException>(nameof(options), () => new Trainer<PlainNetwork<ManyParameters>>(new(seed: 1), new Own(), options));
        Assert.Contains("use an optimizer of the library", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerTuning(0) { RateFactor = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerTuning(0) { WeightDecay = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerTuning(0) { MaxNorm = 0 });
    }

    private static void AssertRefused(TrainerOptions options, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(nameof(options), () => Trainer(options)).Message, StringComparison.Ordinal);

    private static Trainer<PlainNetwork<ManyParameters>> Trainer(TrainerOptions options) => new(new(seed: 1), new Sgd(0.1), options);

    private static float[] Trained(IOptimizer optimizer, TrainerOptions options, int epochs = 3)
    {
        var network = new PlainNetwork<ManyParameters>(seed: 1);
        using var trainer = new Trainer<PlainNetwork<ManyParameters>>(network, optimizer, options);
        _ = trainer.Fit(Training, epochs);
        return network.Parameters.ToArray();
    }

    private sealed class Own : IOptimizer
    {
        public double LearningRate => 1;

        public int StateLength(int parameterCount) => 0;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1)
        {
        }
    }
}
