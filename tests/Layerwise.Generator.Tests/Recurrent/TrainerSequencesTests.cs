using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>A trainer on sequences of different lengths, and on windows that go on from each other.</summary>
public sealed class TrainerSequencesTests : IClassFixture<TrainerSequencesTests.Networks>, IDisposable
{
    private const int Steps = 6;
    private readonly Networks _networks;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public TrainerSequencesTests(Networks networks) => _networks = networks;

    /// <summary>Networks that answer at each step, with and without a warm-up, and one that answers to the last.</summary>
    public static TheoryData<string> All => ["Each", "Late", "Reach", "Last"];

    public static TheoryData<string> EachStep => ["Each", "Late", "Reach"];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(All))]
    public void Loss_and_steps_are_those_of_the_steps_that_count(string network) => _networks.Visit(network, new Counting());

    [Theory]
    [MemberData(nameof(All))]
    public void Sequences_behind_each_other_and_rows_with_lengths_train_alike(string network) => _networks.Visit(network, new Alike());

    [Theory]
    [MemberData(nameof(All))]
    public void Threads_and_ranks_change_no_bit_of_sequences_with_lengths(string network) => _networks.Visit(network, new Sharing());

    [Theory]
    [MemberData(nameof(EachStep))]
    public void Rows_go_on_where_those_of_the_batch_before_ended(string network) => _networks.Visit(network, new Carrying());

    [Theory]
    [MemberData(nameof(EachStep))]
    public void Threads_change_no_bit_of_carried_states(string network) => _networks.Visit(network, new CarryingThreads());

    [Theory]
    [MemberData(nameof(All))]
    public void Training_that_was_stopped_at_any_step_ends_in_the_same_bits(string network) => _networks.Visit(network, new Resuming(_path));

    [Theory]
    [MemberData(nameof(EachStep))]
    public void No_step_allocates_with_lengths_or_carried_states(string network) => _networks.Visit(network, new Allocating());

    [Fact]
    public void What_can_not_be_carried_is_refused() => _networks.Visit("Each", new Refusals());

    private static int[] Lengths(params int[] lengths) => lengths;

    private static float[] Uniform(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    // Sequences of 1 to Steps steps, with a target at each step or one each.
    private static (Dataset Data, int[] Lengths) Ragged<TNetwork>(int count, int seed, int longest = Steps)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var random = new Random(seed);
        int[] lengths = [.. Enumerable.Range(0, count).Select(_ => random.Next(1, longest + 1))];
        int targets = TNetwork.AnsweredSteps > 1 ? lengths.Sum() : count;
        float[] inputs = Uniform(random, lengths.Sum() * TNetwork.StepInputSize);
        return (Dataset.Sequences(inputs, TNetwork.StepInputSize, Uniform(random, targets), 1, lengths, Steps), lengths);
    }

    private static Dataset Signal<TNetwork>(int windows, int seed)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var random = new Random(seed);
        return Dataset.Windows(Uniform(random, windows * TNetwork.InputSize), TNetwork.StepInputSize, Uniform(random, windows * Steps), 1, Steps, hop: Steps);
    }

    // The mean over all sequences of the mean over their steps that count, step by step with a state.
    private static double MeanLoss<TNetwork>(TNetwork network, Dataset data, IEnumerable<int> samples, Func<int, bool> begins)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        RecurrentState<TNetwork> state = TNetwork.CreateState();
        var losses = new List<double>();
        float[] target = new float[TNetwork.OutputSize];
        foreach (int sample in samples)
        {
            if (begins(sample)) state.Reset();
            int length = data.Length(sample);
            float[] outputs = new float[length * TNetwork.StepOutputSize];
            network.Forward(data.Input(sample)[..(length * TNetwork.StepInputSize)], outputs, state);
            data.CopySample(sample, new float[TNetwork.InputSize], target);
            double[] squares = TNetwork.AnsweredSteps == 1
                ? [Math.Pow(outputs[^1] - target[0], 2)]
                : [.. outputs.Zip(target, static (a, y) => Math.Pow(a - y, 2)).Skip(TNetwork.WarmupSteps)];
            losses.Add(squares.DefaultIfEmpty(0).Average());
        }

        return losses.Average();
    }

    private static (float[] Parameters, EpochReport[] Reports) Train<TNetwork>(Dataset training, Dataset? validation, TrainerOptions options, IOptimizer? optimizer = null)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = New<TNetwork>();
        using var trainer = new Trainer<TNetwork>(network, optimizer ?? new Adam(0.01), options);
        EpochReport[] reports = [.. trainer.Fit(training, 3, validation)];
        return (network.Parameters.ToArray(), reports);
    }

    private static TNetwork New<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 1UL)!;
        return network;
    }

    /// <summary>One compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer("""
            using Layerwise;

            /// <summary>Answers at each step.</summary>
            [Input(6, 2)]
            [Gru(2, 5)]
            [Lstm(5, 4)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class Each;

            /// <summary>Two steps don't count.</summary>
            [Network(WarmupSteps = 2)]
            [Input(6, 1)]
            [Lstm(1, 6, Dropout = 0.2f)]
            [Layer(6, 1, Activation.Identity)]
            public sealed partial class Late;

            /// <summary>Windows of convolutions reach back over the cuts.</summary>
            [Input(6, 2)]
            [Conv1D(2, 6, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
            [Gru(6, 4)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class Reach;

            /// <summary>Answers to the last step.</summary>
            [Input(6, 2)]
            [Rnn(2, 5)]
            [Gru(5, 4, LastStepOnly = true)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class Last;
            """).Load();

        /// <inheritdoc/>
        public void Dispose() => _assembly.Dispose();

        internal TResult Visit<TResult>(string name, IRecurrentVisitor<TResult> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(type => type.Name == name), visitor);
    }

    private sealed class Counting : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            (Dataset data, int[] _) = Ragged<TNetwork>(count: 40, seed: 3);
            double expected = MeanLoss(network, data, Enumerable.Range(0, data.Count), static _ => true);
            Assert.Equal(expected, Trainer.Evaluate(network, data).Loss, 1e-5);
            using var trainer = new Trainer<TNetwork>(network, new Adam(), new TrainerOptions { BatchSize = 17 });
            Assert.Equal(expected, trainer.Evaluate(data).Loss, 1e-5);
            Assert.Equal(expected, Trainer.EvaluateHeads(network, data)[0].Evaluation.Loss, 1e-5);

            // With weights, sequence by sequence.
            float[] weights = [.. Enumerable.Range(0, data.Count).Select(static sample => sample % 3f)];
            double weighted = Enumerable.Range(0, data.Count).Sum(sample => weights[sample] * MeanLoss(network, data, [sample], static _ => true)) / weights.Sum();
            Assert.Equal(weighted, Trainer.Evaluate(network, data.WithWeights(weights)).Loss, 1e-5);

            // The loss of an epoch is that before its steps: with one batch, of the network as it was.
            if (TNetwork.Layers[0].DropsOutputs) return true;
            EpochReport report = new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { BatchSize = 64 }).Fit(data, 1)[0];
            Assert.Equal(expected, report.Training.Loss, 1e-5);
            report = new Trainer<TNetwork>(New<TNetwork>(), new Sgd(0.1), new TrainerOptions { BatchSize = 64 }).Fit(data.WithWeights(weights), 1)[0];
            Assert.Equal(weighted, report.Training.Loss, 1e-5);
            return true;
        }
    }

    private sealed class Alike : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            (Dataset sequences, int[] lengths) = Ragged<TNetwork>(count: 50, seed: 4);
            float[] inputs = new float[50 * TNetwork.InputSize];
            float[] targets = new float[50 * TNetwork.OutputSize];
            for (int row = 0; row < 50; row++)
            {
                Span<float> input = inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize);
                Span<float> target = targets.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize);
                sequences.CopySample(row, input, target);

                // What stands behind a sequence only has to be numbers.
                input[(lengths[row] * TNetwork.StepInputSize)..].Fill(1000);
                if (TNetwork.AnsweredSteps > 1) target[lengths[row]..].Fill(-1000);
            }

            var options = new TrainerOptions { BatchSize = 16, ClipNorm = 1 };
            Dataset rows = new(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
            (float[] parameters, EpochReport[] reports) = Train<TNetwork>(sequences, sequences, options);
            (float[] others, EpochReport[] otherReports) = Train<TNetwork>(rows.WithLengths(lengths), rows.WithLengths(lengths), options);
            Assert.Equal(parameters, others);
            Assert.Equal(reports, otherReports);
            Assert.NotEqual(parameters, Train<TNetwork>(rows, rows, options).Parameters);
            return true;
        }
    }

    private sealed class Sharing : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            (Dataset training, int[] _) = Ragged<TNetwork>(count: 300, seed: 5);
            (Dataset validation, int[] _) = Ragged<TNetwork>(count: 150, seed: 6);
            var options = new TrainerOptions { BatchSize = 140 };
            (float[] parameters, EpochReport[] reports) = Train<TNetwork>(training, validation, options);
            foreach (int threads in (int[])[2, 3])
            {
                (float[] others, EpochReport[] otherReports) = Train<TNetwork>(training, validation, options with { Threads = threads });
                Assert.Equal(parameters, others);
                Assert.Equal(reports, otherReports);
            }

            foreach (var outcome in InProcessRanks.Run(2, communicator => Train<TNetwork>(training, validation, options with { Communicator = communicator })))
            {
                Assert.Null(outcome.Exception);
                Assert.Equal(parameters, outcome.Result.Parameters);
                Assert.Equal(reports, outcome.Result.Reports);
            }

            return true;
        }
    }

    private sealed class Carrying : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            // Three streams of 4, 4 and 3 windows, and validation in one stream.
            const int Rows = 3;
            Dataset signal = Signal<TNetwork>(windows: 11, seed: 7);
            (Dataset several, int[] lengths) = Ragged<TNetwork>(count: 12, seed: 8, longest: 4 * Steps);
            Assert.Contains(lengths, static length => length > 2 * Steps);
            bool[] begins = [.. Enumerable.Range(0, several.Count).Select(sample => sample == 0 || !several.Follows(sample, sample - 1))];
            var options = new TrainerOptions { BatchSize = Rows, CarriesStates = true };
            using var trainer = new Trainer<TNetwork>(network, new Sgd(float.Epsilon), options);

            // Dropout makes another loss of training.
            bool drops = TNetwork.Layers[0].DropsOutputs;
            EpochReport report = trainer.Fit(signal, 1, several)[0];
            Assert.Equal(MeanLoss(network, several, Enumerable.Range(0, several.Count), sample => begins[sample]), report.Validation!.Value.Loss, 1e-5);
            Assert.NotEqual(MeanLoss(network, several, Enumerable.Range(0, several.Count), static _ => true), report.Validation!.Value.Loss, 1e-4);
            if (!drops) Assert.Equal(MeanLoss(network, signal, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], static sample => sample is 0 or 4 or 8), report.Training.Loss, 1e-5);

            int third = several.Count / Rows;
            int more = several.Count % Rows;
            int[] starts = [0, third + Math.Min(1, more), (2 * third) + more];
            report = trainer.Fit(several, 1)[0];
            if (!drops)
            {
                Assert.Equal(
                    MeanLoss(network, several, Enumerable.Range(0, several.Count), sample => begins[sample] || starts.Contains(sample)), report.Training.Loss, 1e-5);
            }

            // An evaluation by hand goes through the signal as in use.
            Assert.Equal(MeanLoss(network, signal, Enumerable.Range(0, 11), static sample => sample == 0), trainer.Evaluate(signal).Loss, 1e-5);
            return true;
        }
    }

    private sealed class CarryingThreads : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Dataset signal = Signal<TNetwork>(windows: 700, seed: 9);
            Dataset validation = Signal<TNetwork>(windows: 30, seed: 10);
            var options = new TrainerOptions { BatchSize = 200, CarriesStates = true };
            (float[] parameters, EpochReport[] reports) = Train<TNetwork>(signal, validation, options);
            (float[] others, EpochReport[] otherReports) = Train<TNetwork>(signal, validation, options with { Threads = 3 });
            Assert.Equal(parameters, others);
            Assert.Equal(reports, otherReports);
            Assert.NotEqual(parameters, Train<TNetwork>(signal, validation, options with { CarriesStates = false }).Parameters);
            return true;
        }
    }

    private sealed class Resuming(string path) : IRecurrentVisitor<bool>
    {
        private const int Epochs = 3;

        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            (Dataset ragged, int[] _) = Ragged<TNetwork>(count: 20, seed: 11);
            var options = new TrainerOptions { BatchSize = 6, ClipNorm = 0.5, EarlyStopping = new EarlyStopping { Patience = 2 } };
            StopEverywhere<TNetwork>(ragged, options);
            if (TNetwork.AnsweredSteps == 1) return true;
            (Dataset several, int[] _) = Ragged<TNetwork>(count: 14, seed: 12, longest: 4 * Steps);
            StopEverywhere<TNetwork>(several, options with { CarriesStates = true });
            return true;
        }

        private void StopEverywhere<TNetwork>(Dataset data, TrainerOptions options)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            TNetwork network = New<TNetwork>();
            var trainer = new Trainer<TNetwork>(network, new Adam(0.02), options);
            EpochReport[] expected = [.. trainer.Fit(data, Epochs, data)];
            int steps = Epochs * options.StepsPerEpoch(data.Count);
            for (int stop = 1; stop < steps; stop++)
            {
                TNetwork stoppedNetwork = New<TNetwork>();
                var stopped = new Trainer<TNetwork>(stoppedNetwork, new Adam(0.02), options);
                using (var cancellation = new CancellationTokenSource())
                {
                    var progress = new Immediate(() =>
                    {
                        if (stopped.Steps == stop) cancellation.Cancel();
                    });
                    try
                    {
                        stopped.Fit(data, Epochs, data, progress, cancellationToken: cancellation.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        stopped.Save(path);
                    }
                }

                Assert.Equal(stop, stopped.Steps);
                TNetwork resumedNetwork = New<TNetwork>();
                resumedNetwork.Parameters.Clear();
                var resumed = new Trainer<TNetwork>(resumedNetwork, new Adam(0.02), options);
                resumed.Load(path);
                Assert.Equal(expected, resumed.Fit(data, Epochs, data));
                Assert.Equal(network.Parameters, resumedNetwork.Parameters);

                // Without a file, and with an evaluation in between, the trainer that was stopped does the same.
                stopped.Evaluate(data);
                Assert.Equal(expected, stopped.Fit(data, Epochs, data));
                Assert.Equal(network.Parameters, stoppedNetwork.Parameters);
            }
        }
    }

    private sealed class Immediate(Action action) : IProgress<BatchReport>
    {
        public void Report(BatchReport value) => action();
    }

    private sealed class Allocating : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            (Dataset ragged, int[] _) = Ragged<TNetwork>(count: 200, seed: 13, longest: 3 * Steps);
            foreach (bool carries in (bool[])[false, true])
            {
                List<long> allocated = new(capacity: 1000);
                var progress = new Immediate(() => allocated.Add(GC.GetAllocatedBytesForCurrentThread()));
                new Trainer<TNetwork>(network, new Adam(), new TrainerOptions { BatchSize = 16, CarriesStates = carries }).Fit(ragged, 20, batchProgress: progress);

                // The runtime takes some now and then, and so do the report and the first step of an epoch.
                long[] steps = [.. allocated.Skip(100).Zip(allocated.Skip(101), static (before, after) => after - before).Order()];
                Assert.True(steps[steps.Length / 2] == 0, string.Join(' ', steps));
            }

            return true;
        }
    }

    private sealed class Refusals : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var options = new TrainerOptions { BatchSize = 4, CarriesStates = true };
            var trainer = new Trainer<TNetwork>(network, new Sgd(0.01), options);
            Dataset signal = Signal<TNetwork>(windows: 8, seed: 1);
            Refuses("training", "Here none does", signal.Where(static sample => sample % 2 == 0));
            Refuses("training", "at least 8", signal.Where(static sample => sample < 7));
            Refuses("training", "Here none does", new Dataset(new float[8 * TNetwork.InputSize], TNetwork.InputSize, new float[8 * Steps], Steps));
            Refuses("training", "windows of 3", Dataset.Windows(new float[400], 4, new float[200], 2, steps: 3, hop: 3));
            Dataset rows = new(new float[2 * TNetwork.InputSize], TNetwork.InputSize, new float[2 * Steps], Steps);
            Refuses("training", "Sample 1 has a length of 7", rows.WithLengths(Lengths(1, 7)));
            trainer.Fit(signal, 1);
            Exception? exception = InProcessRanks.Run(
                2, communicator => new Trainer<TNetwork>(network, new Sgd(), options with { BatchSize = 128, Communicator = communicator }))[0].Exception;
            Assert.Contains("within one process only", Assert.IsType<ArgumentException>(exception).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>("lengths", () => TNetwork.ComputeLoss(new float[Steps], new float[Steps], [7]));
            Assert.Throws<ArgumentException>("lengths", () => TNetwork.ComputeLoss(new float[Steps], new float[Steps], [1, 1]));
            return true;

            void Refuses(string parameter, string message, Dataset data) =>
                Assert.Contains(message, Assert.Throws<ArgumentException>(parameter, () => trainer.Fit(data, 1)).Message, StringComparison.Ordinal);
        }
    }
}
