using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>What an edit costs beside a file of weights.</summary>
public sealed class FrozenPipelineTests
{
    private static readonly string[] Layers = ["4, 8, Activation.Tanh", "8, 3, Activation.Identity"];

    [Fact]
    public void Typing_reads_and_writes_no_weights()
    {
        using var project = new FrozenProject();
        project.SaveWeights(Layers);
        Consumer consumer = project.Consumer(Layers);
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        // Who read it again would find it gone.
        File.Delete(project.WeightFile);
        SyntaxTree edited = CSharpSyntaxTree.ParseText(FrozenProject.Source(Layers) + "\nclass Unrelated;\n", (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        GeneratorRunResult result = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], edited)).GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.All(TrackedSteps.Names.SelectMany(name => result.TrackedSteps[name]).Concat(result.TrackedOutputSteps.Values.SelectMany(static steps => steps)), static step =>
            Assert.All(step.Outputs, static output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
    }

    [Theory]
    [InlineData(false, IncrementalStepRunReason.Cached)]
    [InlineData(true, IncrementalStepRunReason.Modified)]
    public void A_file_matters_by_its_content(bool isChanged, IncrementalStepRunReason reason)
    {
        using var project = new FrozenProject();
        project.SaveWeights(Layers);
        Consumer consumer = project.Consumer(Layers);
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        byte[] content = File.ReadAllBytes(project.WeightFile);
        if (isChanged) content[^100] ^= 1;
        File.WriteAllBytes(project.WeightFile, content);

        GeneratorRunResult result = driver.ReplaceAdditionalTexts([new BinaryFile(project.WeightFile)]).RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal(reason, result.TrackedSteps["FrozenNetworks"].Single().Outputs.Single().Reason);
    }
}
