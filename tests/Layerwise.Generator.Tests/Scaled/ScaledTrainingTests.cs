using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>Training, evaluation and files of networks that scale by themselves.</summary>
public sealed class ScaledTrainingTests(ScaledNetworks networks) : IClassFixture<ScaledNetworks>
{
    [Fact]
    public void One_that_was_never_fitted_says_so_at_every_door()
    {
        Assert.Contains("call FitScaling with the training data, set Scaling, or load a file that has it", networks.Visit("DeepScaled", new Unfitted()), StringComparison.Ordinal);
        networks.Visit("TwoScaled", new Unfitted());
    }

    [Fact]
    public void Threads_change_no_bit_and_a_resumed_training_ends_alike()
    {
        float[] Trained(int threads, bool isResumed) => networks.Visit("DeepScaled", new Training(threads, isResumed));
        float[] one = Trained(1, isResumed: false);
        Assert.Equal(one, Trained(3, isResumed: false));
        Assert.Equal(one, Trained(1, isResumed: true));
    }

    [Fact]
    public void Inputs_are_judged_as_the_first_layer_sees_them()
    {
        networks.Visit("DeepScaled", new Judged(isScaled: true));
        networks.Visit("Deep", new Judged(isScaled: false));
    }

    [Theory]
    [InlineData("DeepScaled")]
    [InlineData("SingleScaled")]
    public void Losses_are_those_of_scaled_targets_and_scores_in_their_unit(string name) => networks.Visit(name, new Losses());

    [Fact]
    public void Fitting_names_what_is_constant_missing_or_far_out() => networks.Visit("DeepScaled", new Fitting());

    [Theory]
    [InlineData("DeepScaled")]
    [InlineData("TargetsScaled")]
    [InlineData("NormalizedScaled")]
    [InlineData("TwoScaled")]
    public void A_file_holds_it(string name) => networks.Visit(name, new RoundTrip());

    [Fact]
    public void A_file_of_another_scaling_is_refused()
    {
        byte[] plain = networks.Visit("Deep", new Saving()), both = networks.Visit("DeepScaled", new Saving());
        Assert.Contains("a network that scales inputs and targets by None,None, and DeepScaled scales them by Standardize,Standardize", networks.Visit("DeepScaled", new Refused(plain)), StringComparison.Ordinal);
        Assert.Contains("by Standardize,Standardize, and Deep scales them by None,None", networks.Visit("Deep", new Refused(both)), StringComparison.Ordinal);
        SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(both));
        using var spoilt = new MemoryStream();
        Tensor zero = Tensor.Of("inputs.scale", [4], (ReadOnlySpan<float>)[1, 0, 2, 3]);
        new SafetensorsFile([.. file.Tensors.Select(tensor => tensor.Name == zero.Name ? zero : tensor)], file.Metadata).Write(spoilt);
        Assert.Contains("the number at index 1 is 0; expected a finite one that is not 0", networks.Visit("DeepScaled", new Refused(spoilt.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_from_elsewhere_leaves_the_scaling_as_it_is()
    {
        byte[] plain = networks.Visit("Deep", new Saving());
        SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(plain));
        using var foreign = new MemoryStream();
        new SafetensorsFile(file.Tensors, []).Write(foreign);
        Assert.True(networks.Visit("DeepScaled", new Keeping(foreign.ToArray())));
    }

    [Theory]
    [InlineData("Deep")]
    [InlineData("Single")]
    [InlineData("Targets")]
    [InlineData("Normalized")]
    [InlineData("Two")]
    public void An_onnx_file_has_it_in_its_weights(string name)
    {
        (byte[] file, float[] inputs, float[] outputs) = networks.Visit(name + "Scaled", new Exporting());
        foreach (string loading in new[] { name, name + "Scaled" })
        {
            float[] found = networks.Visit(loading, new Loading(file, inputs));
            Scaling scaling = networks.Visit(name + "Scaled", new Numbers());
            for (int i = 0; i < found.Length; i++)
            {
                float unit = scaling.Targets.Count == 0 ? 1 : scaling.Targets[i % scaling.Targets.Count].Scale;
                Assert.InRange((found[i] - outputs[i]) / unit, -1e-4f, 1e-4f);
            }
        }
    }

    private static Dataset Data<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        Scaling scaling = NetworkScaling.Get(network) ?? ScaledNetworks.ScalingFor<TNetwork>();
        (float[] inputs, float[] targets) = ScaledNetworks.Samples<TNetwork>(scaling, rows: 150);
        return new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
    }

    private sealed class Unfitted : INetworkVisitor<string>
    {
        public string Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset data = Data(network);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(2);
            (float[] samples, float[] targets) = ScaledNetworks.Samples<TNetwork>(ScaledNetworks.ScalingFor<TNetwork>(), rows: 2);
            float[] inputs = new float[2 * TNetwork.InputSize], outputs = new float[2 * TNetwork.OutputSize], gradients = new float[TNetwork.ParameterCount];
            Assert.Null(NetworkScaling.Get(network));
            Assert.Throws<InvalidOperationException>(() => network.Forward(inputs, outputs));
            Assert.Throws<InvalidOperationException>(() => network.Forward(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, TNetwork.OutputSize)));
            Assert.Throws<InvalidOperationException>(() => { network.Forward(inputs, workspace); });
            Assert.Throws<InvalidOperationException>(() => network.ComputeGradients(samples, targets, workspace, gradients));
            Assert.Throws<InvalidOperationException>(() => Onnx.Save(network, new MemoryStream()));
            Assert.Throws<InvalidOperationException>(() => Trainer.Evaluate(network, data));
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.01), new TrainerOptions { Threads = 2 });
            return Assert.Throws<InvalidOperationException>(() => trainer.Fit(data, epochs: 1)).Message;
        }
    }

    // Of samples in thousands: an examination, looks while training, a page about it, and a training that diverges.
    private sealed class Judged(bool isScaled) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var random = new Random(7);
            float[] inputs = [.. Enumerable.Range(0, 300 * TNetwork.InputSize).Select(_ => 3e4f + (1e4f * random.NextSingle()))];
            float[] targets = [.. Enumerable.Range(0, 300 * TNetwork.OutputSize).Select(_ => random.NextSingle())];
            var data = new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
            if (isScaled) NetworkScaling.Fit(network, data);
            string path = Path.Combine(Path.GetTempPath(), $"layerwise-scaled-{Guid.NewGuid():N}.html");
            try
            {
                using var trainer = new Trainer<TNetwork>(network, new Adam(0.001), new TrainerOptions { Health = new HealthWatch { EverySteps = 1 } });
                var report = new TrainingReport<TNetwork>(trainer, data);
                HealthReport watched = trainer.Fit(data, epochs: 1, epochProgress: report)[0].Health!;
                report.Save(path);
                Assert.Equal(!isScaled, HasUnscaled(HealthReport.Of(network, data)));
                Assert.Equal(!isScaled, HasUnscaled(watched));
                Assert.Equal(!isScaled, File.ReadAllText(path).Contains("The mean square of the inputs is", StringComparison.Ordinal));
            }
            finally
            {
                File.Delete(path);
            }

            network.Parameters.Fill(1e38f);
            using var diverging = new Trainer<TNetwork>(network, new Sgd(1), new TrainerOptions());
            string message = Assert.Throws<TrainingDivergedException>(() => diverging.Fit(data, epochs: 1)).Message;
            Assert.Equal(!isScaled, message.Contains("The mean square of the inputs is", StringComparison.Ordinal));
            return true;
        }

        private static bool HasUnscaled(HealthReport report) => report.Findings.Any(static finding => finding.Problem == HealthProblem.UnscaledInputs);
    }

    private sealed record Training(int Threads, bool IsResumed) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset data = Data(network);
            NetworkScaling.Fit(network, data);
            string path = Path.Combine(Path.GetTempPath(), $"layerwise-scaled-{Guid.NewGuid():N}.safetensors");
            try
            {
                var options = new TrainerOptions { BatchSize = 32, Seed = 1, Threads = Threads, Checkpointing = new Checkpointing(path) };
                if (IsResumed)
                {
                    using (var before = new Trainer<TNetwork>(network, new Adam(0.01), options)) before.Fit(data, epochs: 3);
                    network.Parameters.Clear();
                    network.ScalingNumbers.Clear();
                    using var after = new Trainer<TNetwork>(network, new Adam(0.01), options);
                    after.Load(path);
                    after.Fit(data, epochs: 3);
                }
                else
                {
                    using var trainer = new Trainer<TNetwork>(network, new Adam(0.01), options);
                    IReadOnlyList<EpochReport> epochs = trainer.Fit(data, epochs: 6);
                    Assert.True(epochs[^1].Training.Loss < epochs[0].Training.Loss);
                }

                return network.Parameters.ToArray();
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    private sealed class Losses : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Scaling scaling = ScaledNetworks.Prepare(network);
            Dataset data = Data(network);
            float[] outputs = new float[data.Count * TNetwork.OutputSize], targets = new float[outputs.Length];
            for (int sample = 0; sample < data.Count; sample++)
            {
                network.Forward(data.Input(sample), outputs.AsSpan(sample * TNetwork.OutputSize, TNetwork.OutputSize));
                data.CopySample(sample, new float[TNetwork.InputSize], targets.AsSpan(sample * TNetwork.OutputSize, TNetwork.OutputSize));
            }

            var answers = new Scaling(scaling.Targets);
            float[] scaledOutputs = [.. outputs], scaledTargets = [.. targets];
            answers.ApplyToInputs(scaledOutputs);
            answers.ApplyToInputs(scaledTargets);
            float expected = TNetwork.ComputeLoss(scaledOutputs, scaledTargets);
            float[] weights = new float[data.Count];
            weights.AsSpan().Fill(0.5f);
            using var trainer = new Trainer<TNetwork>(network, new Sgd(1e-30), new TrainerOptions { BatchSize = 64 });
            Assert.Equal(expected, Trainer.Evaluate(network, data).Loss, 1e-4 * expected);
            Assert.Equal(expected, trainer.Evaluate(data).Loss, 1e-4 * expected);
            Assert.Equal(expected, Trainer.Evaluate(network, data.WithWeights(weights)).Loss, 1e-4 * expected);
            Assert.Equal(expected, Trainer.EvaluateHeads(network, data)[0].Evaluation.Loss, 1e-4 * expected);

            double meanError = 0;
            for (int i = 0; i < outputs.Length; i += TNetwork.OutputSize) meanError += Math.Abs(outputs[i] - (double)targets[i]) / data.Count;
            Assert.Equal(meanError, RegressionScores.Of(network, data).Output(0).MeanAbsoluteError, 1e-4 * meanError);
            if (TNetwork.Layers.Length > 1) return true;
            Assert.Equal(expected, trainer.Fit(data, epochs: 1)[0].Training.Loss, 1e-4 * expected);
            Assert.Equal(expected, trainer.Fit(data.WithWeights(weights), epochs: 1)[0].Training.Loss, 1e-4 * expected);
            return true;
        }
    }

    private sealed class Fitting : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] inputs = new float[200 * 4], targets = new float[200 * 2];
            for (int sample = 0; sample < 200; sample++)
            {
                inputs[4 * sample] = 5;
                inputs[(4 * sample) + 1] = sample == 17 ? float.NaN : sample % 10;
                inputs[(4 * sample) + 2] = sample == 33 ? 7000 : sample % 10;
                inputs[(4 * sample) + 3] = sample % 3;
                targets[2 * sample] = 1000 + sample;
            }

            Dataset data = new Dataset(inputs, 4, targets, 2).WithNames(["weight", "age", "income", "rooms"]);
            Scaling found = NetworkScaling.Fit(network, data);
            Assert.Equal([DataProblem.Constant, DataProblem.NotFinite, DataProblem.Outliers, DataProblem.Constant], found.Findings.Select(static finding => finding.Problem));
            Assert.Contains("age", found.ToString(), StringComparison.Ordinal);
            Assert.Equal(Scaling.Fit(data, InputScaling.Standardize, TargetScaling.Standardize).Inputs, NetworkScaling.Get(network)!.Inputs);
            Assert.Equal(1099.5f, NetworkScaling.Get(network)!.Targets[0].Center);
            Assert.Throws<ArgumentException>("scaling", () => NetworkScaling.Set(network, new Scaling([new(0, 2)])));
            Assert.Throws<ArgumentException>("training", () => NetworkScaling.Fit(network, new Dataset(inputs, 8, targets, 4)));
            Assert.Contains("nothing needs to be folded", Assert.Throws<InvalidOperationException>(() => found.FoldInto(network)).Message, StringComparison.Ordinal);
            return true;
        }
    }

    private sealed class RoundTrip : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] expected) = Answers(network);
            float[] numbers = network.ScalingNumbers.ToArray();
            foreach (TensorNaming naming in new[] { TensorNaming.Default, TensorNaming.PyTorchSequential<TNetwork>().WithPrefix("actor.") })
            {
                using var stream = new MemoryStream();
                Safetensors.Save(network, stream, naming);
                network.ScalingNumbers.Clear();
                network.Parameters.Clear();
                Safetensors.Load(network, new MemoryStream(stream.ToArray()), naming);
                Assert.Equal(numbers, network.ScalingNumbers.ToArray());
                float[] found = new float[expected.Length];
                network.Forward(inputs, found);
                Assert.Equal(expected, found);
            }

            return true;
        }
    }

    private static (float[] Inputs, float[] Outputs) Answers<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        (float[] inputs, float[] outputs) = ScaledNetworks.Samples<TNetwork>(ScaledNetworks.Prepare(network), rows: 20);
        network.Forward(inputs, outputs);
        return (inputs, outputs);
    }

    private sealed class Saving : INetworkVisitor<byte[]>
    {
        public byte[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            ScaledNetworks.Prepare(network);
            using var stream = new MemoryStream();
            Safetensors.Save(network, stream);
            return stream.ToArray();
        }
    }

    private sealed record Refused(byte[] File) : INetworkVisitor<string>
    {
        public string Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> =>
            Assert.Throws<SafetensorsException>(() => Safetensors.Load(network, new MemoryStream(File))).Message;
    }

    private sealed record Keeping(byte[] File) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            ScaledNetworks.Prepare(network);
            float[] before = network.ScalingNumbers.ToArray();
            Safetensors.Load(network, new MemoryStream(File));
            return before.AsSpan().SequenceEqual(network.ScalingNumbers);
        }
    }

    private sealed class Exporting : INetworkVisitor<(byte[] File, float[] Inputs, float[] Outputs)>
    {
        public (byte[] File, float[] Inputs, float[] Outputs) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] outputs) = Answers(network);
            using var stream = new MemoryStream();
            Onnx.Save(network, stream);
            return (stream.ToArray(), inputs, outputs);
        }
    }

    private sealed record Loading(byte[] File, float[] Inputs) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            ScaledNetworks.Prepare(network);
            Onnx.Load(network, new MemoryStream(File));
            float[] outputs = new float[Inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
            network.Forward(Inputs, outputs);
            return outputs;
        }
    }

    private sealed class Numbers : INetworkVisitor<Scaling>
    {
        public Scaling Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => ScaledNetworks.Prepare(network);
    }
}
