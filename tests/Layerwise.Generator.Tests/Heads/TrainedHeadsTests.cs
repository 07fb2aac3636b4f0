using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Heads;

/// <summary>A trainer, and what judges, with a network of two outputs: one says which class, the other how much.</summary>
public sealed class TrainedHeadsTests(TrainedHeadsTests.Network network) : IClassFixture<TrainedHeadsTests.Network>
{
    private const int Inputs = 3;
    private const int Classes = 2;
    private const int Width = Classes + 1;
    private const int Rows = 200;

    [Fact]
    public void Both_are_learned() => network.Visit(new Learns());

    [Fact]
    public void Each_is_judged_by_itself() => network.Visit(new JudgesEach());

    [Fact]
    public void A_training_that_was_stopped_gives_the_same_bits() => network.Visit(new Resumes());

    [Fact]
    public void Labels_are_refused_with_the_names_of_the_outputs() => network.Visit(new RefusesLabels());

    [Fact]
    public void A_step_allocates_nothing() => network.Visit(new AllocatesNothing());

    public sealed class Network : IDisposable
    {
        private const string Source = """
            using Layerwise;

            [Layer(3, 16, Activation.Tanh)]
            [Output("Policy", 16, 2, Activation.Softmax)]
            [Layer(16, 8, Activation.Tanh, Head = "Value")]
            [Output("Value", 8, 1, Activation.Identity, LossWeight = 0.5f)]
            public sealed partial class ActorCritic;
            """;

        private readonly LoadedAssembly _assembly = new Consumer(Source).Load();

        public void Dispose() => _assembly.Dispose();

        internal void Visit(INetworkVisitor<bool> visitor) => Assert.True(_assembly.Visit(visitor));
    }

    // The class is the side of a plane, the number a sum.
    private static Dataset Samples()
    {
        Random random = new(5);
        float[] inputs = [.. Enumerable.Range(0, Rows * Inputs).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] targets = new float[Rows * Width];
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> x = inputs.AsSpan(row * Inputs, Inputs);
            targets[(row * Width) + (x[0] + x[1] > 0 ? 1 : 0)] = 1;
            targets[(row * Width) + Classes] = x[0] - (0.5f * x[2]);
        }

        return new Dataset(inputs, Inputs, targets, Width);
    }

    private static float[] Outputs<TNetwork>(TNetwork network, Dataset samples)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] outputs = new float[samples.Count * Width];
        for (int row = 0; row < samples.Count; row++) network.Forward(samples.Input(row), outputs.AsSpan(row * Width, Width));
        return outputs;
    }

    private sealed class Learns : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset samples = Samples();
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.01), new TrainerOptions { BatchSize = 20 });
            float reported = trainer.Fit(samples, epochs: 60)[^1].Training.Loss;

            HeadEvaluation[] heads = [.. Trainer.EvaluateHeads(network, samples)];
            Assert.Equal(["Policy", "Value"], heads.Select(static head => head.Name));
            Assert.InRange(heads[0].Evaluation.Loss, 0, 0.15f);
            Assert.InRange(heads[0].Evaluation.Accuracy!.Value, 0.95f, 1);
            Assert.InRange(heads[1].Evaluation.Loss, 0, 0.01f);
            Assert.Null(heads[1].Evaluation.Accuracy);
            Assert.Equal(heads[0].Evaluation.Loss + (0.5f * heads[1].Evaluation.Loss), trainer.Evaluate(samples).Loss, 1e-5f);
            Assert.Equal(reported, trainer.Evaluate(samples).Loss, 0.05f);
            return true;
        }
    }

    private sealed class JudgesEach : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset samples = Samples();
            float[] outputs = Outputs(network, samples);
            long[,] counts = new long[Classes, Classes];
            double absolute = 0, squares = 0;
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<float> output = outputs.AsSpan(row * Width, Width);
                counts[samples.Target(row)[1] == 1 ? 1 : 0, output[1] > output[0] ? 1 : 0]++;
                double error = output[Classes] - samples.Target(row)[Classes];
                absolute += Math.Abs(error) / Rows;
                squares += error * error / Rows;
            }

            ConfusionMatrix matrix = ConfusionMatrix.Of(network, samples, head: "Policy");
            Assert.Equal(Classes, matrix.ClassCount);
            for (int place = 0; place < Classes * Classes; place++) Assert.Equal(counts[place / Classes, place % Classes], matrix[place / Classes, place % Classes]);
            RegressionScores scores = RegressionScores.Of(network, samples, head: "Value");
            Assert.Equal((1, Rows), (scores.OutputSize, scores.Count));
            Assert.Equal(absolute, scores.Output(0).MeanAbsoluteError, 1e-6);
            Assert.Equal(Math.Sqrt(squares), scores.Output(0).RootMeanSquaredError, 1e-6);

            string unnamed = Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(network, samples)).Message;
            Assert.StartsWith("ActorCritic has the outputs Policy, Value; say which of them is meant.", unnamed, StringComparison.Ordinal);
            string unknown = Assert.Throws<ArgumentException>(() => RegressionScores.Of(network, samples, head: "Worth")).Message;
            Assert.StartsWith("ActorCritic has the outputs Policy, Value, and none called Worth.", unknown, StringComparison.Ordinal);
            _ = Assert.Throws<InvalidOperationException>(() => ConfusionMatrix.Of(network, samples, head: "Value"));
            return true;
        }
    }

    private sealed class Resumes : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset samples = Samples();
            float[] start = network.Parameters.ToArray();
            string file = Path.Combine(Path.GetTempPath(), $"heads-{Guid.NewGuid():N}.safetensors");
            try
            {
                using (Trainer<TNetwork> whole = Trainer(network)) _ = whole.Fit(samples, epochs: 4);
                float[] expected = network.Parameters.ToArray();

                start.CopyTo(network.Parameters);
                using (Trainer<TNetwork> first = Trainer(network))
                {
                    _ = first.Fit(samples, epochs: 2);
                    first.Save(file);
                }

                network.Parameters.Clear();
                using Trainer<TNetwork> second = Trainer(network);
                second.Load(file);
                _ = second.Fit(samples, epochs: 2);
                Assert.NotEqual(start, expected);
                Assert.Equal(expected, network.Parameters.ToArray());
            }
            finally
            {
                File.Delete(file);
            }

            return true;
        }

        private static Trainer<TNetwork> Trainer<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => new(network, new Adam(0.01), new TrainerOptions { BatchSize = 20, Seed = 3 });
    }

    private sealed class RefusesLabels : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] before = network.Parameters.ToArray();
            Dataset samples = Dataset.WithLabels(new float[4 * Inputs], Inputs, new int[4], Width);
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1));
            string message = Assert.Throws<ArgumentException>(() => trainer.Fit(samples, epochs: 1)).Message;
            Assert.StartsWith("The samples have labels, and the network has 2 outputs (Policy, Value); give targets for each of them.", message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
            return true;
        }
    }

    private sealed class AllocatesNothing : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Dataset samples = Samples();
            float[] inputs = [.. Enumerable.Range(0, Rows).SelectMany(row => samples.Input(row).ToArray())];
            float[] targets = [.. Enumerable.Range(0, Rows).SelectMany(row => samples.Target(row).ToArray())];
            using var trainer = new Trainer<TNetwork>(network, new Adam(), new TrainerOptions { BatchSize = Rows });
            Assert.Equal(0, AllocationOf.EveryCall(() => trainer.Step(inputs, targets)));
            return true;
        }
    }
}
