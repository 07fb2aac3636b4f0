using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Pipeline;

/// <summary>A wrong declaration costs its own class its code, and no other. Analyzers take no part: nothing here runs one.</summary>
public sealed class FaultTests
{
    private const string Sound = "[Layer(3, 2, Activation.Relu)] public sealed partial class Sound;";

    [Theory]
    [InlineData("[Layer(3, 4, Activation.Relu)] [Layer(5, 2, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Layer(0, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Layer(-3, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, (Activation)99)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu, (Init)(-1))] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu, Slope = float.NaN)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.LeakyRelu, Slope = -1)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu, Gain = 0)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu, InitScale = float.PositiveInfinity)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu, BiasValue = float.NegativeInfinity)] public partial class Bad;")]
    [InlineData("[Network(Loss = (Loss)99)] [Layer(3, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Network(Delta = 0)] [Layer(3, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Network(Beta = float.NaN)] [Layer(3, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Network(LabelSmoothing = 1.5f)] [Layer(3, 4, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Network(ClassWeights = new[] { 1f, -1f, 1f, 1f })] [Layer(3, 4, Activation.Softmax)] public partial class Bad;")]
    [InlineData("[Network(ClassWeights = new[] { 1f, 1f })] [Layer(3, 4, Activation.Softmax)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public partial class Bad<T>;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public static partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public abstract partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public partial record Bad;")]
    [InlineData("public class Outer { [Layer(3, 4, Activation.Relu)] public partial class Bad; }")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public partial class Bad { void Forward(System.ReadOnlySpan<float> x, System.Span<float> y) { } }")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public partial class Bad { int Parameters; }")]
    [InlineData("[Layer(2147483647, 2147483647, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Layer(65536, 65536, Activation.Relu)] public partial class Bad;")]
    [InlineData("[Layer(3, 4, Activation.Relu)] public partial class Bad; [Layer(4, 2, Activation.Relu)] public partial class Bad;")]
    public void A_faulty_network_emits_nothing_while_the_others_still_compile(string faulty)
    {
        var generation = new Consumer($"using Layerwise;\n{Sound}\n{faulty}").Generate();

        generation.AssertCalm();
        Assert.NotEmpty(generation.HintNames);
        Assert.All(generation.HintNames, name => Assert.StartsWith("Sound", name, StringComparison.Ordinal));
        // All that the compiler says is about the faulty class.
        Assert.DoesNotContain(generation.Diagnostics, diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("Sound", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_part_without_attributes_is_no_fault()
    {
        using var assembly = new Consumer(
            "using Layerwise; /// <summary>A network.</summary>\n[Layer(3, 4, Activation.Relu)] public sealed partial class Net;",
            "public sealed partial class Net { internal int Answer => 42; }").Load();
        Assert.Equal([], assembly.Visit(new CheckVisitor(1)).Failures);
    }

    [Fact]
    public void Attributes_of_other_namespaces_mean_nothing()
    {
        var generation = new Consumer("""
            namespace Cake
            {
                public sealed class LayerAttribute(int a, int b) : System.Attribute { public int Sum => a + b; }
                [Layer(3, 4)] public partial class Sponge;
            }
            """).Generate();
        Assert.Empty(generation.HintNames);
        generation.AssertCalm();
    }
}
