using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C17: how much there is that trains with batch normalization, and without.</summary>
internal sealed class HyperParameters : IExperiment
{
    private static readonly double[] LearningRates = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
    private static readonly double[] Deviations = [0.01, 0.03, 0.1, 0.3, 1];
    private static readonly int[] BatchSizes = [4, 16, 64, 256];

    // Less is within what another seed changes: five images of the test, and two fields of a sweep.
    private const double ClearlyMore = 0.015;
    private const int ClearlyWider = 2;

    public string Id => "C17";

    public string Claim => "Batch normalization converges in fewer epochs and bears a wider range of learning rates, initial weights and batch sizes.";

    public Finding Run(Effort effort)
    {
        int epochs = Math.Max(3, effort.Epochs / 4);
        Areas plain = Sweep(new TanhClassifier(), epochs, effort.Seed);
        Areas normalized = Sweep(new NormalizedTanhClassifier(), epochs, effort.Seed);

        bool[] parts =
        [
            normalized.FirstEpochs.Max() - plain.FirstEpochs.Max() > ClearlyMore,
            normalized.Weights - plain.Weights > ClearlyWider,
            normalized.Batches - plain.Batches > ClearlyWider,
        ];
        int held = parts.Count(static part => part);
        int cells = LearningRates.Length * Deviations.Length;
        int batchCells = LearningRates.Length * BatchSizes.Length;
        return new Finding(
            held == parts.Length ? Verdict.Holds : held == 0 ? Verdict.Fails : Verdict.InPart,
            $"normalized, no deviation of the weights changes the signal: all {Deviations.Length} deviations learn where one does; without, 0.1 alone is near Xavier's {Format.Number(Math.Sqrt(1.0 / DigitImages.Pixels))}",
            $"without/with, {epochs} epochs: {plain.Weights}/{normalized.Weights} of {cells} pairs of learning rate and deviation reach 90 %, "
            + $"{plain.Batches}/{normalized.Batches} of {batchCells} pairs of learning rate and batch size from Xavier's weights; after the first epoch the best learning rate reads "
            + $"{Format.Percent(plain.FirstEpochs.Max())}/{Format.Percent(normalized.FirstEpochs.Max())}",
            string.Join(' ',
                parts[0] ? "It is ahead after one epoch, each at its best learning rate." : "After one epoch it is not clearly ahead, if each has its best learning rate and Xavier's weights.",
                parts[1] ? "Its area of rates and weights is wider." : "Its area of rates and weights is no wider.",
                parts[2] ? "That of rates and batch sizes, too." : "That of rates and batch sizes is not clearly wider: from Xavier's weights, the plain network needs no help there."),
            [
                Area("Learning rates and weights, without", plain.WeightCells, [.. Deviations.Select(static deviation => $"N(0, {Format.Number(deviation)}²)")]),
                Area("Learning rates and weights, normalized", normalized.WeightCells, [.. Deviations.Select(static deviation => $"N(0, {Format.Number(deviation)}²)")]),
                new Curves("One epoch", "Test accuracy after it, from Xavier's weights.", "learning rate", "test accuracy",
                    [FirstEpoch("without", 0, plain), FirstEpoch("normalized", 1, normalized)]) { HasLogX = true, YRange = (0, 1) },
            ]);
    }

    private static Areas Sweep<TNetwork>(TNetwork network, int epochs, ulong seed)
        where TNetwork : class, INetwork<TNetwork> => new(
            [.. Deviations.Select(deviation => Training.Sweep(network, WeightSchemes.Normal(deviation), LearningRates, epochs, seed))],
            [.. BatchSizes.Select(size => LearningRates.Select(rate => Training.Run(network, WeightSchemes.XavierNormal, rate, epochs, seed, batchSize: size)).ToArray())],
            [.. Training.Sweep(network, WeightSchemes.XavierNormal, LearningRates, 1, seed).Select(static run => run.Accuracy)]);

    private static CellTable Area(string title, TrainingRun[][] runs, string[] rows) => new(title, "Test accuracy; marked where it reaches 90 %.",
        ["", .. LearningRates.Select(Format.Number)],
        [.. runs.Select((row, i) => (IReadOnlyList<Cell>)[new Cell(rows[i]), .. row.Select(static run => new Cell(Format.Percent(run.Accuracy), run.HasLearned))])]);

    private static Series FirstEpoch(string name, int colour, Areas areas) => new(name, colour, [.. LearningRates.Select((rate, i) => (rate, areas.FirstEpochs[i]))]);

    private sealed record Areas(TrainingRun[][] WeightCells, TrainingRun[][] BatchCells, double[] FirstEpochs)
    {
        public int Weights => Count(WeightCells);

        public int Batches => Count(BatchCells);

        private static int Count(TrainingRun[][] runs) => runs.Sum(static row => row.Count(static run => run.HasLearned));
    }
}
