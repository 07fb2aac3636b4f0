using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>A training, step by step.</summary>
/// <param name="Losses">Before each step.</param>
/// <param name="Norms">Length of each step: of the change of all parameters.</param>
/// <param name="Accuracy">Share of the test images read right at the end.</param>
/// <param name="HasDiverged">Whether a loss or a gradient left the finite numbers, which ended it.</param>
internal sealed record StepLog(IReadOnlyList<double> Losses, IReadOnlyList<double> Norms, double Accuracy, bool HasDiverged)
{
    private const int BatchSize = 32;

    /// <summary>Length of the longest step.</summary>
    public double Largest => Norms.Count == 0 ? 0 : Norms.Max();

    /// <summary>Draws the weights, then goes through the images in their order, with plain gradient descent.</summary>
    public static StepLog Take<TNetwork>(TNetwork network, WeightScheme scheme, double learningRate, double? clipNorm, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        scheme.Draw(network, effort.Seed);
        using var trainer = new Trainer<TNetwork>(network, new Sgd(learningRate), new TrainerOptions { BatchSize = BatchSize, ClipNorm = clipNorm });
        float[] inputs = new float[BatchSize * TNetwork.InputSize];
        float[] targets = new float[BatchSize * TNetwork.OutputSize];
        float[] before = new float[TNetwork.ParameterCount];
        var losses = new List<double>();
        var norms = new List<double>();
        int batches = Training.Samples.Count / BatchSize;
        try
        {
            for (int step = 0; step < batches * effort.Epochs; step++)
            {
                CopyBatch<TNetwork>(step % batches, inputs, targets);
                network.Parameters.CopyTo(before);
                losses.Add(trainer.Step(inputs, targets));
                norms.Add(Distance(before, network.Parameters));
            }
        }
        catch (TrainingDivergedException)
        {
            return new StepLog(losses, norms, TrainingRun.Chance, HasDiverged: true);
        }

        return new StepLog(losses, norms, trainer.Evaluate(Training.TestSamples).Accuracy ?? 0, HasDiverged: false);
    }

    private static void CopyBatch<TNetwork>(int batch, float[] inputs, float[] targets)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int row = 0; row < BatchSize; row++)
        {
            Training.Samples.CopySample(
                (batch * BatchSize) + row,
                inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize),
                targets.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize));
        }
    }

    private static double Distance(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        double sum = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double change = (double)after[i] - before[i];
            sum += change * change;
        }

        return Math.Sqrt(sum);
    }
}
