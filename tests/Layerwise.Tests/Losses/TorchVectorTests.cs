using System.Globalization;
using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Tests.Lanes;
using Xunit.Abstractions;

namespace Layerwise.Tests.Losses;

/// <summary>Losses and gradients against those of PyTorch, kept in vectors/torch_losses.csv.</summary>
public class TorchVectorTests(ITestOutputHelper output)
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void LossesAndGradientsArePyTorchs(int count)
    {
        string[] lines = File.ReadAllLines(Path.Combine(FolderOfThisFile(), "vectors", "torch_losses.csv"));
        Assert.NotEmpty(lines);
        Dictionary<string, double> largest = [];
        foreach (string line in lines)
        {
            Case test = new(line.Split(','));
            EveryWidth.Run(count, test);
            largest[test.Name] = Math.Max(largest.GetValueOrDefault(test.Name), test.LargestDifference);
        }

        foreach ((string name, double difference) in largest)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: largest difference {difference:E1}"));
        }
    }

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class Case(string[] fields) : ILanesTest
    {
        public string Name => fields[0].Split(' ')[0];

        public double LargestDifference { get; private set; }

        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            string name = fields[0];
            int width = int.Parse(fields[1], CultureInfo.InvariantCulture);
            float[] outputs = Numbers(fields[2]);
            float[] targets = Numbers(fields[3]);
            float[] gradients = new float[outputs.Length];
            float loss = Loss<TLanes>(name, outputs, targets, width, gradients);

            AssertClose(float.Parse(fields[4], CultureInfo.InvariantCulture), loss, name);
            Assert.Equal(loss, Loss<TLanes>(name, outputs, targets, width, default));
            float[] expected = Numbers(fields[5]);
            for (int i = 0; i < expected.Length; i++) AssertClose(expected[i], gradients[i], $"{name}, gradient {i}");
        }

        private static float Loss<TLanes>(string call, float[] a, float[] y, int width, Span<float> gradients)
            where TLanes : struct, ILanes<TLanes>
        {
            string[] words = call.Split(' ');
            string name = words[0];
            float[] options = [.. words[1..].Select(word => float.Parse(word, CultureInfo.InvariantCulture))];
            int[] labels = [.. y.Select(label => (int)label)];
            return name switch
            {
                "MeanSquaredError" => Runtime.Losses.MeanSquaredError<TLanes>(a, y, width, gradients),
                "BinaryCrossEntropy" => Runtime.Losses.BinaryCrossEntropy<TLanes>(a, y, width, gradients),
                "CrossEntropy" => Runtime.Losses.CrossEntropy<TLanes>(a, y, width, gradients),
                "SoftmaxCrossEntropy" => Runtime.Losses.SoftmaxCrossEntropy<TLanes>(a, y.AsSpan(), width, gradients),
                "SigmoidBinaryCrossEntropy" => Runtime.Losses.SigmoidBinaryCrossEntropy<TLanes>(a, y, width, gradients),
                "MeanAbsoluteError" => Runtime.Losses.MeanAbsoluteError<TLanes>(a, y, width, gradients),
                "Huber" => Runtime.Losses.Huber<TLanes>(a, y, width, gradients, options[0]),
                "SmoothL1" => Runtime.Losses.SmoothL1<TLanes>(a, y, width, gradients, options[0]),
                "Hinge" => Runtime.Losses.Hinge<TLanes>(a, y, width, gradients),
                "BinaryCrossEntropyWithLogits" => Runtime.Losses.BinaryCrossEntropyWithLogits<TLanes>(a, y, width, gradients),
                "SoftmaxKullbackLeibler" => Runtime.Losses.SoftmaxKullbackLeibler<TLanes>(a, y, width, gradients),
                "SoftmaxWeighted" => Runtime.Losses.SoftmaxWeightedCrossEntropy<TLanes>(a, y, width, gradients, options[0], options.AsSpan(1)),
                "SoftmaxWeightedLabels" => Runtime.Losses.SoftmaxWeightedCrossEntropy<TLanes>(a, labels, width, gradients, options[0], options.AsSpan(1)),
                _ => throw new ArgumentException($"There is no loss {name}.", nameof(call)),
            };
        }

        private static float[] Numbers(string list) =>
            [.. list.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

        // Inputs are rounded to float, results a few times: relative to the larger of 0.01 and the value, 2E-6.
        private void AssertClose(float expected, float actual, string what)
        {
            double difference = Math.Abs((double)expected - actual) / Math.Max(0.01, Math.Abs(expected));
            LargestDifference = Math.Max(LargestDifference, difference);
            Assert.True(difference <= 2E-6, $"{what}: {actual:R}, PyTorch has {expected:R}.");
        }
    }
}
