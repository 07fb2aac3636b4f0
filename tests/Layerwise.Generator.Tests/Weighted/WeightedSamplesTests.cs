using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Weighted;

/// <summary>What a trainer does with samples that don't count alike.</summary>
public sealed class WeightedSamplesTests(WeightedSamplesTests.Networks networks) : IClassFixture<WeightedSamplesTests.Networks>
{
    // One shard, and several.
    private const int Few = 10;
    private const int Many = 200;

    public static TheoryData<string, int> Cases => new()
    {
        { "Numbers", Few }, { "Numbers", Many }, { "Huber", Few }, { "Classes", Few }, { "Classes", Many }, { "Smoothed", Few }, { "Logarithms", Few }, { "YesOrNo", Many }, { "TwoOutputs", Few }, { "TwoOutputs", Many },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_step_follows_the_gradient_of_the_weighted_mean(string name, int rows) => networks.Visit(name, new WeightedStep(rows));

    [Fact]
    public void Classes_weigh_as_PyTorch_weighs_those_of_labels() => networks.Visit("Weighing", new ClassWeights(networks));

    [Fact]
    public void Weighted_steps_allocate_nothing() => networks.Visit("Classes", new Allocation());

    [Fact]
    public void A_batch_in_which_nothing_counts_moves_nothing() => networks.Visit("Classes", new NothingCounts());

    public sealed class Networks : IDisposable
    {
        private const string Source = """
            using Layerwise;

            [Layer(3, 5, Activation.Tanh)] [Layer(5, 2, Activation.Identity)]
            public sealed partial class Numbers;

            [Layer(3, 5, Activation.Tanh)] [Layer(5, 2, Activation.Identity)] [Network(Loss = Loss.Huber, Delta = 0.3f)]
            public sealed partial class Huber;

            [Layer(3, 5, Activation.Relu)] [Layer(5, 3, Activation.Softmax)]
            public sealed partial class Classes;

            [Layer(3, 5, Activation.Relu)] [Layer(5, 3, Activation.Softmax)] [Network(LabelSmoothing = 0.1f)]
            public sealed partial class Smoothed;

            [Layer(3, 5, Activation.Relu)] [Layer(5, 3, Activation.LogSoftmax)] [Network(Loss = Loss.CrossEntropy)]
            public sealed partial class Logarithms;

            [Layer(3, 5, Activation.Relu)] [Layer(5, 2, Activation.Sigmoid)]
            public sealed partial class YesOrNo;

            [Layer(3, 5, Activation.Relu)] [Output("Class", 5, 2, Activation.Softmax)] [Output("Number", 5, 1, Activation.Identity, LossWeight = 0.3f)]
            public sealed partial class TwoOutputs;

            [Layer(3, 5, Activation.Relu)] [Layer(5, 3, Activation.Softmax)] [Network(ClassWeights = new[] { 0.5f, 4f, 1f })]
            public sealed partial class Weighing;
            """;

        private readonly LoadedAssembly _assembly = new Consumer(Source).Load();

        public void Dispose() => _assembly.Dispose();

        internal T Visit<T>(string name, INetworkVisitor<T> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(type => type.Name == name), visitor);
    }

    private static (float[] Inputs, float[] Targets, int[] Labels, float[] Weights) Draw<TNetwork>(int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        Random random = new(11);
        float[] inputs = [.. Enumerable.Range(0, rows * 3).Select(_ => (2 * random.NextSingle()) - 1)];
        int classes = TNetwork.Heads.IsEmpty ? TNetwork.OutputSize : TNetwork.Heads[0].Size;
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        float[] weights = [.. Enumerable.Range(0, rows).Select(row => row % 4 == 1 ? 0 : 3 * random.NextSingle())];
        float[] targets = new float[rows * TNetwork.OutputSize];
        for (int row = 0; row < rows; row++) targets[(row * TNetwork.OutputSize) + labels[row]] = 1;
        return (inputs, targets, labels, weights);
    }

    // A step of a rate of 1 goes by the gradient.
    private static (float Loss, float[] Gradient) StepOf<TNetwork>(TNetwork network, Dataset samples)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] before = network.Parameters.ToArray();
        using var trainer = new Trainer<TNetwork>(network, new Sgd(1), new TrainerOptions { BatchSize = samples.Count });
        float loss = trainer.Fit(samples, epochs: 1)[0].Training.Loss;
        float[] gradient = [.. before.Zip(network.Parameters.ToArray(), static (old, now) => old - now)];
        before.CopyTo(network.Parameters);
        return (loss, gradient);
    }

    private static void AssertClose(IReadOnlyList<double> expected, float[] found) =>
        Assert.All(Enumerable.Range(0, found.Length), i => Assert.Equal(expected[i], found[i], 2e-6));

    private sealed record WeightedStep(int Rows) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets, _, float[] weights) = Draw<TNetwork>(Rows);
            double[] expected = new double[TNetwork.ParameterCount];
            double loss = 0, total = weights.Sum(static weight => (double)weight);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(1);
            float[] gradients = new float[TNetwork.ParameterCount];
            for (int row = 0; row < Rows; row++)
            {
                int width = TNetwork.OutputSize;
                loss += weights[row] / total * network.ComputeGradients(inputs.AsSpan(row * 3, 3), targets.AsSpan(row * width, width), workspace, gradients);
                for (int i = 0; i < gradients.Length; i++) expected[i] += weights[row] / total * gradients[i];
            }

            Dataset samples = new Dataset(inputs, 3, targets, TNetwork.OutputSize).WithWeights(weights);
            Assert.Equal(loss, Trainer.Evaluate(network, samples).Loss, 1e-5);
            float[] lossWeights = TNetwork.Heads.IsEmpty ? [1] : [.. TNetwork.Heads.ToArray().Select(static head => head.LossWeight)];
            Assert.Equal(loss, Trainer.EvaluateHeads(network, samples).Zip(lossWeights, static (head, weight) => head.Evaluation.Loss * weight).Sum(), 1e-5);
            using (var trainer = new Trainer<TNetwork>(network, new Sgd(1), new TrainerOptions { BatchSize = 7 })) Assert.Equal(loss, trainer.Evaluate(samples).Loss, 1e-5);
            (float found, float[] gradient) = StepOf(network, samples);
            Assert.Equal(loss, found, 1e-5);
            AssertClose(expected, gradient);
            return true;
        }
    }

    private sealed record ClassWeights(Networks Networks) : INetworkVisitor<bool>
    {
        private static readonly float[] Weights = [0.5f, 4, 1];

        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, _, int[] labels, _) = Draw<TNetwork>(Few);
            float[] gradients = new float[TNetwork.ParameterCount];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Few);
            float loss = (float)typeof(TNetwork).GetMethod("ComputeGradients", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<int>), workspace.GetType(), typeof(Span<float>)])!
                .CreateDelegate<ByLabels<TNetwork>>(network)(inputs, labels, workspace, gradients);
            Dataset samples = Dataset.WithLabels(inputs, 3, labels, 3).WithClassWeights(Weights);
            return Networks.Visit("Classes", new SameStep(network.Parameters.ToArray(), samples, loss, gradients));
        }

        private delegate float ByLabels<TNetwork>(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Workspace<TNetwork> workspace, Span<float> gradients)
            where TNetwork : class, INetwork<TNetwork>;
    }

    private sealed record SameStep(float[] Parameters, Dataset Samples, float Loss, float[] Gradients) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Parameters.CopyTo(network.Parameters);
            (float loss, float[] gradient) = StepOf(network, Samples);
            Assert.Equal(Loss, loss, 1e-5f);
            AssertClose([.. Gradients.Select(static value => (double)value)], gradient);
            return true;
        }
    }

    private sealed class Allocation : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets, _, float[] weights) = Draw<TNetwork>(Many);
            List<long> allocated = new(capacity: 128);
            using var trainer = new Trainer<TNetwork>(network, new Adam(), new TrainerOptions { BatchSize = 10 });
            trainer.Fit(new Dataset(inputs, 3, targets, 3).WithWeights(weights), 5, batchProgress: new Told(_ => allocated.Add(GC.GetAllocatedBytesForCurrentThread())));
            Assert.Equal(0, allocated.Skip(20).Zip(allocated.Skip(21), static (before, after) => after - before).Order().ElementAt(40));
            return true;
        }
    }

    private sealed class NothingCounts : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets, _, _) = Draw<TNetwork>(Many);
            float[] weights = new float[Many];
            weights[17] = 1;
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 1 });
            List<float> losses = [];
            trainer.Fit(new Dataset(inputs, 3, targets, 3).WithWeights(weights), 1, batchProgress: new Told(report => losses.Add(report.Loss)));
            Assert.Equal(Many - 1, losses.Count(static loss => loss == 0));
            Assert.All(network.Parameters.ToArray(), static parameter => Assert.True(float.IsFinite(parameter)));
            return true;
        }
    }

    private sealed class Told(Action<BatchReport> action) : IProgress<BatchReport>
    {
        public void Report(BatchReport value) => action(value);
    }
}
