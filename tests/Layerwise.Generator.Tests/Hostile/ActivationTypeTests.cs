using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>Activations that the compiler has something to say about: their networks compile like any other, or nothing is generated for them.</summary>
public sealed class ActivationTypeTests
{
    private const string Body = """
        : Layerwise.IActivation
        {
            static TLanes Layerwise.IActivation.Value<TLanes>(TLanes z) => z;
            static TLanes Layerwise.IActivation.Derivative<TLanes>(TLanes z, TLanes a) => TLanes.Broadcast(1f);
        }
        """;

    [Theory]
    [InlineData("[System.Obsolete] struct Act", "Act")]
    [InlineData("[System.Obsolete(\"Old.\")] struct Act", "Act")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"ACT001\")] struct Act", "Act")]
    [InlineData("[System.Obsolete] [System.Diagnostics.CodeAnalysis.Experimental(\"ACT001\")] class Tag; struct Act<T>", "Act<Tag[]>")]
    [InlineData("struct A", "A")]
    public void What_was_dealt_with_at_the_declaration_is_not_said_again(string declaration, string activation)
    {
        Generation generation = new Consumer(
            $"{declaration} {Body}\n#pragma warning disable CS0612, CS0618, ACT001\n[Layerwise.Layer(2, 2, typeof({activation}))] partial class Net;").Generate();
        generation.AssertCalm();
        Assert.NotEmpty(generation.HintNames);
        Assert.DoesNotContain(generation.Diagnostics, static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && diagnostic.Id != "CS1591");
    }

    [Theory]
    [InlineData("[System.Obsolete(\"Old.\", true)] struct Act", "Act")]
    [InlineData("file class F; struct Act<T>", "Act<F>")]
    [InlineData("file class F; struct Act<T>", "Act<F[][]>")]
    [InlineData("struct Act<T>", "Act<int*[]>")]
    [InlineData("struct Act<T>", "Act<delegate*<void>[]>")]
    public void What_generated_code_cannot_name_is_not_generated(string declaration, string activation)
    {
        var consumer = new Consumer($"{declaration} {Body}\n[Layerwise.Layer(2, 2, typeof({activation}))] unsafe partial class Net;\n[Layerwise.Layer(2, 2, Layerwise.Activation.Relu)] partial class Sound;");
        Generation generation = (consumer with { Options = consumer.Options.WithAllowUnsafe(true) }).Generate();
        generation.AssertCalm();
        Assert.All(generation.HintNames, static name => Assert.StartsWith("Sound", name, StringComparison.Ordinal));
        Assert.NotEmpty(generation.HintNames);
    }

    [Fact]
    public void Activations_of_one_name_are_two()
    {
        Generation generation = new Consumer(
            $"namespace X {{ struct A {Body} }} namespace Y {{ struct A {Body} }}\n[Layerwise.Layer(2, 2, typeof(X.A), Bias = false)] [Layerwise.Layer(2, 2, typeof(Y.A))] partial class Net;").Generate();
        generation.AssertCalm();
        Assert.DoesNotContain(generation.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Contains("ForwardSample<TLanes, Dense2x2WithoutBias, Rt::Phi.Custom<global::X.A>>", generation.Text, StringComparison.Ordinal);
        Assert.Contains("ForwardSample<TLanes, Dense2x2, Rt::Phi.Custom<global::Y.A>>", generation.Text, StringComparison.Ordinal);
    }
}
