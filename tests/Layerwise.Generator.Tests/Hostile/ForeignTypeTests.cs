using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>Types of our names that are not ours, with constants of any kind: the parser never throws, and takes only the library's own for its own.</summary>
public sealed class ForeignTypeTests
{
    private const string Sound = "[Layerwise.Layer(2, 1, Layerwise.Activation.Relu)] internal partial class Sound;";

    [Theory]
    [InlineData("LayerAttribute(params int[] fanIn)", "Layer(1, 2, 3)")]
    [InlineData("LayerAttribute(params int[] fanIn)", "Layer")]
    [InlineData("LayerAttribute(long fanIn, string fanOut, object activation)", "Layer(1, \"2\", 3)")]
    [InlineData("LayerAttribute(object fanIn, object fanOut, object activation, object init)", "Layer(typeof(int), null, new[] { 1 }, 'x')")]
    [InlineData("LayerAttribute(System.Type fanIn, System.Type[] fanOut, int activation)", "Layer(typeof(int), new[] { typeof(string), null }, 1)")]
    [InlineData("LayerAttribute(Byte activation, Long init, int fanIn = 1, int fanOut = 2)", "Layer(Byte.Two, Long.Big)")]
    [InlineData("LayerAttribute(float[] fanIn = null, double fanOut = 2)", "Layer(null)")]
    [InlineData("LayerAttribute()", "Layer(Slope = 1, Bias = 'b', InitScale = \"x\", Dropout = 1.5, FanMode = Long.Big, Sparsity = new[] { 1f })")]
    public void A_layer_attribute_of_the_project_is_not_ours(string constructor, string use) => AssertIgnored(
        $$"""
        namespace Layerwise
        {
            [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
            internal sealed class LayerAttribute : System.Attribute
            {
                public {{constructor}} { }
                public int Slope; public char Bias; public string InitScale; public double Dropout; public Long FanMode; public float[] Sparsity;
            }

            internal enum Byte : byte { Two = 2 }
            internal enum Long : long { Big = long.MaxValue }

            [{{use}}] [{{use}}] internal partial class Net;
        }
        """);

    [Theory]
    [InlineData("public int[] ClassWeights;", "Network(ClassWeights = new[] { 1, 2 })")]
    [InlineData("public object ClassWeights;", "Network(ClassWeights = new object[] { 1, null, typeof(int) })")]
    [InlineData("public string[] ClassWeights; public long Loss; public double[] Delta;", "Network(ClassWeights = new string[] { null }, Loss = 7, Delta = null)")]
    [InlineData("public object Loss; public object InputPower;", "Network(Loss = new[] { 1 }, InputPower = 'x')")]
    public void A_network_attribute_of_the_project_is_not_ours(string members, string use)
    {
        Generation generation = new Consumer(
            $$"""
            namespace Layerwise
            {
                internal sealed class NetworkAttribute : System.Attribute { {{members}} }
            }

            [Layerwise.{{use}}] [Layerwise.Layer(2, 1, Layerwise.Activation.Relu)] internal partial class Net;
            """).Generate();
        generation.AssertCalm();
        Assert.Equal(3, generation.HintNames.Count());
        AssertNoErrors(generation);
    }

    [Fact]
    public void An_interface_of_the_project_makes_no_activation() => AssertIgnored(
        """
        namespace Layerwise { internal interface IActivation; }

        internal struct Mine : Layerwise.IActivation;

        [Layerwise.Layer(2, 1, typeof(Mine))] internal partial class Net;
        """);

    [Fact]
    public void A_class_called_Layerwise_is_no_namespace() => AssertIgnored(
        """
        namespace A
        {
            internal static class Layerwise { internal sealed class LayerAttribute(params int[] fanIn) : System.Attribute { public int[] FanIn => fanIn; } }

            [Layerwise.Layer(1)] internal partial class Net;
        }
        """);

    // The compiler can't tell which of the two a name means, and says so; nothing comes on top of it.
    [Fact]
    public void Two_copies_of_the_library_are_the_compilers_affair()
    {
        CSharpCompilation copy = CSharpCompilation.Create(
            "Copy",
            [CSharpSyntaxTree.ParseText("namespace Layerwise { public sealed class LayerAttribute(int fanIn, int fanOut, Activation activation) : System.Attribute { public int Sizes => fanIn + fanOut + (int)activation; } public enum Activation : long { Relu = 1 } }")],
            References.All.Take(References.All.Count - 1),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var consumer = new Consumer("[Layerwise.Layer(2, 1, Layerwise.Activation.Relu)] internal partial class Net;");
        GeneratorDriver driver = consumer.Driver().RunGenerators(consumer.Compilation().AddReferences(copy.ToMetadataReference()));

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.GeneratedSources);
    }

    private static void AssertIgnored(string source)
    {
        bool hidesLayer = source.Contains("class LayerAttribute", StringComparison.Ordinal) && source.StartsWith("namespace Layerwise", StringComparison.Ordinal);
        Generation generation = new Consumer(hidesLayer ? [source] : [source, Sound]).Generate();
        generation.AssertCalm();
        Assert.Equal(hidesLayer ? 0 : 3, generation.HintNames.Count());
        AssertNoErrors(generation);
    }

    private static void AssertNoErrors(Generation generation) =>
        Assert.DoesNotContain(generation.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
