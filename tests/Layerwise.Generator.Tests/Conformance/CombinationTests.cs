using System.Globalization;
using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>
/// Every activation, hidden and last, with every loss that takes its outputs, with and without batch normalization, dropout and bias: generated
/// networks against the reference, whose own gradients ReferenceGradientTests compares with finite differences in the same combinations.
/// Compiling all of them takes minutes: by default a run sees an eighth, in which every activation meets normalization and dropout in each
/// combination, and bias and every loss both ways; <c>LAYERWISE_ALL_COMBINATIONS=1</c> runs all.
/// </summary>
public sealed class CombinationTests
{
    private static readonly Loss[] OfAnyOutput =
        [Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.SmoothL1, Loss.Hinge, Loss.BinaryCrossEntropyWithLogits];

    private static readonly Loss[] OfProbabilities = [Loss.BinaryCrossEntropy, Loss.CrossEntropy, Loss.KullbackLeibler];

    private static readonly bool IsComplete = Environment.GetEnvironmentVariable("LAYERWISE_ALL_COMBINATIONS") == "1";

    private static readonly Loss[] OfLogarithms = [Loss.CrossEntropy, Loss.KullbackLeibler];

    public static TheoryData<bool, bool, bool> Options
    {
        get
        {
            var options = new TheoryData<bool, bool, bool>();
            foreach (bool isNormalized in (bool[])[false, true])
            {
                foreach (bool isDropped in (bool[])[false, true])
                {
                    foreach (bool hasBias in (bool[])[false, true]) options.Add(isNormalized, isDropped, hasBias);
                }
            }

            return options;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Networks_agree_with_the_reference(bool isNormalized, bool isDropped, bool hasBias)
    {
        int choice = (isNormalized ? 2 : 0) + (isDropped ? 1 : 0);
        string[] networks = [.. Pairs().Index()
            .Where(pair => IsComplete || (pair.Index % 4 == choice && pair.Index / 4 % 2 == (hasBias ? 1 : 0)))
            .Select(pair => Declaration(pair.Index, pair.Item.Activation, pair.Item.Loss, isNormalized, isDropped, hasBias))];
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht).Load();
        ConformanceReport[] reports = [.. assembly.Networks.Select(static (network, i) => LoadedAssembly.Visit(network, new CheckVisitor(i)))];

        Assert.Equal(networks.Length, reports.Length);
        string[] failures = [.. reports.SelectMany(static report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
        Assert.True(reports.Max(static report => report.LargestDeviation) > 0.5, "The error bounds are too wide to show anything.");
    }

    private static IEnumerable<(Activation Activation, Loss Loss)> Pairs()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            foreach (Loss loss in OfAnyOutput) yield return (activation, loss);
            Loss[] entropies = activation switch
            {
                Activation.Sigmoid or Activation.Softmax => OfProbabilities,
                Activation.LogSoftmax => OfLogarithms,
                _ => [],
            };
            foreach (Loss loss in entropies) yield return (activation, loss);
        }
    }

    private static string Declaration(int index, Activation activation, Loss loss, bool isNormalized, bool isDropped, bool hasBias)
    {
        bool takesLogarithms = OfProbabilities.Contains(loss);
        string function = activation == Activation.Custom ? "typeof(Lisht)" : "Activation." + activation;
        string options = (isNormalized ? ", BatchNormalization = true" : "") + (hasBias ? "" : ", Bias = false");
        string dropout = isDropped ? ", Dropout = 0.3f" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            /// <summary>A network.</summary>
            [Network(Loss = Loss.{loss})]
            [Layer(3, 5, {function}{options}{dropout})]
            [Layer(5, 4, {function}{options}{(takesLogarithms ? "" : dropout)})]
            public sealed partial class N{index:D3};
            """);
    }
}
