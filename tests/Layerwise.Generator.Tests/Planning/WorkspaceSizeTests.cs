extern alias generator;

using System.Reflection;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Planning;

namespace Layerwise.Generator.Tests.Planning;

/// <summary>What the comment of a class says of a workspace is what the runtime allocates.</summary>
public sealed class WorkspaceSizeTests
{
    [Theory]
    [InlineData("[Layer(64, 32, Activation.Relu)]\n[Layer(32, 10, Activation.Softmax)]")]
    [InlineData("[Layer(5, 7, Activation.Gelu, Dropout = 0.2f)]\n[Layer(7, 3, Activation.Silu, BatchNormalization = true)]\n[Layer(3, 1, Activation.Identity)]")]
    [InlineData("[Layer(8, 8, Activation.Tanh, Residual = true, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true)]\n[Layer(8, 4, Activation.Mish, Residual = true, Projection = true)]")]
    [InlineData("[Layer(8, 16, Activation.Tanh)]\n[Output(\"Policy\", 16, 4, Activation.Softmax)]\n[Layer(16, 8, Activation.Gelu, Head = \"Value\")]\n[Output(\"Value\", 8, 1, Activation.Identity)]")]
    [InlineData("[Layer(8, 16, Activation.Tanh)]\n[Output(\"Policy\", 16, 4, Activation.Softmax)]\n[Output(\"Value\", 16, 1, Activation.Identity)]")]
    [InlineData("[Input(12, 12, 3)]\n[Conv2D(3, 8, 3, Activation.Silu, Padding = Padding.Same, BatchNormalization = true)]\n[MaxPool2D(2)]\n[Conv2D(8, 8, 3, Activation.Relu, Groups = 8, Stride = 2, Padding = Padding.Same)]\n[GlobalAveragePool]\n[Layer(8, 5, Activation.Softmax)]")]
    [InlineData("[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]\n[Layer(6, 20, Activation.Elu)]\n[Layer(20, 2, Activation.Identity)]")]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]\n[Input(20, 3)]\n[Gru(3, 8)]\n[Lstm(8, 5, Dropout = 0.2f)]\n[Layer(5, 2, Activation.Identity)]")]
    [InlineData("[Layer(900, 800, Activation.Relu)]\n[Layer(800, 3, Activation.Softmax)]")]
    public void It_is_that_of_the_runtime(string layers)
    {
        var consumer = new Consumer($"using Layerwise;\n\n{layers}\npublic sealed partial class Net;\n");
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation = consumer.Compilation();
        NetworkPlan plan = NetworkPlan.Of(NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!);
        using LoadedAssembly assembly = consumer.Load();

        foreach (int rows in new[] { 1, 32, 1000 }) Assert.Equal(assembly.Visit(new Allocated(rows)), WorkspaceSize.Floats(plan, rows));
    }

    [Fact]
    public void The_comment_counts_products_and_kilobytes()
    {
        const string Source = """
            using Layerwise;

            [Input(28, 28, 1)]
            [Conv2D(1, 6, 5, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(6, 16, 5, Activation.Relu)]
            [MaxPool2D(2)]
            [Layer(256, 120, Activation.Relu)]
            [Layer(120, 84, Activation.Relu)]
            [Layer(84, 10, Activation.Softmax)]
            public sealed partial class LeNet;
            """;
        string page = File.ReadAllText(Repository.At("docs", "convolutions.md"));
        string source = new Consumer(Source).Generate().Result.GeneratedSources.Single(static file => file.HintName == "LeNet.g.cs").SourceText.ToString();
        string[] comment = [.. source.Split('\n').Where(static line => line.StartsWith("///", StringComparison.Ordinal))];
        int first = Array.FindIndex(comment, static line => line == "/// <code>");
        string table = string.Join('\n', comment[(first + 1)..Array.IndexOf(comment, "/// </code>")].Select(static line => line[4..]));

        Assert.Contains("281 640", table, StringComparison.Ordinal);
        Assert.Contains($"```text\n{table}\n```", page, StringComparison.Ordinal);
    }

    private sealed class Allocated(int rows) : INetworkVisitor<long>
    {
        public long Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            object buffer = typeof(WorkspaceMemory).GetField("_buffer", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(TNetwork.CreateWorkspace(rows))!;
            return ((AlignedBuffer)buffer).Length;
        }
    }
}
