using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>LW1032: each way in which a frozen network has no layers, at the argument or attribute that is to blame.</summary>
[Trait("Category", "Slow")]
public sealed class FrozenLayersTests
{
    private const string Trained = "[Layer(3, 2, Activation.Relu)] public sealed partial class Trained;";

    [Theory]
    [InlineData("it has no layers; name the class that was trained, as in [Frozen(typeof(Trained), \"file\")], or repeat its [Layer] attributes, or name an ONNX file, which has layers of its own", "Frozen(\"f.safetensors\")", "")]
    [InlineData("'String' is not a class with [Layer] attributes", "Frozen(typeof(string), \"f.safetensors\")", "")]
    [InlineData("'Int32' is not a class with [Layer] attributes", "Frozen(file: \"f.safetensors\", network: typeof(int))", "")]
    [InlineData("'null' is not a class with [Layer] attributes", "Frozen(null, \"f.safetensors\")", "")]
    [InlineData("'Net' is frozen itself; name the class that was trained", "Frozen(typeof(Net), \"f.safetensors\")", "")]
    [InlineData("the declaration of 'Trained' has errors of its own; repair them first", "Frozen(typeof(Trained), \"f.safetensors\")", "[Layer(0, 2, Activation.Relu)] public sealed partial class Trained;")]
    [InlineData(
        "the activation 'Own' of 'Trained' is not accessible to it",
        "Frozen(typeof(Outer.Trained), \"f.safetensors\")",
        "public static partial class Outer { [Layer(3, 2, typeof(Own))] public sealed partial class Trained; private struct Own : IActivation { "
        + "public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => z; "
        + "public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => z; } }")]
    public async Task A_network_without_layers_is_named(string reason, string attribute, string trained)
    {
        Diagnostic found = Assert.Single(await RunAsync($"{trained}\n[{attribute}] public static partial class Net;"), static diagnostic => diagnostic.Id == "LW1032");
        Assert.Equal($"'Net' cannot be frozen: {reason}", found.GetMessage(CultureInfo.InvariantCulture));
        string place = found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan);
        Assert.Equal(attribute.Contains("typeof", StringComparison.Ordinal) ? attribute[attribute.IndexOf("typeof", StringComparison.Ordinal)..].Split(')')[0] + ")" : place, place);
    }

    [Theory]
    [InlineData("Layer(3, 2, Activation.Relu)")]
    [InlineData("Network(Loss = Loss.Huber)")]
    [InlineData("Layer(3, 3, Activation.Relu, Repeat = 2)", ", Layer(3, 2, Activation.Relu), Network(Loss = Loss.Huber)")]
    public async Task Layers_and_options_of_its_own_are_too_many(string own, string more = "")
    {
        Diagnostic found = Assert.Single(await RunAsync($"{Trained}\n[Frozen(typeof(Trained), \"f.safetensors\"), {own}{more}] public static partial class Net;"));
        Assert.Equal(("LW1032", "'Net' cannot be frozen: it takes the layers of 'Trained' and has layers of its own; remove its [Layer] attributes, or typeof(Trained)"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(own, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    // The class itself is judged as ever, and the file is looked for.
    [Theory]
    [InlineData("LW1001", "public static class Net;")]
    [InlineData("LW1030", "public static partial class Net;")]
    [InlineData("LW1010", "public static partial class Net { public const int InputSize = 1; }")]
    public async Task Everything_else_is_checked_as_for_layers_of_its_own(string id, string declaration) =>
        Assert.Equal([id], (await RunAsync($"{Trained}\n[Frozen(typeof(Trained), \"f.safetensors\")] {declaration}")).Select(static diagnostic => diagnostic.Id));

    // What the rules think of the layers is not the question here.
    private static async Task<Diagnostic[]> RunAsync(string source)
    {
        ImmutableArray<Diagnostic> found = await Compilations.Of("using Layerwise;\n" + source).WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
