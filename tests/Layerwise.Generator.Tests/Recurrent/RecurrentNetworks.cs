using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Networks of every kind of layer that remembers, narrower than a register, as wide and wider, in one compilation for all tests of them.</summary>
public sealed class RecurrentNetworks : IDisposable
{
    private const string Streaming = "[Network(Streaming = true)]\n";
    private const string Causal = "Padding = Padding.Causal";
    private const string First = "ResetAfter = false";

    /// <summary>Their layers.</summary>
    public static readonly string[] Declarations =
    [
        "[Input(7, 1)]\n[Gru(1, 16)]\n[Layer(16, 1, Activation.Identity)]",
        "[Input(7, 3)]\n[Lstm(3, 8)]\n[Layer(8, 2, Activation.Tanh)]",
        "[Input(7, 2)]\n[Rnn(2, 5)]\n[Layer(5, 1, Activation.Identity)]",
        "[Input(6, 2)]\n[Layer(2, 9, Activation.Tanh, LayerNormalization = true)]\n[Gru(9, 9, Residual = true)]\n[Lstm(9, 24)]\n[Rnn(24, 17, Activation.Gelu)]\n[Layer(17, 3, Activation.Silu)]",
        "[Network(Loss = Loss.MeanSquaredError)]\n[Input(6, 2)]\n[Lstm(2, 40)]\n[Gru(40, 33, LastStepOnly = true)]\n[Layer(33, 3, Activation.Softmax)]",
        "[Input(5, 4)]\n[Gru(4, 3)]",
        "[Input(4, 6)]\n[Layer(6, 70, Activation.Tanh, LayerNormalization = true)]\n[Gru(70, 3)]\n[Layer(3, 1, Activation.Identity)]",
        $"{Streaming}[Input(9, 1)]\n[Conv1D(1, 8, 3, Activation.Tanh, {Causal})]\n[Conv1D(8, 8, 3, Activation.Tanh, {Causal}, Dilation = 4)]\n[Layer(8, 1, Activation.Identity)]",
        $"{Streaming}[Input(6, 3)]\n[Conv1D(3, 17, 2, Activation.Gelu, {Causal}, Dilation = 11, LayerNormalization = true)]\n[Conv1D(17, 40, 1, Activation.Silu)]\n"
            + $"[Conv1D(40, 33, 4, Activation.Elu, {Causal}, Dilation = 2, Residual = true, Projection = true)]\n[Conv1D(33, 2, 5, Activation.Tanh, {Causal})]",
        $"[Input(8, 2)]\n[Conv1D(2, 6, 3, Activation.Silu, {Causal}, Dilation = 2)]\n[Gru(6, 6, Residual = true)]\n[Conv1D(6, 6, 2, Activation.Tanh, {Causal}, Residual = true)]\n[Layer(6, 2, Activation.Identity)]",
        $"[Network(Loss = Loss.MeanSquaredError)]\n[Input(7, 2)]\n[Layer(2, 12, Activation.Tanh)]\n[Conv1D(12, 12, 3, Activation.Softplus, {Causal}, Groups = 12, Dilation = 3)]\n[Lstm(12, 5, LastStepOnly = true)]\n[Layer(5, 3, Activation.Softmax)]",
        $"{Streaming}[Input(11, 12)]\n[Conv1D(12, 24, 3, Activation.Mish, {Causal}, Groups = 4)]\n[Conv1D(24, 24, 1, Activation.Tanh, Groups = 3)]\n"
            + $"[Conv1D(24, 24, 2, Activation.Tanh, {Causal}, Groups = 24)]\n[Conv1D(24, 24, 2, Activation.Tanh, {Causal}, Residual = true, ResidualSpan = 2, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(24, 1, Activation.Identity)]",
        "[Network(Loss = Loss.MeanSquaredError)]\n[Input(6, 2)]\n[Gru(2, 24)]\n[Layer(24, 19, Activation.Softmax)]",
        $"{Streaming}[Input(6, 2)]\n[Conv1D(2, 3, 3, Activation.Tanh, {Causal})]",
        $"[Input(6, 2)]\n[Gru(2, 7, {First})]\n[Gru(7, 16, {First})]\n[Layer(16, 24, Activation.Tanh)]\n[Gru(24, 24, {First}, Residual = true)]\n[Gru(24, 41, {First})]\n[Layer(41, 2, Activation.Identity)]",
        "[Input(6, 2)]\n[Gru(2, 9)]\n[Layer(9, 8, Activation.Tanh)]\n[Layer(8, 5, Activation.Silu, Head = \"Left\")]\n[Output(\"Left\", 5, 3, Activation.Tanh, LossWeight = 0.5f)]\n[Output(\"Right\", 8, 1, Activation.Identity)]",
        $"{Streaming}[Input(7, 2)]\n[Conv1D(2, 6, 3, Activation.Tanh, {Causal})]\n[Conv1D(6, 4, 2, Activation.Silu, {Causal}, Head = \"Left\")]\n[Output(\"Left\", 4, 2, Activation.Identity)]\n[Output(\"Right\", 6, 5, Activation.Tanh)]",
        "[Input(5, 2)]\n[Lstm(2, 6, LastStepOnly = true)]\n[Output(\"Left\", 6, 3, Activation.Tanh)]\n[Output(\"Right\", 6, 1, Activation.Identity)]",
        $"[Network(Loss = Loss.MeanSquaredError)]\n[Input(5, 3)]\n[Gru(3, 65, {First})]\n[Gru(65, 1, {First}, LastStepOnly = true)]",
    ];

    private readonly Generation _generation = new Consumer(Source).Generate();
    private readonly LoadedAssembly _assembly;

    public RecurrentNetworks() => _assembly = _generation.LoadClean();

    /// <summary>A file with all of them, Net0, Net1 and so on.</summary>
    internal static string Source { get; } =
        "using Layerwise;\n\n" + string.Join("\n\n", Declarations.Select(static (layers, i) =>
            $"/// <summary>A network.</summary>\n{layers}\npublic sealed partial class Net{i};"));

    /// <summary>For projects that refer to them.</summary>
    internal MetadataReference Library => _generation.Compilation.ToMetadataReference();

    /// <summary>The numbers of all.</summary>
    public static TheoryData<int> All => [.. Enumerable.Range(0, Declarations.Length)];

    /// <summary>The numbers of those that answer at each step.</summary>
    public static TheoryData<int> EachStep => [.. Enumerable.Range(0, Declarations.Length).Where(static i => !Declarations[i].Contains("LastStepOnly", StringComparison.Ordinal))];

    /// <summary>One in three of them.</summary>
    public static TheoryData<int> SomeEachStep => [.. Sweep.OneIn<int>(3, [.. EachStep])];

    /// <summary>Shows a network to a visitor.</summary>
    internal TResult Visit<TResult>(int number, IRecurrentVisitor<TResult> visitor) => LoadedAssembly.Visit(Of(number), visitor);

    /// <summary>The same, to a visitor of any network.</summary>
    internal TResult Visit<TResult>(int number, INetworkVisitor<TResult> visitor) => LoadedAssembly.Visit(Of(number), visitor);

    /// <inheritdoc/>
    public void Dispose() => _assembly.Dispose();

    private Type Of(int number) => _assembly.Networks.Single(network => network.Name == $"Net{number}");
}
