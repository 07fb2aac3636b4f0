using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C12: every initializer with every activation.</summary>
internal sealed class ThreeConditions : IExperiment
{
    private static readonly double[] LearningRates = [0.01, 0.1, 1];

    // Beyond these, the rules LW5001 to LW5004 warn.
    private const double Vanished = 1e-4;
    private const double Exploded = 1e3;

    // And beyond this share, LW5005.
    private const double MostSaturated = 0.5;

    private static readonly WeightScheme[] Schemes =
    [
        WeightSchemes.PyTorchUniform, WeightSchemes.XavierNormal, WeightSchemes.XavierUniform, WeightSchemes.HeNormal, WeightSchemes.HeUniform,
        WeightSchemes.LeCunNormal, WeightSchemes.Orthogonal, WeightSchemes.Identity, WeightSchemes.Normal(0.05), WeightSchemes.Uniform(0.05),
        WeightSchemes.Normal(0.01), WeightSchemes.Normal(1), WeightSchemes.Positive, WeightSchemes.Constant(0.1), WeightSchemes.Zeros,
    ];

    public string Id => "C12";

    public string Claim => "Weights small, different from each other, with enough variance: the three conditions together.";

    public Finding Run(Effort effort)
    {
        Column[] columns =
        [
            Try("tanh", new TanhClassifier(), effort), Try("sigmoid", new SigmoidClassifier(), effort), Try("ReLU", new ReluClassifier(), effort),
            Try("GELU", new GeluClassifier(), effort), Try("SELU", new SeluClassifier(), effort),
        ];
        (Trial Trial, string Where)[] trials = [.. columns.SelectMany(static column => column.Trials.Select((trial, i) => (trial, $"{column.Name} {Schemes[i].Name}")))];
        int sound = trials.Count(static item => item.Trial.IsSound);
        string[] soundButFailed = [.. trials.Where(static item => item.Trial.IsSound && !item.Trial.HasLearned).Select(static item => item.Where)];
        string[] unsoundButLearned = [.. trials.Where(static item => !item.Trial.IsSound && item.Trial.HasLearned).Select(static item => item.Where)];
        int right = trials.Length - soundButFailed.Length - unsoundButLearned.Length;
        return new Finding(
            right == trials.Length ? Verdict.Holds : right > trials.Length / 2 ? Verdict.InPart : Verdict.Fails,
            $"{sound} of {trials.Length} combinations meet all three conditions and learn, the others don't",
            $"{trials.Count(static item => item.Trial.HasLearned)} learn; {right} of {trials.Length} as predicted",
            Truth(soundButFailed, unsoundButLearned),
            [
                new CellTable(
                    "Every initializer with every activation",
                    $"Test accuracy after {effort.Epochs} epochs with six hidden layers, the best of three learning rates; marked where it is at least {Format.Percent(TrainingRun.Learned)}. Behind it which conditions "
                    + "the prediction sees broken: small (exploding signal or gradient, or more than half of the units saturated), different (equal units), variance (vanishing signal or gradient).",
                    ["initializer", .. columns.Select(static column => column.Name)],
                    [.. Schemes.Select((scheme, i) => (IReadOnlyList<Cell>)[new Cell(scheme.Name), .. columns.Select(column => column.Trials[i].Cell)])]),
            ]);
    }

    private static string Truth(string[] soundButFailed, string[] unsoundButLearned) => string.Join(' ',
        soundButFailed.Length == 0 ? "Where all three hold, training works." : $"All three together are not always enough: {string.Join(", ", soundButFailed)} did not learn in this time.",
        unsoundButLearned.Length == 0 ? "Where one is broken, nothing learned." : $"Nor is each necessary: {string.Join(", ", unsoundButLearned)} learned without.");

    private static Column Try<TNetwork>(string name, TNetwork network, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        return new Column(name, [.. Schemes.Select(scheme => new Trial(
            [.. BrokenConditions(scheme, scheme.Predict<TNetwork>(), TNetwork.Layers[0].Activation)],
            Training.Sweep(network, scheme, LearningRates, effort.Epochs, effort.Seed).Max(static run => run.Accuracy)))]);
    }

    // The softmax that comes last is left out: it makes nothing vanish that training would miss.
    private static IEnumerable<string> BrokenConditions(WeightScheme scheme, NetworkPrediction prediction, Activation activation)
    {
        LayerPrediction[] hidden = [.. prediction.Layers.Take(prediction.Layers.Count - 1)];
        double gradient = hidden[0].GradientRms * hidden[0].GradientGain / hidden[^1].GradientRms;
        bool isSaturated = activation is Activation.Tanh or Activation.Sigmoid && hidden.Any(static layer => layer.SaturatedShare > MostSaturated);
        if (hidden[^1].SignalRms > Exploded || gradient > Exploded || isSaturated) yield return "small";
        if (!scheme.TellsUnitsApart) yield return "different";
        if (!(hidden[^1].SignalRms >= Vanished && gradient >= Vanished)) yield return "variance";
    }

    // One activation with all initializers.
    private sealed record Column(string Name, Trial[] Trials);

    // One activation with one initializer.
    private sealed record Trial(string[] BrokenConditions, double Accuracy)
    {
        public bool IsSound => BrokenConditions.Length == 0;

        public bool HasLearned => Accuracy >= TrainingRun.Learned;

        public Cell Cell => new(IsSound ? Format.Percent(Accuracy) : $"{Format.Percent(Accuracy)} · not {string.Join(", ", BrokenConditions)}", HasLearned);
    }
}
