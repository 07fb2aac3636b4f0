using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Networks that name a class at each step.</summary>
public sealed class SequenceLabellingTests(SequenceLabellingTests.Networks networks) : IClassFixture<SequenceLabellingTests.Networks>
{
    private const int Classes = 3;

    private static readonly string[] Declarations =
    [
        "[Input(6, 2)]\n[Gru(2, 5)]\n[Layer(5, 3, Activation.Softmax)]",
        "[Network(WarmupSteps = 2)]\n[Input(6, 2)]\n[Lstm(2, 5)]\n[Layer(5, 3, Activation.LogSoftmax)]",
        "[Network(WarmupSteps = 1, LabelSmoothing = 0.1f)]\n[Input(6, 2)]\n[Rnn(2, 5)]\n[Layer(5, 3, Activation.Softmax)]",
        "[Network(ClassWeights = new[] { 1f, 0.5f, 3f })]\n[Input(6, 2)]\n[Gru(2, 5)]\n[Layer(5, 3, Activation.Softmax)]",
        "[Network(Loss = Loss.KullbackLeibler)]\n[Input(6, 2)]\n[Gru(2, 5)]\n[Layer(5, 3, Activation.Softmax)]",
        "[Network(Loss = Loss.CrossEntropy)]\n[Input(6, 2)]\n[Gru(2, 5)]\n[Layer(5, 3, Activation.Sigmoid)]",
        "[Network(WarmupSteps = 2)]\n[Input(6, 2)]\n[Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal)]\n[Gru(4, 5)]\n[Layer(5, 3, Activation.Softmax)]",
        "[Network(Streaming = true, WarmupSteps = 3)]\n[Input(6, 2)]\n[Conv1D(2, 4, 2, Activation.Silu, Padding = Padding.Causal, Dilation = 2)]\n[Layer(4, 3, Activation.Softmax)]",
    ];

    /// <summary>The numbers of all.</summary>
    public static TheoryData<int> All => [.. Enumerable.Range(0, Declarations.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_are_the_slopes_of_the_loss_at_the_steps_that_count(int network) => Assert.InRange(networks.Visit(network, new Slopes()), 0, 2e-3);

    [Theory]
    [MemberData(nameof(All))]
    public void Labels_are_targets_that_are_1_at_the_label(int network) => networks.Visit(network, new OneHot());

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_no_label_or_target_of_a_step_is_refused(int network) => networks.Visit(network, new Refusals());

    [Fact]
    public void A_trainer_learns_to_label_each_step_and_counts_those_that_count() => networks.Visit(1, new Labelling());

    [Fact]
    public void Classes_of_steps_have_names_and_are_counted()
    {
        string[] inputNames = [.. Enumerable.Range(0, 12).Select(static i => $"x{i}")];
        int[] labels = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Dataset samples = Dataset.WithStepLabels(Uniform(new Random(1), 24), 12, labels, Classes, 6).WithNames(inputNames, ["noun", "verb", "other"]);
        Assert.Equal(["noun", "verb", "other"], networks.Visit(0, new Naming(samples)));
        Assert.Throws<ArgumentException>("targetNames", () => samples.WithNames(inputNames, [.. Enumerable.Repeat("x", 18)]));

        string report = DataReport.Of(samples).ToString();
        Assert.Contains("Class 2 (other) has no step: it can't be learned.", report, StringComparison.Ordinal);
        Assert.Contains("Class 0 (noun) has 92 % of the steps", report, StringComparison.Ordinal);
        Assert.Contains("ClassWeights", report, StringComparison.Ordinal);

        // What lies behind the length of a sequence has no class.
        int[] lengths = [2, 6];
        string shorter = DataReport.Of(samples.WithLengths(lengths)).ToString();
        Assert.Contains("Class 0 (noun) has all 8 steps", shorter, StringComparison.Ordinal);
    }

    private static float[] Uniform(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static float[] OneHotOf(ReadOnlySpan<int> labels)
    {
        float[] targets = new float[labels.Length * Classes];
        for (int i = 0; i < labels.Length; i++) targets[(i * Classes) + labels[i]] = 1;
        return targets;
    }

    /// <summary>One compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer(
            "using Layerwise;\n\n" + string.Join("\n\n", Declarations.Select((layers, i) => $"/// <summary>A network.</summary>\n{layers}\npublic sealed partial class Net{i};"))).Load();

        /// <inheritdoc/>
        public void Dispose() => _assembly.Dispose();

        internal TResult Visit<TResult>(int number, IRecurrentVisitor<TResult> visitor) => LoadedAssembly.Visit(_assembly.Networks.ElementAt(number), visitor);
    }

    private sealed class Naming(Dataset samples) : IRecurrentVisitor<IReadOnlyList<string>>
    {
        public IReadOnlyList<string> Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork> => ConfusionMatrix.Of(network, samples).ClassNames;
    }

    // The difference from difference quotients of a loss that is written out in doubles, step by step with a state.
    private sealed class Slopes : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            const float Step = 1f / 128;
            var random = new Random(4);
            float[] inputs = Uniform(random, 3 * TNetwork.InputSize);
            int[] labels = [.. Enumerable.Range(0, 3 * TNetwork.Steps).Select(_ => random.Next(Classes))];
            float[] targets = OneHotOf(labels);
            int[] lengths = [3, TNetwork.Steps, 1];
            double[] weights = network.GetType().Name == "Net3" ? [1, 0.5, 3] : [1, 1, 1];
            double smoothing = network.GetType().Name == "Net2" ? 0.1 : 0;
            bool areLogarithms = network.GetType().Name == "Net1";
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(3);
            workspace.SetLengths(lengths);
            float[] gradients = new float[TNetwork.ParameterCount];
            double loss = network.ComputeGradients(inputs, targets, workspace, gradients);
            Assert.Equal(Loss(), loss, 1e-5);
            float[] outputs = new float[3 * TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            Assert.Equal(loss, TNetwork.ComputeLoss(outputs, targets, lengths), 1e-5);
            return Enumerable.Range(0, gradients.Length).Max(i =>
            {
                float value = network.Parameters[i];
                network.Parameters[i] = value + Step;
                double above = Loss();
                network.Parameters[i] = value - Step;
                double below = Loss();
                network.Parameters[i] = value;
                return Math.Abs(((above - below) / (2 * Step)) - gradients[i]);
            });

            double Loss()
            {
                double sum = 0;
                for (int row = 0; row < 3; row++)
                {
                    float[] answers = new float[lengths[row] * Classes];
                    network.Forward(inputs.AsSpan(row * TNetwork.InputSize, lengths[row] * TNetwork.StepInputSize), answers, TNetwork.CreateState());
                    double[] steps = [.. Enumerable.Range(0, lengths[row]).Skip(TNetwork.WarmupSteps).Select(step => Enumerable.Range(0, Classes).Sum(c =>
                    {
                        double y = targets[(((row * TNetwork.Steps) + step) * Classes) + c];
                        double a = answers[(step * Classes) + c];
                        return -weights[c] * ((y * (1 - smoothing)) + (smoothing / Classes)) * (areLogarithms ? a : Math.Log(a));
                    }))];
                    sum += steps.DefaultIfEmpty(0).Average() / 3;
                }

                return sum;
            }
        }
    }

    private sealed class OneHot : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var random = new Random(5);
            float[] inputs = Uniform(random, 4 * TNetwork.InputSize);
            int[] labels = [.. Enumerable.Range(0, 4 * TNetwork.Steps).Select(_ => random.Next(Classes))];
            if (LabelsOf(network) is not { } computeGradients)
            {
                Assert.Equal("Net4", network.GetType().Name);
                return true;
            }

            foreach (int[] lengths in (int[][])[[], [2, 6, 1, 5]])
            {
                Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(4);
                workspace.SetLengths(lengths);
                float[] expected = new float[TNetwork.ParameterCount], gradients = new float[TNetwork.ParameterCount];
                float[] targets = OneHotOf(labels);
                float byTargets = network.ComputeGradients(inputs, targets, workspace, expected);
                float byLabels = computeGradients(inputs, labels, workspace, gradients);

                // Class weights make another mean of labels: one that is weighted, of each sequence.
                if (network.GetType().Name == "Net3") continue;
                Assert.Equal(byTargets, byLabels, 1e-6f);
                Assert.All(expected.Zip(gradients), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
            }

            return true;
        }

        private static LabelGradients<TNetwork>? LabelsOf<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork> =>
            network.GetType().GetMethods().FirstOrDefault(static method => method.Name == "ComputeGradients" && method.GetParameters()[1].ParameterType == typeof(ReadOnlySpan<int>))
                ?.CreateDelegate<LabelGradients<TNetwork>>(network);
    }

    private delegate float LabelGradients<TNetwork>(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Workspace<TNetwork> workspace, Span<float> gradients)
        where TNetwork : class, IRecurrentNetwork<TNetwork>;

    private sealed class Refusals : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] targets = OneHotOf(new int[2 * TNetwork.Steps]);
            targets[(TNetwork.Steps + 4) * Classes] = 7;
            ArgumentException error = Assert.Throws<ArgumentException>(
                "targets", () => network.ComputeGradients(new float[2 * TNetwork.InputSize], targets, TNetwork.CreateWorkspace(2), new float[TNetwork.ParameterCount]));
            Assert.Contains("Sample 1, step 4", error.Message, StringComparison.Ordinal);
            Dataset samples = new(new float[2 * TNetwork.InputSize], TNetwork.InputSize, targets, TNetwork.OutputSize);
            error = Assert.Throws<ArgumentException>("training", () => new Trainer<TNetwork>(network, new Sgd()).Fit(samples, 1));
            Assert.Contains("Sample 1, step 4", error.Message, StringComparison.Ordinal);

            // Behind the end of a sequence it only has to be a number.
            int[] lengths = [6, 4];
            new Trainer<TNetwork>(network, new Sgd(0.001)).Fit(samples.WithLengths(lengths), 1);
            var trainer = new Trainer<TNetwork>(network, new Sgd(0.001));
            Assert.Throws<ArgumentException>("labels", () => trainer.Step(new float[TNetwork.InputSize], new int[1]));
            int[] labels = [0, 0, 0, 0, 0, 3];
            Assert.Throws<ArgumentOutOfRangeException>("labels", () => trainer.Step(new float[TNetwork.InputSize], labels));
            trainer.Step(new float[TNetwork.InputSize], new int[6]);
            return true;
        }
    }

    // The class of a step is that of the input one step before.
    private sealed class Labelling : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var random = new Random(9);
            int[] lengths = [.. Enumerable.Range(0, 200).Select(_ => random.Next(1, TNetwork.Steps + 1))];
            int steps = lengths.Sum();
            float[] inputs = Uniform(random, steps * TNetwork.StepInputSize);
            int[] labels = new int[steps];
            for (int i = 1; i < steps; i++) labels[i] = inputs[(i - 1) * TNetwork.StepInputSize] < -0.3f ? 0 : inputs[(i - 1) * TNetwork.StepInputSize] < 0.3f ? 1 : 2;
            Dataset data = Dataset.SequencesWithLabels(inputs, TNetwork.StepInputSize, labels, Classes, lengths, TNetwork.Steps);
            (Dataset training, Dataset validation) = data.Split(0.75, seed: 1);
            var trainer = new Trainer<TNetwork>(network, new Adam(0.02), new TrainerOptions { BatchSize = 25 });
            EpochReport report = trainer.Fit(training, 150, validation)[^1];
            Assert.InRange(report.Training.Accuracy!.Value, 0.95f, 1);
            Assert.InRange(report.Validation!.Value.Accuracy!.Value, 0.9f, 1);

            // Counted by hand, step by step.
            int right = 0, counted = 0;
            for (int sample = 0; sample < validation.Count; sample++)
            {
                int length = validation.Length(sample);
                float[] outputs = new float[length * Classes];
                network.Forward(validation.Input(sample)[..(length * TNetwork.StepInputSize)], outputs, TNetwork.CreateState());
                for (int step = TNetwork.WarmupSteps; step < length; step++, counted++)
                {
                    ReadOnlySpan<float> answer = outputs.AsSpan(step * Classes, Classes);
                    if (answer.IndexOf(outputs.Skip(step * Classes).Take(Classes).Max()) == validation.StepLabels(sample)[step]) right++;
                }
            }

            Assert.InRange(counted, 1, validation.Count * (TNetwork.Steps - TNetwork.WarmupSteps));
            Assert.Equal((float)right / counted, report.Validation!.Value.Accuracy!.Value, 1e-6f);
            Assert.Equal((float)right / counted, Trainer.Evaluate(network, validation).Accuracy!.Value, 1e-6f);
            ConfusionMatrix matrix = ConfusionMatrix.Of(network, validation);
            Assert.Equal((counted, Classes), (matrix.Count, matrix.ClassCount));
            Assert.Equal((double)right / counted, matrix.Accuracy, 1e-6);
            return true;
        }
    }
}
