using Layerwise;

namespace Digits.Report;

/// <summary>What the network costs to run.</summary>
/// <param name="InferenceNanoseconds">Time to read one digit, by itself.</param>
/// <param name="InferenceBytes">Memory allocated to read one digit.</param>
/// <param name="StepBytes">Memory allocated by one training step.</param>
internal sealed record Costs(double InferenceNanoseconds, double InferenceBytes, double StepBytes)
{
    private const int Inferences = 2000;
    private const int Steps = 100;

    /// <param name="network">The network to measure.</param>
    /// <param name="other">Another one of its kind: steps change a network, so they are tried on this one.</param>
    /// <param name="images">What to read.</param>
    /// <param name="batch">Images in one training step.</param>
    public static Costs Measure<TNetwork>(TNetwork network, TNetwork other, Dataset images, int batch)
        where TNetwork : class, INetwork<TNetwork>
    {
        int count = Math.Min(batch, images.Count);
        float[] pixels = new float[count * DigitClassifier.InputSize];
        float[] labels = new float[count * DigitClassifier.OutputSize];
        for (int i = 0; i < count; i++)
        {
            images.CopySample(
                i,
                pixels.AsSpan(i * DigitClassifier.InputSize, DigitClassifier.InputSize),
                labels.AsSpan(i * DigitClassifier.OutputSize, DigitClassifier.OutputSize));
        }

        float[] image = pixels[..DigitClassifier.InputSize];
        float[] probabilities = new float[DigitClassifier.OutputSize];

        var trainer = new Trainer<TNetwork>(other, new Adam(), new TrainerOptions { BatchSize = count });

        return new Costs(
            Measurement.FastestRun(Infer).TotalNanoseconds / Inferences,
            (double)Measurement.AllocatedBytes(Infer) / Inferences,
            (double)Measurement.AllocatedBytes(Train) / Steps);

        void Infer()
        {
            for (int i = 0; i < Inferences; i++) network.Forward(image, probabilities);
        }

        void Train()
        {
            for (int i = 0; i < Steps; i++) trainer.Step(pixels, labels);
        }
    }
}
