using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Frozen;
using Layerwise.OnnxRuntime.Tests.Windows;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>Branches that a Concat joins: one layer with the units of all, or several outputs.</summary>
public sealed class JoinTests
{
    private const int Rows = 5;

    [Fact]
    public void Branches_that_read_the_same_are_one_layer()
    {
        ExportedGraph graph = Trunk(out string trunk);
        string mean = Gemm(graph, trunk, 5, 2).Then("Mul", graph.Number(2)).Last;
        string value = Gemm(graph, trunk, 5, 1).Last;
        graph.Add("Concat", [mean, value], Set("axis", 1));
        AssertLoads<Joined>(graph.Bytes());
    }

    [Fact]
    public void Deeper_branches_are_layers_of_blocks()
    {
        var graph = new ExportedGraph(17, -1, 3);
        string one = Gemm(graph, Gemm(graph, "input", 3, 4).Then("Relu").Last, 4, 3).Then("PRelu", graph.Weights(3)).Last;
        string other = Gemm(graph, Gemm(graph, "input", 3, 2).Then("Relu").Last, 2, 2).Then("PRelu", graph.Weights(2)).Last;
        Gemm(graph, graph.Add("Concat", [one, other], Set("axis", -1)).Last, 5, 2);
        AssertLoads<Blocks>(graph.Bytes());
    }

    [Fact]
    public void Branches_of_a_step_are_joined_at_each_step()
    {
        var graph = new ExportedGraph(17, -1, -2, 3);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string[] read = [graph.Last, graph.Weights(1, 15, 3), graph.Weights(1, 15, 5), graph.Weights(1, 30)];
        string all = graph.AddSeveral("GRU", read, [true], Set("hidden_size", 5), Set("linear_before_reset", 1))[0];
        string steps = graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2)).Last;
        string one = graph.Add("MatMul", [steps, graph.Weights(5, 1)]).Then("Tanh").Last;
        string other = graph.Add("MatMul", [steps, graph.Weights(5, 1)]).Then("Tanh").Last;
        graph.Add("Concat", [one, other], Set("axis", 2));
        byte[] file = graph.Bytes();
        float[] inputs = Judge.Inputs(Rows * Recurrent.GruAndTanh.InputSize);
        float[] expected = Recurrent.SequenceJudge.Outputs(file, inputs, Rows, Recurrent.GruAndTanh.Steps, areStepsFirst: false);
        Judge.AssertAgree(expected, new Recurrent.Sequences<Recurrent.GruAndTanh>().Outputs(file, inputs));
    }

    [Fact]
    public void Branches_with_other_activations_are_outputs()
    {
        byte[] file = Apart();
        float[] inputs = Judge.Inputs(Rows * Gaussian.InputSize);
        float[] expected = Judge.Outputs(file, output: null, inputs, Gaussian.InputSize);
        float[] outputs = new float[Rows * Gaussian.OutputSize];
        Onnx.Load<Gaussian>(new MemoryStream(file)).Forward(inputs, outputs);
        Judge.AssertAgree(expected, outputs);
        Judge.AssertAgree(expected, Frozen(file, inputs, """
            [Layer(3, 5, Activation.Tanh)]
            [Output("Mean", 5, 2, Activation.Tanh)]
            [Output("Deviation", 5, 1, Activation.Softplus)]
            """));
    }

    [Fact]
    public void They_are_no_layer()
    {
        OnnxException thrown = Assert.Throws<OnnxException>(() => Onnx.Load<Joined>(new MemoryStream(Apart())));
        Assert.EndsWith(
            "(Concat): it joins 2 branches that are not alike: dense layers with the same activations in each, one behind the other, become one; others are the outputs of a class "
                + "with as many [Output] attributes.",
            thrown.Message,
            StringComparison.Ordinal);
    }

    private static byte[] Apart()
    {
        ExportedGraph graph = Trunk(out string trunk);
        string mean = Gemm(graph, trunk, 5, 2).Then("Tanh").Last;
        string deviation = Gemm(graph, trunk, 5, 1).Then("Softplus").Last;
        return graph.Add("Concat", [mean, deviation], Set("axis", 1)).Bytes();
    }

    private static ExportedGraph Trunk(out string last)
    {
        var graph = new ExportedGraph(17, -1, 3);
        last = Gemm(graph, "input", 3, 5).Then("Tanh").Last;
        return graph;
    }

    private static ExportedGraph Gemm(ExportedGraph graph, string value, int inputs, int outputs) =>
        graph.Add("Gemm", [value, graph.Weights(outputs, inputs), graph.Weights(outputs)], Set("transB", 1));

    private static void AssertLoads<TNetwork>(byte[] file)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        float[] inputs = Judge.Inputs(Rows * TNetwork.InputSize);
        float[] expected = Judge.Outputs(file, output: null, inputs, TNetwork.InputSize);
        float[] outputs = new float[Rows * TNetwork.OutputSize];
        Onnx.Load<TNetwork>(new MemoryStream(file)).Forward(inputs, outputs);
        Judge.AssertAgree(expected, outputs);
        Judge.AssertAgree(expected, Frozen(file, inputs, layers: ""));
    }

    private static float[] Frozen(byte[] file, float[] inputs, string layers)
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
        try
        {
            string path = Path.Combine(folder, "joined.onnx");
            File.WriteAllBytes(path, file);
            var consumer = new Consumer($$"""
                using Layerwise;
                /// <summary>A network.</summary>
                [Frozen("joined.onnx")]
                {{layers}}
                public static partial class Net;
                """)
            {
                AdditionalFiles = [path],
            };
            using LoadedAssembly assembly = consumer.Load();
            return FrozenFiles.Outputs(assembly.Frozen.Single(), inputs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

[Layer(3, 5, Activation.Tanh)]
[Layer(5, 3, Activation.Identity)]
internal sealed partial class Joined;

[Layer(3, 6, Activation.Relu)]
[Layer(6, 5, Activation.PRelu, SlopePerUnit = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Blocks;

[Layer(3, 5, Activation.Tanh)]
[Output("Mean", 5, 2, Activation.Tanh)]
[Output("Deviation", 5, 1, Activation.Softplus)]
internal sealed partial class Gaussian;
