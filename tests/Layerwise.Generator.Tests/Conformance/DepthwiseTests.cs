using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.RandomNetworks;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>
/// Depthwise convolutions whose weights stay in registers, over every kind of border: one window over the border at a side, several, none that lies inside, and windows wider than
/// what they see. Random networks seldom have as many channels as that needs. A quarter of the windows is tried in each run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DepthwiseTests(ITestOutputHelper output)
{
    private static readonly string[] Windows =
    [
        "[Input(6, 5, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(5, 6, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same, Stride = 2{2})]",
        "[Input(7, 8, {0})]\n[Conv2D({0}, {0}, 2, 4, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(7, 9, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same, Dilation = 2{2})]",
        "[Input(2, 3, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(1, 1, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(4, 4, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, ZeroPadding = 2, Stride = 3{2})]",
        "[Input(5, 4, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}{2})]",
        "[Input(2, 2, {0})]\n[Conv2D({0}, {0}, 1, {1}, Groups = {0}, ZeroPadding = 1{2})]",
        "[Input(5, 2, {0})]\n[Conv2D({0}, {0}, 2, 4, {1}, Groups = {0}, Padding = Padding.Same, Stride = 2{2})]",
        "[Input(2, 5, {0})]\n[Conv2D({0}, {0}, 4, 2, {1}, Groups = {0}, Padding = Padding.Same, Stride = 2{2})]",
        "[Input(1, 7, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(7, 1, {0})]\n[Conv2D({0}, {0}, 3, {1}, Groups = {0}, ZeroPadding = 1, Stride = 2{2})]",
        "[Input(9, {0})]\n[Conv1D({0}, {0}, 9, {1}, Groups = {0}, Padding = Padding.Same{2})]",
        "[Input(9, {0})]\n[Conv1D({0}, {0}, 4, {1}, Groups = {0}, Padding = Padding.Causal, Dilation = 2{2})]",
        "[Input(3, {0})]\n[Conv1D({0}, {0}, 5, {1}, Groups = {0}, Padding = Padding.Causal, Dilation = 3{2})]",
    ];

    [Fact]
    public void Networks_agree_with_the_reference()
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        string[] options = ["", ", Bias = false", ", BatchNormalization = true"];
        string[] networks = [.. Sweep.Draw(Windows, usual: Windows.Length / 4, random).Select((window, i) =>
        {
            int channels = random.Next(3) == 0 ? 16 * random.Next(1, 3) : random.Next(16, 40);
            string activation = "Activation." + (random.Next(2) == 0 ? Activation.Relu : Activation.Tanh);

            // A normalization takes the one weight of a channel away again: its gradient is what rounding leaves.
            string option = options[random.Next(window.Contains("{0}, 1, {1}", StringComparison.Ordinal) ? 2 : options.Length)];
            return $"/// <summary>A network.</summary>\n{string.Format(null, window, channels, activation, option)}\npublic sealed partial class Net{i:D2};";
        })];
        output.WriteLine(string.Join("\n\n", networks));
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}").Load();
        ConformanceReport[] reports = [.. assembly.Networks.Select(static (network, i) => LoadedAssembly.Visit(network, new CheckVisitor(i)))];

        Assert.Equal(networks.Length, reports.Length);
        string[] failures = [.. reports.SelectMany(static report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
    }
}
