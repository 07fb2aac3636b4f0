using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Layerwise.FirstCall;

/// <summary>A network that is made and trained: when its epochs are over.</summary>
internal sealed class FirstEpoch : IProgress<EpochReport>
{
    private const int Samples = 1438;
    private const int Epochs = 12;

    private readonly List<long> _ends = [];

    public static void Print()
    {
        var random = new Random(1);
        float[] images = new float[Samples * DigitClassifier.InputSize];
        int[] labels = new int[Samples];
        for (int i = 0; i < images.Length; i++) images[i] = random.NextSingle();
        for (int i = 0; i < labels.Length; i++) labels[i] = random.Next(DigitClassifier.OutputSize);

        TimeSpan compiled = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        long start = Stopwatch.GetTimestamp();
        var trainer = new Trainer<DigitClassifier>(new DigitClassifier(seed: 1), new Adam(learningRate: 0.003));
        var epochs = new FirstEpoch();
        trainer.Fit(Dataset.WithLabels(images, DigitClassifier.InputSize, labels, DigitClassifier.OutputSize), Epochs, epochProgress: epochs);

        double first = Stopwatch.GetElapsedTime(start, epochs._ends[0]).TotalMilliseconds;
        double next = Stopwatch.GetElapsedTime(epochs._ends[0], epochs._ends[^1]).TotalMilliseconds / (Epochs - 1);
        double compiling = (JitInfo.GetCompilationTime() - compiled).TotalMilliseconds;
        methods = JitInfo.GetCompiledMethodCount() - methods;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"constructor and first epoch {first:F1} ms, each of the next {Epochs - 1} {next:F2} ms; of all, compiling {compiling:F1} ms for {methods} methods"));
    }

    /// <inheritdoc/>
    public void Report(EpochReport value) => _ends.Add(Stopwatch.GetTimestamp());
}
