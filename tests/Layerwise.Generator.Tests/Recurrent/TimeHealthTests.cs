using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>How far back a report says that gradients reach: by hand where a layer is linear, and as forecast where one has just been drawn.</summary>
public sealed class TimeHealthTests(TimeHealthTests.Networks networks) : IClassFixture<TimeHealthTests.Networks>
{
    [Theory]
    [InlineData("Linear", 0.5f, null, null)]
    [InlineData("LastStep", 0.5f, null, null)]
    [InlineData("Linear", 0.25f, 7, null)]
    [InlineData("LastStep", 4f, null, 7)]
    public void A_linear_layer_multiplies_by_its_weight(string name, float weight, int? vanished, int? exploded)
    {
        TimeHealth time = LoadedAssembly.Visit(networks.Of(name), new Weighed(weight)).OverTime!;
        Assert.Equal(12, time.Gradients.Count);
        for (int step = 0; step < 12; step++) Assert.Equal(1, time.Gradients[step] / Math.Pow(weight, step), 1e-5);
        Assert.Equal(vanished, time.StepsUntilVanished);
        Assert.Equal(exploded, time.StepsUntilExploded);
    }

    [Fact]
    public void It_says_itself_what_it_is()
    {
        string text = LoadedAssembly.Visit(networks.Of("Linear"), new Weighed(0.5f)).ToString();
        Assert.Contains("\nBack from an answer the gradient is ×0.5 after 1 step, ×0.000977 after 10, ×0.000488 after 11.\n", text, StringComparison.Ordinal);
    }

    // Averaged over 64 sequences of one network, and forecast over all.
    [Fact]
    public void What_was_drawn_is_what_was_forecast()
    {
        (TimeHealth measured, TimePrediction forecast) = LoadedAssembly.Visit(networks.Of("Drawn"), new Drawing());
        foreach (int step in new[] { 1, 5, 20 })
        {
            double perStep = Math.Pow(measured.Gradients[step] / forecast.GradientAfter(step), 1.0 / step);
            Assert.InRange(perStep, 0.9, 1.1);
        }
    }

    [Fact]
    public void A_network_without_a_memory_has_none() => Assert.Null(LoadedAssembly.Visit(networks.Of("Forgetful"), new Plain()).OverTime);

    private static float[] Uniform(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 3.4641f)];
    }

    /// <summary>All of them in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer("""
            using Layerwise;

            /// <summary>h' = u·h + x.</summary>
            [Input(12, 1)]
            [Rnn(1, 1, Activation.Identity)]
            public sealed partial class Linear;

            /// <summary>The same, with an answer to the last step alone.</summary>
            [Input(12, 1)]
            [Rnn(1, 1, Activation.Identity, LastStepOnly = true)]
            public sealed partial class LastStep;

            /// <summary>As it was drawn.</summary>
            [Input(40, 48)]
            [Gru(48, 48)]
            [Layer(48, 8, Activation.Identity)]
            public sealed partial class Drawn;

            /// <summary>No memory.</summary>
            [Layer(12, 1, Activation.Identity)]
            public sealed partial class Forgetful;
            """).Load();

        public void Dispose() => _assembly.Dispose();

        internal Type Of(string name) => _assembly.Networks.Single(type => type.Name == name);
    }

    // Two sequences, one of which is shorter.
    private sealed class Weighed(float weight) : INetworkVisitor<HealthReport>
    {
        public HealthReport Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            network.Parameters[TNetwork.Layers[0].WeightsOffset] = 1;
            network.Parameters[TNetwork.Layers[0].OffsetOf(TensorRole.RecurrentWeights)] = weight;
            int[] lengths = [12, 5];
            var samples = new Dataset(Uniform(1, 24), 12, Uniform(2, 2 * TNetwork.OutputSize), TNetwork.OutputSize).WithLengths(lengths);
            return HealthReport.Of(network, samples);
        }
    }

    private sealed class Plain : INetworkVisitor<HealthReport>
    {
        public HealthReport Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => HealthReport.Of(network, new Dataset(Uniform(1, 24), 12, Uniform(2, 2), 1));
    }

    private sealed class Drawing : INetworkVisitor<(TimeHealth, TimePrediction)>
    {
        public (TimeHealth, TimePrediction) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            network.Initialize(5);
            var samples = new Dataset(Uniform(3, 64 * TNetwork.InputSize), TNetwork.InputSize, Uniform(4, 64 * TNetwork.OutputSize), TNetwork.OutputSize);
            return (HealthReport.Of(network, samples).OverTime!, SignalPropagation.Predict<TNetwork>().Layers[0].OverTime!);
        }
    }
}
