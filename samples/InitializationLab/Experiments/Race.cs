using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C16: which weights get there first.</summary>
internal sealed class Race : IExperiment
{
    private static readonly double[] LearningRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
    private static readonly WeightScheme[] Schemes = [WeightSchemes.HeNormal, WeightSchemes.XavierNormal, WeightSchemes.Normal(0.05), WeightSchemes.Zeros];

    // Share of the test images.
    private const double Goal = 0.95;

    public string Id => "C16";

    public string Claim => "On ReLU, He's weights converge faster than Xavier's, Xavier's than random ones, random ones than zeros.";

    public Finding Run(Effort effort)
    {
        var network = new ReluClassifier();
        NetworkFinish[] finishes = [.. Schemes.Select(scheme => Finish(network, scheme, effort))];
        int inOrder = finishes.Zip(finishes.Skip(1)).Count(static pair => pair.First.Epochs < pair.Second.Epochs);
        return new Finding(
            inOrder == finishes.Length - 1 ? Verdict.Holds : inOrder == 0 ? Verdict.Fails : Verdict.InPart,
            $"signal behind six layers: {Join(finishes, static finish => Format.Number(finish.Signal))}",
            $"epochs to {Format.Percent(Goal)} of the test images, the best of {LearningRates.Length} learning rates: {Join(finishes, finish => Text(finish.Epochs, effort.Epochs))}",
            "The best learning rate of each was taken, by the same test images for all. What the weights leave of the signal decides whether there is a race; a learning rate of its own makes up for the rest.",
            [
                new Curves("The race", "Test accuracy after each epoch; the learning rate that gets there first.", "epoch", "test accuracy",
                    [.. finishes.Select(static (finish, i) => new Series(finish.Name, i, Series.Indexed(finish.Accuracies)))])
                {
                    YRange = (0, 1),
                    Level = (Goal, Format.Percent(Goal)),
                },
            ]);
    }

    private static NetworkFinish Finish(ReluClassifier network, WeightScheme scheme, Effort effort)
    {
        double signal = scheme.Predict<ReluClassifier>().Layers[^2].SignalRms;
        return LearningRates
            .Select(rate => new NetworkFinish(scheme.Name, signal, Training.Accuracies(network, scheme, rate, effort.Epochs, effort.Seed)))
            .OrderBy(static finish => finish.Epochs)
            .ThenByDescending(static finish => finish.Accuracies[^1])
            .First();
    }

    private static string Join(NetworkFinish[] finishes, Func<NetworkFinish, string> text) => string.Join(", ", finishes.Select(finish => $"{finish.Name} {text(finish)}"));

    private static string Text(int epochs, int tried) => epochs == int.MaxValue ? $"not in {tried}" : Format.Number(epochs);

    // Test accuracies before the first epoch and after each.
    private sealed record NetworkFinish(string Name, double Signal, double[] Accuracies)
    {
        public int Epochs { get; } = Array.FindIndex(Accuracies, static accuracy => accuracy >= Goal) is var first and >= 0 ? first : int.MaxValue;
    }
}
