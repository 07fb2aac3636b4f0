using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Every initializer on the activations that it is made for, and any on normalized layers, as deep as they carry.</summary>
public sealed class SuitedPairsTests
{
    private static readonly string[] He = ["", "Init.HeNormal", "Init.HeUniform", "Init.VarianceScaling, VarianceScale = 2f", "Init.Orthogonal, Gain = ActivationGain.Relu"];
    private static readonly string[] Xavier = ["", "Init.XavierNormal", "Init.XavierUniform", "Init.LeCunNormal", "Init.LeCunUniform", "Init.VarianceScaling", "Init.Orthogonal"];
    private static readonly string[] LeCun = ["", "Init.LeCunNormal", "Init.LeCunUniform", "Init.Orthogonal"];
    private static readonly string[] Any = ["", "Init.XavierNormal", "Init.HeUniform", "Init.LeCunNormal", "Init.Uniform", "Init.RandomNormal", "Init.Orthogonal"];

    private static readonly (string Activation, string[] Inits, int[] Depths)[] Pairs =
    [
        .. new[] { "Relu", "LeakyRelu", "PRelu" }.Select(static activation => (activation, He, new[] { 1, 2, 8, 64 })),
        .. new[] { "Elu", "Gelu", "GeluTanh", "Mish" }.Select(static activation => (activation, He, new[] { 1, 2, 8 })),
        .. new[] { "Silu", "Softplus", "HardSwish", "Relu6" }.Select(static activation => (activation, He, new[] { 1, 2, 4 })),
        ("Selu", LeCun, [1, 2, 8, 64]),
        .. new[] { "Tanh", "HardTanh", "Softsign" }.Select(static activation => (activation, Xavier, new[] { 1, 2, 8 })),
        .. new[] { "Sigmoid", "HardSigmoid" }.Select(static activation => (activation, Xavier, new[] { 1, 2 })),
    ];

    private static readonly string[] Networks =
    [
        .. from pair in Pairs
           from init in pair.Inits
           from depth in pair.Depths
           select Network(depth, pair.Activation, init),
        .. from activation in new[] { "Relu", "Gelu", "Tanh", "Sigmoid", "Selu" }
           from init in Any
           from depth in new[] { 1, 8 }
           select Network(depth, activation, init, "BatchNormalization = true", "Bias = false"),
    ];

    [Fact]
    public void There_are_hundreds() => Assert.True(Networks.Length > 200, $"There are {Networks.Length}.");

    [Fact]
    public async Task No_pair_raises_anything_above_information()
    {
        string program = "using Layerwise;\n\n" + string.Concat(Networks.Select(static (network, i) => $"{network}partial class Net{i};\n\n"));
        IEnumerable<Diagnostic> raised = (await Analysis.RunAsync(Compilations.Of(program))).Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
        Assert.Equal([], raised.Select(static diagnostic => $"{diagnostic.GetMessage(CultureInfo.InvariantCulture)} at {Line(diagnostic.Location)}"));
    }

    private static TextLine Line(Location location) => location.SourceTree!.GetText().Lines.GetLineFromPosition(location.SourceSpan.Start);

    private static string Network(int depth, string activation, params string[] options)
    {
        string arguments = string.Join(", ", options.Where(static option => option.Length > 0).Prepend($"64, 64, Activation.{activation}"));
        return string.Concat(Enumerable.Repeat($"[Layer({arguments})]\n", depth)) + "[Layer(64, 10, Activation.Softmax)]\n";
    }
}
