using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>Odd names and shapes of types: everything compiles, loads and computes the right thing.</summary>
[Trait("Category", "Slow")]
public sealed class NameTests
{
    private const string Layers = "/// <summary>A network.</summary>\n[Layerwise.Layer(3, 4, Layerwise.Activation.Tanh)] [Layerwise.Layer(4, 2, Layerwise.Activation.Softmax)]";

    // What compiles has found the right names, but for those that mean something else in silence: a third of the shapes computes in each run.
    private static readonly IReadOnlyList<object> Computing = Sweep.OneIn(
        3,
        [.. typeof(NameTests).GetMethod(nameof(Odd_declarations_compile_and_compute))!.GetCustomAttributesData()
            .Where(static data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(static data => ((IReadOnlyList<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!)]);

    [Theory]
    [InlineData("global namespace", $"{Layers} public partial class Net;")]
    [InlineData("internal", $"{Layers} internal sealed partial class Net;")]
    [InlineData("block namespace", $$"""namespace A.B { {{Layers}} internal partial class Net; }""")]
    [InlineData("file-scoped namespace", $"namespace A.B;\n{Layers} internal partial class Net;")]
    [InlineData("nested", $$"""internal partial class Outer { internal partial struct Middle { internal partial interface IInner { {{Layers}} partial class Net; } } }""")]
    [InlineData("nested private", $$"""internal partial class Outer { {{Layers}} private sealed partial class Net; }""")]
    [InlineData("nested in a record", $$"""internal partial record Outer { internal partial record struct Middle { {{Layers}} internal partial class Net; } }""")]
    [InlineData("nested in a static class", $$"""internal static partial class Outer { {{Layers}} internal partial class Net; }""")]
    [InlineData("keywords", $$"""namespace @namespace.@event { internal partial class @int { {{Layers}} internal partial class @class; } }""")]
    [InlineData("contextual keywords", $$"""namespace @partial { {{Layers}} internal partial class @record; } namespace @async { {{Layers}} internal partial class @var; }""")]
    [InlineData("same name in two namespaces", $$"""namespace A { {{Layers}} internal partial class Net; } namespace B { {{Layers}} internal partial class Net; }""")]
    [InlineData("small letters alone, of which the compiler warns where they are declared", $$"""
        #pragma warning disable CS8981
        internal partial class outer { {{Layers}} internal partial class net; }
        """)]
    [InlineData("names that differ by case", $"{Layers} internal partial class Net;\n{Layers} internal partial class NET;")]
    [InlineData("namespaces that differ by case", $$"""namespace Ab { {{Layers}} internal partial class Net; } namespace aB { {{Layers}} internal partial class Net; }""")]
    [InlineData("a nested class beside a namespace of that name", $$"""namespace A { internal partial class B { {{Layers}} internal partial class Net; } } namespace A_B { {{Layers}} internal partial class Net; }""")]
    [InlineData("unicode", $$"""namespace Größe { {{Layers}} internal partial class Δίκτυο網; }""")]
    [InlineData("escaped unicode", $"{Layers} internal partial class N\\u0065t;")]
    [InlineData("a member named System", $$"""{{Layers}} internal partial class Net { internal int System => 1; }""")]
    [InlineData("nested classes named as ours", $$"""using Layerwise; [Layer(3, 4, Activation.Tanh)] internal partial class Net { internal class Layerwise; internal class System; internal class Span; internal class Unsafe; internal class MemoryMarshal; internal class Math; internal class Vector512; internal class TLanes; }""")]
    [InlineData("members named as our locals", $$"""{{Layers}} internal partial class Net { internal int inputs() => 1; internal int outputs => 2; internal int rows => 3; internal int seed => 4; internal int workspace => 5; internal int x => 6; internal int y => 7; }""")]
    [InlineData("outputs and inputs named as our locals and types", """
        using Layerwise;
        [Input("hidden", 1), Input("stack", 2)]
        [Layer(3, 4, Activation.Tanh, BatchNormalization = true)]
        [Output("rows", 4, 3, Activation.Softmax), Output("x", 4, 2, Activation.Tanh), Output("y", 4, 1, Activation.Tanh), Output("g", 4, 1, Activation.Tanh)]
        [Output("a", 4, 1, Activation.Tanh), Output("At", 4, 1, Activation.Tanh), Output("View", 4, 1, Activation.Tanh), Output("TLanes", 4, 1, Activation.Tanh)]
        [Output("record", 4, 1, Activation.Tanh), Output("var", 4, 1, Activation.Tanh), Output("Loss", 4, 1, Activation.Tanh), Output("HeadInfo", 4, 1, Activation.Tanh)]
        [Output("Span", 4, 1, Activation.Tanh), Output("Sys", 4, 1, Activation.Tanh), Output("Rt", 4, 1, Activation.Tanh), Output("Lw", 4, 1, Activation.Tanh)]
        [Output("Mem", 4, 1, Activation.Tanh), Output("losses", 4, 1, Activation.Tanh), Output("length", 4, 1, Activation.Tanh), Output("seed", 4, 1, Activation.Tanh)]
        internal partial class Net;
        """)]
    [InlineData("a namespace that ends in System", $$"""namespace A.System { {{Layers}} internal partial class Net; }""")]
    [InlineData("a namespace that ends in Layerwise", $$"""namespace A.Layerwise { internal class Runtime; [global::Layerwise.Layer(2, 1, global::Layerwise.Activation.Relu)] internal partial class Net; }""")]
    [InlineData("inside Layerwise's own namespace", $$"""namespace Layerwise { [Layer(2, 1, Activation.Relu)] internal partial class Net; }""")]
    [InlineData("types named as ours in the namespace", $$"""namespace A { internal class Span; internal class Workspace; internal class Activation; internal class Loss; {{Layers}} internal partial class Net; }""")]
    [InlineData("a base class", $$"""internal class Base { internal virtual int Size => 1; } {{Layers}} internal partial class Net : Base;""")]
    [InlineData("an interface and a constructor", $$"""{{Layers}} internal partial class Net : System.IDisposable { public Net(ulong seed) => Initialize(seed); public void Dispose() { } }""")]
    [InlineData("a primary constructor", $$"""{{Layers}} internal partial class Net(ulong seed) { internal ulong Seed => seed; }""")]
    [InlineData("an overload of Forward", $$"""{{Layers}} internal partial class Net { internal float Forward(float x) => x; }""")]
    [InlineData("an obsolete network", $$"""{{Layers}} [System.Obsolete("Old.")] internal partial class Net;""")]
    [InlineData("aliased attribute", "using Dense = Layerwise.LayerAttribute; [Dense(2, 1, Layerwise.Activation.Relu)] internal partial class Net;")]
    [InlineData("named arguments out of order", "[Layerwise.Layer(activation: Layerwise.Activation.Relu, fanOut: 1, fanIn: 2, Bias = false)] internal partial class Net;")]
    [InlineData("constants as sizes", "internal static class Sizes { internal const int In = 2 * 3, Out = In + 1; } [Layerwise.Layer(Sizes.In, Sizes.Out, Layerwise.Activation.Relu)] internal partial class Net;")]
    public void Odd_declarations_compile_and_compute(string shape, string source)
    {
        using var assembly = new Consumer(source).Load();
        var networks = assembly.Networks.ToArray();
        Assert.True(networks.Length > 0, shape);
        if (!Computing.Contains(shape)) return;
        foreach (var network in networks) Assert.Equal([], LoadedAssembly.Visit(network, new CheckVisitor(3)).Failures);
    }
}
