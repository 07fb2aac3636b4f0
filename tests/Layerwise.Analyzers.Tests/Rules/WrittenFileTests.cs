using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>LW1031 where EmitC or EmitCSharp ask for files of another language: what these can't have, and names that would mean something else.</summary>
public sealed class WrittenFileTests : FrozenProjectTests
{
    [Fact]
    public async Task More_parameters_than_are_written_into_a_file_of_source()
    {
        byte[] content = Bytes(Tensor.Of("layers.0.weight", [512, 512], new float[512 * 512]), Tensor.Of("layers.0.bias", [512], new float[512]));
        var metadata = new Dictionary<string, string> { ["Embed"] = "true", ["EmitC"] = "firmware" };
        Assert.Equal(
            "'net.safetensors' cannot be frozen into 'Net': it has 262 656 parameters, more than the 262 144 that EmitC writes into a file of source",
            Assert.Single(await RunAsync("[Layer(512, 512, Activation.Relu)]", metadata, Save("net.safetensors", content))).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("EmitC")]
    [InlineData("EmitCSharp")]
    public async Task Activations_that_are_the_project_s_own_and_another_compiler_s_file(string metadata)
    {
        string file = Save("net.safetensors", Sound());
        Assert.Equal(
            $"'net.safetensors' cannot be frozen into 'Net': layer 1 has an activation of its own project, Own, which {metadata} can't write into another file",
            Assert.Single(await RunAsync("[Layer(3, 2, typeof(Own))]", new Dictionary<string, string> { [metadata] = "game" }, file)).GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(await RunAsync("[Layer(3, 2, typeof(Own))]", new Dictionary<string, string>(), file));
    }

    // Two sizes of one name: the last one holds, and the program reads the outputs from where they are not.
    [Theory]
    [InlineData("PolicyA", "Policy_A", "'Policy_A' policy_a, which is the name of 'PolicyA' too")]
    [InlineData("Größe", "Grüße", "'Grüße' gr__e, which is the name of 'Größe' too")]
    [InlineData("Policy", "Policies", null)]
    [InlineData("Policy", "Step_Input", null)]
    public async Task Names_that_are_the_same_in_C(string first, string second, string? said)
    {
        string layers = $"[Layer(3, 2, Activation.Relu)] [Output(\"{first}\", 2, 1, Activation.Identity)] [Output(\"{second}\", 2, 1, Activation.Identity)]";
        Tensor[] heads = [.. Enumerable.Range(1, 2).SelectMany(static i => new[] { Tensor.Of($"layers.{i}.weight", [2, 1], new float[2]), Tensor.Of($"layers.{i}.bias", [1], new float[1]) })];
        string file = Save("net.safetensors", [.. Sound(), .. heads]);
        ImmutableArray<Diagnostic> found = await RunAsync(layers, new Dictionary<string, string> { ["EmitC"] = "firmware" }, file);
        Assert.Equal(
            said is null ? [] : [$"'net.safetensors' cannot be frozen into 'Net': EmitC calls {said}; write another name"],
            found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Empty(await RunAsync(layers, new Dictionary<string, string> { ["EmitCSharp"] = "game" }, file));
    }

    [Theory]
    [InlineData("Math", "EmitC", "math.h, which is the name of a header of C's library")]
    [InlineData("STDIO", "EmitC", "stdio.h, which is the name of a header of C's library")]
    [InlineData("Aux", "EmitC", "aux.c, which is the name of a device on Windows")]
    [InlineData("Con", "EmitCSharp", "Con.cs, which is the name of a device on Windows")]
    [InlineData("Math", "EmitCSharp", null)]
    [InlineData("Maths", "EmitC", null)]
    [InlineData("Com0", "EmitC", null)]
    public async Task Files_whose_names_have_another_meaning(string name, string metadata, string? said)
    {
        var written = new Dictionary<string, string> { [metadata] = "folder" };
        ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Relu)]", written, [Save("net.safetensors", Sound())], "", name);
        Assert.Equal(
            said is null ? [] : [$"'net.safetensors' cannot be frozen into '{name}': {metadata} writes {said}; rename the class"],
            found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Step_Input", "the inputs of a step")]
    [InlineData("Step_output", "the outputs of a step")]
    public async Task Names_that_are_those_of_steps_in_C(string name, string other)
    {
        Tensor[] tensors =
        [
            Tensor.Of("layers.0.weight", [3, 6], new float[18]), Tensor.Of("layers.0.recurrent_weight", [2, 6], new float[12]),
            Tensor.Of("layers.0.bias", [6], new float[6]), Tensor.Of("layers.0.recurrent_bias", [6], new float[6]),
            Tensor.Of("layers.1.weight", [2, 1], new float[2]), Tensor.Of("layers.1.bias", [1], new float[1]),
        ];
        ImmutableArray<Diagnostic> found = await RunAsync(
            $"[Input(5, 3)] [Gru(3, 2)] [Output(\"{name}\", 2, 1, Activation.Identity)]", new Dictionary<string, string> { ["EmitC"] = "firmware" }, Save("net.safetensors", tensors));
        Assert.Equal(
            $"'net.safetensors' cannot be frozen into 'Net': EmitC calls '{name}' {name.ToLowerInvariant()}, which is the name of {other} too; write another name",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }

    // What differs only in case is one file on most machines; a class in another one has the name of both.
    [Theory]
    [InlineData("EmitCSharp", "namespace Tools { $ partial class NET; }", "game/NET.cs, and 'Tools.NET' too")]
    [InlineData("EmitC", "namespace Tools { $ partial class NET; }", "game/net.c, and 'Tools.NET' too")]
    [InlineData("EmitC", "public static partial class N { $ partial class et; }", "game/net.c, and 'N.et' too")]
    [InlineData("EmitCSharp", "public static partial class N { $ partial class et; }", "game/Net.cs, and 'N.et' too")]
    [InlineData("EmitCSharp", "$ partial class Other;", null)]
    [InlineData("EmitCSharp", "namespace Tools { public static partial class Net; }", null)]
    [InlineData("Weights", "namespace Tools { $ partial class Net; }", null)]
    public async Task Two_networks_in_one_file(string metadata, string other, string? said)
    {
        const string Frozen = "[Frozen(\"net.safetensors\")] [Layer(3, 2, Activation.Relu)] public static";
        var items = new Dictionary<string, string> { [metadata] = metadata == "Weights" ? "BFloat16" : "game/" };
        string second = other.Replace("$", Frozen, StringComparison.Ordinal);
        ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Relu)]", items, [Save("net.safetensors", Sound())], second);
        string[] messages = [.. found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
        if (said is null)
        {
            Assert.Empty(messages);
            return;
        }

        // Each of them says so.
        Assert.Equal(2, messages.Length);
        Assert.Contains(
            $"'net.safetensors' cannot be frozen into 'Net': {metadata} writes it into {said}; rename one of them, or freeze it from a file of weights with another folder", messages);
    }
}
