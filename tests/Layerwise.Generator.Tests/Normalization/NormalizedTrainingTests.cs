using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Normalization;

/// <summary>Training of networks with batch normalization and dropout, whose state is more than parameters.</summary>
public sealed class NormalizedTrainingTests
{
    private const string Source = """
        using Layerwise;

        /// <summary>A network.</summary>
        [Layer(4, 16, Activation.Relu, BatchNormalization = true, Bias = false, Dropout = 0.25f)]
        [Layer(16, 8, Activation.Tanh, BatchNormalization = true)]
        [Layer(8, 3, Activation.Softmax)]
        public sealed partial class Net;
        """;

    [Fact]
    public void Running_statistics_start_at_0_and_1() => Visit(new FirstStatistics());

    [Fact]
    public void Training_continues_from_a_checkpoint_bit_for_bit() => Visit(new Resuming());

    [Fact]
    public void Early_stopping_goes_back_to_the_statistics_of_the_best_epoch() => Visit(new GoingBack());

    [Fact]
    public void A_step_that_is_not_finite_moves_no_statistics() => Visit(new Diverging());

    [Fact]
    public void Batches_of_one_sample_are_refused_but_one_that_remains_is_not() => Visit(new OneSample());

    [Fact]
    public void Files_hold_the_statistics_in_both_namings() => Visit(new Saving());

    [Fact]
    public void Threads_change_no_mask()
    {
        using var assembly = new Consumer(Source.Replace("BatchNormalization = true", "Slope = 0.1f", StringComparison.Ordinal)).Load();
        Assert.True(assembly.Visit(new Threading()));
    }

    private static void Visit(INetworkVisitor<bool> visitor)
    {
        using var assembly = new Consumer(Source).Load();
        Assert.True(assembly.Visit(visitor));
    }

    private static Dataset Samples(int count, float scale = 1)
    {
        var (inputs, targets) = Rows(count, scale);
        return new Dataset(inputs, 4, targets, 3);
    }

    private static (float[] Inputs, float[] Targets) Rows(int count, float scale = 1)
    {
        var random = new Random(4);
        float[] inputs = [.. Enumerable.Range(0, 4 * count).Select(_ => scale * (random.NextSingle() - 0.5f))];
        float[] targets = new float[3 * count];
        for (int row = 0; row < count; row++) targets[(3 * row) + (inputs[4 * row] > 0 ? 1 : 0)] = 1;
        return (inputs, targets);
    }

    private static void AssertSame<TNetwork>(TNetwork expected, TNetwork actual)
        where TNetwork : class, INetwork<TNetwork>
    {
        Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());
        Assert.Equal(expected.RunningStatistics.ToArray(), actual.RunningStatistics.ToArray());
    }

    private static TNetwork New<TNetwork>(ulong seed = 1)
        where TNetwork : class, INetwork<TNetwork> => (TNetwork)Activator.CreateInstance(typeof(TNetwork), seed)!;

    private sealed class FirstStatistics : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] first = [.. new float[16], .. Enumerable.Repeat(1f, 16), .. new float[8], .. Enumerable.Repeat(1f, 8)];
            Assert.Equal(first, network.RunningStatistics.ToArray());
            network.RunningStatistics.Fill(7);
            network.Parameters.Fill(7);
            network.Initialize(1);
            AssertSame(New<TNetwork>(), network);
            Assert.Equal(1, network.Parameters[TNetwork.Layers[1].GammaOffset]);
            Assert.Equal(0, network.Parameters[TNetwork.Layers[1].BetaOffset]);
            return true;
        }
    }

    private sealed class Resuming : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
            var options = new TrainerOptions { BatchSize = 16, Seed = 3 };
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.01), options);
            trainer.Fit(Samples(100), 2);
            trainer.Save(path);
            trainer.Fit(Samples(100), 2);

            TNetwork other = New<TNetwork>(seed: 9);
            using var second = new Trainer<TNetwork>(other, new Adam(0.01), options);
            second.Load(path);
            File.Delete(path);
            second.Fit(Samples(100), 2);
            AssertSame(network, other);
            return true;
        }
    }

    private sealed class GoingBack : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            using var trainer = new Trainer<TNetwork>(
                network, new Sgd(0.5), new TrainerOptions { BatchSize = 16, EarlyStopping = new EarlyStopping { Patience = 3 } });
            var history = trainer.Fit(Samples(60), 40, validation: Samples(200, scale: 1.5f));
            float best = history.Min(static report => report.Validation!.Value.Loss);
            Assert.NotEqual(best, history[^1].Validation!.Value.Loss);
            Assert.Equal(best, trainer.Evaluate(Samples(200, scale: 1.5f)).Loss);
            return true;
        }
    }

    private sealed class Diverging : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 16 });
            trainer.Fit(Samples(100), 1);
            float[] before = network.RunningStatistics.ToArray();

            // Squares of 10³⁰ are infinite, so the variance is, and x̂ is 0: nothing else tells.
            var (inputs, targets) = Rows(16, scale: 1e30f);
            var error = Assert.Throws<TrainingDivergedException>(() => trainer.Step(inputs, targets));
            Assert.StartsWith(
                "Training diverged at step 8: the statistics of layer 1 (4 → 16, Relu) are not finite. The step was not applied. The mean square of the inputs is ",
                error.Message,
                StringComparison.Ordinal);
            Assert.Equal(before, network.RunningStatistics.ToArray());
            return true;
        }
    }

    private sealed class OneSample : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var error = Assert.Throws<ArgumentException>(() => new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 1 }));
            Assert.StartsWith("Net has batch normalization, which takes mean and variance from a batch: expected a batch size of at least 2, found 1.", error.Message, StringComparison.Ordinal);

            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 16 });
            Assert.True(float.IsFinite(trainer.Fit(Samples(33), 3)[^1].Training.Loss));
            float[] before = network.RunningStatistics.ToArray();
            var (inputs, targets) = Rows(1);
            trainer.Step(inputs, targets);
            Assert.Equal(before, network.RunningStatistics.ToArray());
            return true;
        }
    }

    private sealed class Saving : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1));
            trainer.Fit(Samples(64), 1);
            ExpectAgain(network, TensorNaming.Default, [
                "layers.0.weight", "layers.0.gamma", "layers.0.beta", "layers.0.running_mean", "layers.0.running_var",
                "layers.1.weight", "layers.1.bias", "layers.1.gamma", "layers.1.beta", "layers.1.running_mean", "layers.1.running_var",
                "layers.2.weight", "layers.2.bias"]);
            // Linear, BatchNorm1d, ReLU, Dropout, Linear, BatchNorm1d, Tanh, Linear, Softmax.
            ExpectAgain(network, TensorNaming.PyTorchSequential<TNetwork>(), [
                "0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var",
                "4.weight", "4.bias", "5.weight", "5.bias", "5.running_mean", "5.running_var",
                "7.weight", "7.bias"]);
            ExpectACountOfBatchesToBeIgnored(network);
            return true;
        }

        private static void ExpectAgain<TNetwork>(TNetwork network, TensorNaming naming, string[] names)
            where TNetwork : class, INetwork<TNetwork>
        {
            SafetensorsFile file = Safetensors.ToFile(network, naming);
            Assert.Equal(names, file.Tensors.Select(static tensor => tensor.Name));
            TNetwork again = New<TNetwork>(seed: 2);
            Safetensors.Load(again, file, naming);
            AssertSame(network, again);
        }

        private static void ExpectACountOfBatchesToBeIgnored<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            TensorNaming naming = TensorNaming.PyTorchSequential<TNetwork>();
            SafetensorsFile file = Safetensors.ToFile(network, naming);
            Safetensors.Load(network, With("1.num_batches_tracked"), naming);
            Assert.Equal("4.num_batches_tracked", Assert.Throws<SafetensorsException>(() => Safetensors.Load(network, With("4.num_batches_tracked"), naming)).Tensor);

            SafetensorsFile With(string name) => new([.. file.Tensors, Tensor.Of(name, [1], [1f])], file.Metadata);
        }
    }

    private sealed class Threading : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork other = New<TNetwork>();
            Train(network, threads: 1);
            Train(other, threads: 2);
            AssertSame(network, other);
            return true;
        }

        private static void Train<TNetwork>(TNetwork network, int threads)
            where TNetwork : class, INetwork<TNetwork>
        {
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 128, Threads = threads });
            trainer.Fit(Samples(300), 3);
        }
    }
}
