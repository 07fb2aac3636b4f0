using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>A frozen network that takes the layers of the class that was trained is the one that repeats them.</summary>
public sealed class FrozenTwinTests
{
    private const string Twin = """
        using Layerwise;

        namespace Sample;

        /// <summary>The same, frozen.</summary>
        [Frozen(typeof(Trained), "weights.safetensors")]
        public static partial class Still { }
        """;

    private static readonly string[] Layers =
        ["5, 17, Activation.LeakyRelu, Slope = 0.2f, Bias = false", "17, 17, Activation.PRelu, BatchNormalization = true, Dropout = 0.5f", "17, 3, typeof(Lisht)"];

    [Fact]
    public void It_is_the_one_that_repeats_the_layers()
    {
        using var project = new FrozenProject();
        project.SaveWeights(Layers);
        Assert.Equal(Still(project.Consumer(Layers).Generate()), Still(Project(project, Samples.Network("Trained", Layers), Twin).Generate()));
    }

    [Fact]
    public void It_takes_layers_out_of_another_assembly()
    {
        using var project = new FrozenProject();
        project.SaveWeights(Layers);
        using MemoryStream library = new Consumer(Samples.Network("Trained", Layers), CustomActivations.Lisht) { Name = "Library" }.Generate().Emit();
        Consumer consumer = new Consumer(Twin) { AdditionalFiles = [project.WeightFile], Libraries = [MetadataReference.CreateFromStream(library)] };
        Generation generation = consumer.Generate();
        generation.AssertClean();
        Assert.Equal(Still(project.Consumer(Layers).Generate()), Still(generation));
    }

    [Fact]
    public void It_follows_the_class_that_was_trained()
    {
        using var project = new FrozenProject();
        project.SaveWeights("4, 8, Activation.Relu", "8, 3, Activation.Identity");
        Consumer consumer = Project(project, Samples.Network("Trained", "4, 8, Activation.Tanh", "8, 3, Activation.Identity"), Twin);
        CSharpCompilation compilation = consumer.Compilation();
        GeneratorDriver driver = consumer.Driver().RunGenerators(compilation);
        Assert.Empty(StillOf(driver));

        SyntaxTree trained = compilation.SyntaxTrees[0];
        SyntaxTree edited = CSharpSyntaxTree.ParseText(
            trained.ToString().Replace("Tanh", "Relu", StringComparison.Ordinal), (CSharpParseOptions)trained.Options, trained.FilePath, System.Text.Encoding.UTF8);
        Assert.NotEmpty(StillOf(driver.RunGenerators(compilation.ReplaceSyntaxTree(trained, edited))));
    }

    private static Consumer Project(FrozenProject project, params string[] sources) =>
        new([.. sources, CustomActivations.Lisht]) { AdditionalFiles = [project.WeightFile] };

    private static string[] Still(Generation generation)
    {
        generation.AssertClean();
        return StillOf(generation.Driver);
    }

    private static string[] StillOf(GeneratorDriver driver) =>
    [
        .. driver.GetRunResult().Results.Single().GeneratedSources
            .Where(static source => source.HintName.StartsWith("Sample.Still", StringComparison.Ordinal))
            .Select(static source => source.SourceText.ToString()),
    ];
}
