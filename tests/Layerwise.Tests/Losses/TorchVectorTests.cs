using System.Globalization;
using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Losses;

/// <summary>Losses and gradients against those of PyTorch, kept in vectors/torch_losses.csv.</summary>
public class TorchVectorTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void LossesAndGradientsArePyTorchs(int count)
    {
        string[] lines = File.ReadAllLines(Path.Combine(FolderOfThisFile(), "vectors", "torch_losses.csv"));
        Assert.NotEmpty(lines);
        foreach (string line in lines) EveryWidth.Run(count, new Case(line.Split(',')));
    }

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class Case(string[] fields) : ILanesTest
    {
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

        private static float Loss<TLanes>(string name, float[] a, float[] y, int width, Span<float> gradients)
            where TLanes : struct, ILanes<TLanes> => name switch
            {
                "MeanSquaredError" => Runtime.Losses.MeanSquaredError<TLanes>(a, y, width, gradients),
                "BinaryCrossEntropy" => Runtime.Losses.BinaryCrossEntropy<TLanes>(a, y, width, gradients),
                "CrossEntropy" => Runtime.Losses.CrossEntropy<TLanes>(a, y, width, gradients),
                "SoftmaxCrossEntropy" => Runtime.Losses.SoftmaxCrossEntropy<TLanes>(a, y.AsSpan(), width, gradients),
                "SigmoidBinaryCrossEntropy" => Runtime.Losses.SigmoidBinaryCrossEntropy<TLanes>(a, y, width, gradients),
                _ => throw new ArgumentException($"There is no loss {name}.", nameof(name)),
            };

        private static float[] Numbers(string list) =>
            [.. list.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

        // Inputs are rounded to float, results a few times: relative to the larger of 0.01 and the value, 2E-6.
        private static void AssertClose(float expected, float actual, string what)
        {
            float bound = 2E-6f * MathF.Max(0.01f, MathF.Abs(expected));
            Assert.True(MathF.Abs(expected - actual) <= bound, $"{what}: {actual:R}, PyTorch has {expected:R}.");
        }
    }
}
