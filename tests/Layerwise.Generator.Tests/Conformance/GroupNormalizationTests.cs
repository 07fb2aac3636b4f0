using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.RandomNetworks;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>
/// Group normalizations where their kernels have edges: fewer channels than a register and more, one position and many, one group and one for each channel, groups that go through
/// together and one that goes through in parts. Random networks seldom have as many channels as that needs. A run tries four of them.
/// </summary>
[Trait("Category", "Slow")]
public sealed class GroupNormalizationTests(ITestOutputHelper output)
{
    private static readonly string[] Networks =
    [
        "[Input(7, 3, 2)]\n[Conv2D(2, 6, 2, {0}, GroupNormalization = 2)]",
        "[Input(9, 5, 2)]\n[Conv2D(2, 3, 1, {0}, GroupNormalization = 1, NormalizationEpsilon = 1e-3f)]\n[Conv2D(3, 5, 2, {0}, GroupNormalization = 5)]",
        "[Input(23, 2)]\n[Conv1D(2, 16, 3, {0}, GroupNormalization = 16, Bias = false)]\n[Conv1D(16, 32, 1, {0}, GroupNormalization = 4)]",
        "[Input(11, 2)]\n[Conv1D(2, 64, 3, {0}, GroupNormalization = 8)]\n[Layer(576, 3, Activation.Identity)]",
        "[Input(5, 5, 3)]\n[Conv2D(3, 33, 2, {0}, GroupNormalization = 11)]\n[GlobalAveragePool]\n[Layer(33, 3, Activation.Softmax)]",
        "[Input(3, 2)]\n[Conv1D(2, 96, 3, {0}, GroupNormalization = 4)]\n[Layer(96, 2, Activation.Identity)]",
        "[Input(4, 3)]\n[Conv1D(3, 700, 2, {0}, GroupNormalization = 1)]\n[Conv1D(700, 3, 1, {0})]",
        "[Input(3, 3)]\n[Conv1D(3, 1040, 2, {0}, GroupNormalization = 2)]\n[Conv1D(1040, 2, 1, {0})]",
        "[Input(3, 3)]\n[Conv1D(3, 600, 2, {0}, GroupNormalization = 100)]\n[Conv1D(600, 2, 1, {0})]",
        "[Input(3, 3)]\n[Conv1D(3, 600, 2, {0}, GroupNormalization = 600, Bias = false)]\n[Conv1D(600, 2, 1, {0})]",
        "[Input(6, 4)]\n[Conv1D(4, 4, 3, {0}, Padding = Padding.Same, GroupNormalization = 2, Residual = true)]\n[Conv1D(4, 6, 3, {0}, GroupNormalization = 4, Order = LayerOrder.ActivateLinearAdd)]",
        "[Input(6, 4)]\n[Conv1D(4, 4, 3, {0}, Padding = Padding.Same, GroupNormalization = 2, Residual = true, Order = LayerOrder.LinearAddActivate)]"
            + "\n[Conv1D(4, 6, 3, {0}, GroupNormalization = 3, Order = LayerOrder.LinearActivateNormalize)]",
        "[Input(6, 4)]\n[Conv1D(4, 4, 3, {0}, Padding = Padding.Same, GroupNormalization = 2, Residual = true, Order = LayerOrder.LinearActivateAddNormalize, Dropout = 0.2f)]"
            + "\n[Conv1D(4, 6, 3, Activation.Softmax, GroupNormalization = 3)]\n[Layer(24, 2, {0})]",
    ];

    [Fact]
    public void Networks_agree_with_the_reference()
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        string[] activations = ["Activation.Relu", "Activation.Tanh", "Activation.Gelu", "Activation.Identity", "Activation.PRelu"];
        string[] networks = [.. Sweep.Draw(Networks, usual: 4, random).Select((network, i) =>
            $"/// <summary>A network.</summary>\n{string.Format(null, network, activations[random.Next(activations.Length)])}\npublic sealed partial class Net{i:D2};")];
        output.WriteLine(string.Join("\n\n", networks));
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}").Load();
        ConformanceReport[] reports = [.. assembly.Networks.Select(static (network, i) => LoadedAssembly.Visit(network, new CheckVisitor(i)))];

        Assert.Equal(networks.Length, reports.Length);
        string[] failures = [.. reports.SelectMany(static report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
        ErrorBounds.AssertNarrow(reports);
    }
}
