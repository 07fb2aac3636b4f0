using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>Half-typed code: the generator never throws, whatever the compiler has to say.</summary>
[Trait("Category", "Slow")]
public sealed class HalfTypedTests
{
    private const string Source = """
        using Layerwise;

        namespace Sample;

        /// <summary>Half-typed.</summary>
        [Network(Loss = Loss.CrossEntropy)]
        [Layer(fanOut: 4, fanIn: 3, activation: Activation.LeakyRelu, Slope = 0.2f, InitScale = 1e-3f)]
        [Layer(4, 2, Activation.Softmax, Init.XavierUniform, Bias = false)]
        public sealed partial class Net
        {
            public Net(int number) => Initialize((ulong)number);

            public partial struct Nested
            {
                [Layer(1, 1, (Activation)2, BiasValue = -0.5f), Layer(1, 2, default)]
                internal partial class @class;
            }
        }
        """;

    [Fact]
    public void Every_prefix_of_a_source_is_survived() =>
        AssertCalm(Enumerable.Range(0, Source.Length + 1).Select(length => Source[..length]));

    [Fact]
    public void Every_source_with_one_token_missing_is_survived()
    {
        var root = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Source).GetRoot();
        AssertCalm(root.DescendantTokens().Select(token => Source.Remove(token.SpanStart, token.Span.Length)));
    }

    [Theory]
    [InlineData("[Layer()] partial class Net;")]
    [InlineData("[Layer] partial class Net;")]
    [InlineData("[Layer(1)] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.None)] partial class Net;")]
    [InlineData("[Layer(\"1\", null, Activation.Relu)] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu, Slope = \"x\")] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu, Slope = 1, Slope = 2)] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu, Unknown = 1)] partial class Net;")]
    [InlineData("[Layer(int.MaxValue + 1, 2, Activation.Relu)] partial class Net;")]
    [InlineData("[Layer(new int(), 2, Activation.Relu)] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] [Network] [Network] partial class Net;")]
    [InlineData("[Network] partial class Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial class { }")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial struct Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial interface Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] enum Net { }")]
    [InlineData("[Layer(1, 2, Activation.Relu)] delegate void Net();")]
    [InlineData("[assembly: Layer(1, 2, Activation.Relu)]")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial class Net : Net;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial class Net : Missing;")]
    [InlineData("[Layer(1, 2, Activation.Relu)] partial class Net; [Layer(1, 2, Activation.Relu)] class Net;")]
    [InlineData("class Layer { [Layer(1, 2, Activation.Relu)] partial class Net; }")]
    public void Wrong_code_is_survived(string code) => AssertCalm(["using Layerwise;\n" + code]);

    private static void AssertCalm(IEnumerable<string> sources)
    {
        foreach (string source in sources)
        {
            var driver = new Consumer(source).Driver().RunGenerators(new Consumer(source).Compilation());
            var result = driver.GetRunResult().Results.Single();
            Assert.True(result.Exception is null && result.Diagnostics.IsEmpty, $"{result.Exception}\nfor:\n{source}");
        }
    }
}
