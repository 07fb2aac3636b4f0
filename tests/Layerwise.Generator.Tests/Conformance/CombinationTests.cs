using System.Globalization;
using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Traits;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>
/// Every activation, hidden and last, with every loss that takes its outputs, with and without batch normalization, dropout and bias: generated
/// networks against the reference, whose own gradients ReferenceGradientTests compares with finite differences in the same combinations.
/// Compiling all of them takes minutes: each activation is drawn with one loss of each kind, with or without a bias, for one of the four.
/// </summary>
[Trait("Category", "Slow")]
public sealed class CombinationTests(ITestOutputHelper output)
{
    private static readonly Loss[] OfAnyOutput =
        [Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.SmoothL1, Loss.Hinge, Loss.BinaryCrossEntropyWithLogits];

    private static readonly Loss[] OfProbabilities = [Loss.BinaryCrossEntropy, Loss.CrossEntropy, Loss.KullbackLeibler];

    private static readonly Loss[] OfLogarithms = [Loss.CrossEntropy, Loss.KullbackLeibler];

    public static TheoryData<bool, bool> Options
    {
        get
        {
            var cases = new TheoryData<bool, bool>();
            foreach (int set in Sweep.Draw([0, 1, 2, 3], usual: 1, new Random(Sweep.Seed))) cases.Add((set & 2) != 0, (set & 1) != 0);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Networks_agree_with_the_reference(bool isNormalized, bool isDropped)
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(unchecked(Sweep.Seed + (isNormalized ? 2 : 0) + (isDropped ? 1 : 0)));
        string[] networks = [.. Enum.GetValues<Activation>()
            .SelectMany(activation => Kinds(activation).SelectMany(losses => Sweep.Draw([.. WithAndWithoutBias(activation, losses)], usual: 1, random)))
            .Select((network, i) => Declaration(i, network.Activation, network.Loss, isNormalized, isDropped, network.HasBias))];
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht).Load();
        ConformanceReport[] reports = [.. assembly.Networks.Select(static (network, i) => LoadedAssembly.Visit(network, new CheckVisitor(i)))];

        Assert.Equal(networks.Length, reports.Length);
        string[] failures = [.. reports.SelectMany(static report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
        ErrorBounds.AssertNarrow(reports);
    }

    private static IEnumerable<Loss[]> Kinds(Activation activation) => ActivationTraits.Of(activation) switch
    {
        { GivesLogarithms: true } => [OfAnyOutput, OfLogarithms],
        { CollapsesWith.Count: > 0 } => [OfAnyOutput, OfProbabilities],
        _ => [OfAnyOutput],
    };

    private static IEnumerable<(Activation Activation, Loss Loss, bool HasBias)> WithAndWithoutBias(Activation activation, Loss[] losses) =>
        losses.SelectMany(loss => ((bool[])[false, true]).Select(hasBias => (activation, loss, hasBias)));

    private static string Declaration(int index, Activation activation, Loss loss, bool isNormalized, bool isDropped, bool hasBias)
    {
        bool takesLogarithms = OfProbabilities.Contains(loss);
        string function = activation == Activation.Custom ? "typeof(Lisht)" : "Activation." + activation;
        string options = (isNormalized ? ", BatchNormalization = true" : "") + (hasBias ? "" : ", Bias = false");
        string dropout = isDropped ? ", Dropout = 0.3f" : "";
        string order = isNormalized && index % 2 == 1 ? ", Order = LayerOrder.LinearActivateNormalize" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            /// <summary>A network.</summary>
            [Network(Loss = Loss.{loss})]
            [Layer(3, 5, {function}{options}{dropout}{order})]
            [Layer(5, 4, {function}{options}{(takesLogarithms ? "" : dropout)})]
            public sealed partial class N{index:D3};
            """);
    }
}
