using System.Collections.Immutable;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests;

/// <summary>While code is being typed it is the compiler's to speak; analyzer and generator must only survive it.</summary>
[Trait("Category", "Slow")]
public sealed class HalfTypedCodeTests
{
    private const string Sample = """
        using Layerwise;
        using Dense = Layerwise.LayerAttribute;

        namespace Shop
        {
            [Network(Loss = Loss.CrossEntropy)]
            [Layer(64, 32, Activation.LeakyRelu, Init.HeNormal, Slope = 0.1f, Bias = false)]
            [global::Layerwise.LayerAttribute(fanOut: 10, fanIn: (int)32L, activation: Activation.Softmax)]
            [Dense(11, int.MaxValue, (Activation)9)]
            public sealed partial class @class<T> where T : class { public int Forward; }
        }
        """;

    [Fact]
    public async Task No_prefix_of_a_file_makes_analyzer_or_generator_throw()
    {
        CSharpCompilation compilation = Compilations.Of("");
        for (int length = 0; length <= Sample.Length; length++)
        {
            CSharpCompilation prefix = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compilations.Tree(Sample[..length], "File1.cs"));
            await Analysis.RunAsync(prefix);
            Compilations.Generated(prefix);
        }
    }

    [Theory]
    [InlineData("64, 32", "CS1729")]
    [InlineData("", "CS1729")]
    [InlineData("0, 3, Activation.", "CS1001")]
    [InlineData("0, 3, Activation.Reluu", "CS0117")]
    [InlineData("0, Width, Activation.Relu", "CS0120")]
    [InlineData("\"0\", 3, Activation.Relu", "CS1503")]
    [InlineData("2, 3, Activation.LeakyRelu, Slope = 0.1", "CS0664")]
    [InlineData("0, 3, Activation.Relu, fanIn: 3", "CS1744")]
    [InlineData("0, 3, 4", "CS1503")]
    public Task Incomplete_layer_is_left_to_the_compiler(string arguments, string error) => Analysis.LeavesToCompilerAsync(
        $$"""
        using Layerwise;

        [Layer({{arguments}})]
        partial class Net
        {
            public int Width => 3;
        }
        """,
        error);

    [Theory]
    [InlineData("Layerwise.Layer")]
    [InlineData("global::Layerwise.LayerAttribute")]
    [InlineData("Dense")]
    [InlineData("L::Layer")]
    public async Task Attribute_is_recognised_under_every_spelling(string attribute) => Assert.Equal(
        ["Layer 1: fanIn is 0; write 1 or more"],
        await Analysis.FindsAsync(
            "LW1004",
            $$"""
            using Dense = Layerwise.LayerAttribute;
            using L = Layerwise;

            [{{attribute}}([|0|], 3, Layerwise.Activation.Relu)]
            partial class Net;
            """));

    [Fact]
    public async Task Nothing_is_said_without_the_package() => Assert.Empty(await Analysis.RunAsync(
        CSharpCompilation.Create("UserProject", Compilations.Of("[Layerwise.Layer(0, 0, 0)] class Net;").SyntaxTrees, References.Framework, Compilations.Options)));

    [Fact]
    public async Task An_attribute_of_that_name_in_another_namespace_is_none_of_ours() =>
        await Analysis.FindsNothingAsync("[Other.Layer(0)] class Net; namespace Other { class LayerAttribute(int size) : System.Attribute { public int Size => size; } }");

    [Fact]
    public async Task A_faulty_network_leaves_the_others_their_code()
    {
        Compilation compilation = Compilations.Generated(Compilations.Of("""
            using Layerwise;

            [Layer(2, 3, Activation.Relu)]
            partial class Good;

            [Layer(0, 3, Activation.Relu)]
            partial class Bad;
            """));

        Assert.NotEmpty(compilation.GetTypeByMetadataName("Good")!.GetMembers("Forward"));
        Assert.Empty(compilation.GetTypeByMetadataName("Bad")!.GetMembers("Forward"));
        ImmutableArray<Diagnostic> diagnostics = await Analysis.RunAsync(compilation);
        Assert.Equal("LW1004", Assert.Single(diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)).Id);
    }
}
