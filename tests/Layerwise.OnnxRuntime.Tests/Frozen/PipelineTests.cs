using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.OnnxRuntime.Tests.Frozen;

/// <summary>What an edit costs beside an ONNX file.</summary>
[Trait("Category", "Slow")]
public sealed class PipelineTests : IDisposable
{
    private const string Source = """
        using Layerwise;
        /// <summary>A network.</summary>
        [Frozen("policy.onnx")]
        public static partial class Policy;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;

    [Fact]
    public void Typing_reads_and_writes_nothing()
    {
        string path = Save("relu.opset13");
        var consumer = new Consumer(Source) { AdditionalFiles = [path] };
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        // Who read it again would find it gone.
        File.Delete(path);
        SyntaxTree edited = CSharpSyntaxTree.ParseText(Source + "\nclass Unrelated;\n", (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        GeneratorRunResult result = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], edited)).GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.NotEmpty(result.TrackedOutputSteps);
        Assert.All(result.TrackedSteps["FrozenNetworks"].Concat(result.TrackedOutputSteps.Values.SelectMany(static steps => steps)), static step =>
            Assert.All(step.Outputs, static output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
    }

    [Fact]
    public void Another_file_is_another_network()
    {
        string path = Save("relu.opset13");
        var consumer = new Consumer(Source) { AdditionalFiles = [path] };
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        _ = Save("softmax.opset13");
        GeneratorRunResult result = driver.ReplaceAdditionalTexts([new BinaryFile(path)]).RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Contains(result.GeneratedSources, static source => source.SourceText.ToString().Contains("Phi.Softmax", StringComparison.Ordinal));
    }

    // The graph of the file with its weights in another one, as newer exporters of PyTorch write it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_beside_the_file_are_part_of_it(bool embeds)
    {
        (string graph, string data) = SaveApart();
        float[] inputs = Judge.Inputs(3);
        float[] expected = Judge.Outputs(OnnxFiles.All["relu.opset13-spelled"], null, inputs, 3);
        using LoadedAssembly assembly = new Consumer(Source) { AdditionalFiles = [graph, data], EmbedsFiles = embeds }.Load();
        float[] outputs = new float[2];
        assembly.Frozen.Single().GetMethod("Forward")!.CreateDelegate<FrozenFiles.Pass>()(inputs, outputs);
        Judge.AssertAgree(expected, outputs);
    }

    [Fact]
    public void Other_weights_beside_the_file_are_another_network()
    {
        (string graph, string data) = SaveApart();
        var consumer = new Consumer(Source) { AdditionalFiles = [graph, data] };
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        string before = Text(driver);
        byte[] weights = File.ReadAllBytes(data);
        weights[3] ^= 1;
        File.WriteAllBytes(data, weights);
        Assert.Equal(before, Text(driver.RunGenerators(compilation)));
        Assert.NotEqual(before, Text(driver.ReplaceAdditionalTexts([new BinaryFile(graph), new BinaryFile(data)]).RunGenerators(compilation)));
    }

    [Fact]
    public void The_class_says_what_the_file_has()
    {
        var consumer = new Consumer(Source) { AdditionalFiles = [Save("leaky-relu-steep.opset13")] };
        string text = consumer.Generate().Text;
        Assert.Contains("""
            /// <para>32 parameters, from a file that says which layers there are.</para>
            /// <para>Inference of a sample takes 0.06 KB beside parameters, inputs and outputs, on the stack.</para>
            /// <code>
            /// layer  shape  activation             parameters  multiply-adds  weights
            ///     1  3 → 5  LeakyRelu (slope 0.3)          20             15  0.08 KB
            ///     2  5 → 2  Identity                       12             10  0.05 KB
            /// total                                        32             25  0.12 KB
            /// </code>
            """, text, StringComparison.Ordinal);
        Assert.DoesNotContain("[Layer]", text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Text(GeneratorDriver driver) =>
        string.Concat(driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString()));

    private (string Graph, string Data) SaveApart()
    {
        foreach ((string name, byte[] content) in OnnxFiles.Apart) File.WriteAllBytes(Path.Combine(_folder, name), content);
        return (Path.Combine(_folder, "policy.onnx"), Path.Combine(_folder, "policy.onnx.data"));
    }

    private string Save(string name)
    {
        string path = Path.Combine(_folder, "policy.onnx");
        File.WriteAllBytes(path, OnnxFiles.All[name]);
        return path;
    }
}
