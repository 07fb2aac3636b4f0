using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>LW1030 and LW1031: each way in which a file may not fit, at the attribute's argument.</summary>
public sealed class FrozenFileTests : FrozenProjectTests
{
    [Fact]
    public Task A_file_that_the_project_does_not_have() => FindsAsync(
        "LW1030", "'net.safetensors' is not among the project's weights; add <FrozenWeights Include=\"net.safetensors\" /> to the project file");

    [Theory]
    [InlineData("", "'' names no file; write the name of a file of weights")]
    [InlineData("a\\nb.onnx", "'a\\u000Ab.onnx' is not among the project's weights; add <FrozenWeights Include=\"a\\u000Ab.onnx\" /> to the project file")]
    public async Task A_name_that_is_none(string name, string message)
    {
        Compilation compilation = Compilations.Of($"[Layerwise.Frozen(\"{name}\")] [Layerwise.Layer(3, 2, Layerwise.Activation.Relu)] static partial class Net;");
        Diagnostic found = Assert.Single(await Analysis.RunAsync(compilation));
        Assert.Equal(("LW1030", message), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_name_that_two_files_end_with()
    {
        string first = Save("a/net.safetensors", Sound());
        string second = Save("b/net.safetensors", Sound());
        await FindsAsync("LW1030", $"'net.safetensors' could be {first} or {second}; write more of its path", first, second);
    }

    [Fact]
    public Task A_file_of_another_kind() => FindsUnfitAsync("The file is no safetensors file: it has 3 bytes, and the first 8 would be its header's length.", [1, 2, 3]);

    [Fact]
    public Task A_tensor_that_is_missing() => FindsUnfitAsync(
        "it has no tensor 'layers.0.bias'; expected one of shape [2]", Bytes(Tensor.Of("layers.0.weight", [3, 2], new float[6])));

    [Fact]
    public Task A_shape_that_is_another() => FindsUnfitAsync(
        "the shape of tensor 'layers.0.weight' is [2, 3]; expected [3, 2]",
        Bytes(Tensor.Of("layers.0.weight", [2, 3], new float[6]), Tensor.Of("layers.0.bias", [2], new float[2])));

    [Fact]
    public Task Elements_that_are_no_floats() => FindsUnfitAsync(
        "the elements of tensor 'layers.0.bias' are I64; expected F32, F16, BF16 or F64",
        Bytes(Tensor.Of("layers.0.weight", [3, 2], new float[6]), Tensor.Of("layers.0.bias", [2], new long[2])));

    [Fact]
    public Task A_double_beyond_the_range_of_a_float() => FindsUnfitAsync(
        "tensor 'layers.0.bias' holds 1·10³⁰⁰, which is beyond the range of a float",
        Bytes(Tensor.Of("layers.0.weight", [3, 2], new float[6]), Tensor.Of("layers.0.bias", [2], [1, 1e300])));

    [Fact]
    public Task A_tensor_too_many() => FindsUnfitAsync(
        "it has a tensor 'layers.1.weight' of shape [1], which the network does not have", Bytes([.. Sound(), Tensor.Of("layers.1.weight", [1], new float[1])]));

    [Fact]
    public Task Another_network() => FindsUnfitAsync(
        "layerwise.sizes is 3,4; expected 3,2", Bytes([new("layerwise.sizes", "3,4")], Sound()));

    [Fact]
    public Task Samples_that_do_not_fit() => FindsUnfitAsync(
        "the shape of tensor 'state.selftest.inputs' is [2, 4]; expected [2, 3]", Bytes([.. Sound(), Tensor.Of("state.selftest.inputs", [2, 4], new float[8])]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_parameters_than_can_be_constants(bool embeds)
    {
        byte[] content = Bytes(Tensor.Of("layers.0.weight", [512, 512], new float[512 * 512]), Tensor.Of("layers.0.bias", [512], new float[512]));
        ImmutableArray<Diagnostic> found = await RunAsync("512, 512", embeds, Save("net.safetensors", content));
        string[] expected = embeds ? [] :
        [
            "'net.safetensors' cannot be frozen into 'Net': it has 262 656 parameters, more than the 262 144 that can be constants; "
            + "add Embed=\"true\" to its FrozenWeights, so that the program embeds the whole file",
        ];
        Assert.Equal(expected, found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(52_427, false, null)]
    [InlineData(52_428, false, "52 428 samples has 262 140 numbers, more than the 262 136 that its parameters leave of the 262 144 that can be constants")]
    [InlineData(52_428, true, null)]
    [InlineData(52_429, true, "52 429 samples has 262 145 numbers, more than the 262 144 that can be constants")]
    public async Task More_samples_than_can_be_constants(int samples, bool embeds, string? problem)
    {
        Tensor[] tensors = [.. Sound(), Tensor.Of("state.selftest.inputs", [samples, 3], new float[3 * samples]), Tensor.Of("state.selftest.outputs", [samples, 2], new float[2 * samples])];
        ImmutableArray<Diagnostic> found = await RunAsync("3, 2", embeds, Save("net.safetensors", tensors));
        string[] expected = problem is null ? [] : [$"'net.safetensors' cannot be frozen into 'Net': its self-test of {problem}; save it with fewer samples"];
        Assert.Equal(expected, found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Weights_of_fewer_bits_that_there_are_not(bool embeds)
    {
        var metadata = new Dictionary<string, string> { ["Weights"] = "Int4", ["Embed"] = embeds ? "true" : "false" };
        Assert.Equal(
            "'net.safetensors' cannot be frozen into 'Net': Weights of its FrozenWeights is 'Int4'; expected Half, BFloat16, Int8, or none for floats",
            Assert.Single(await RunAsync("[Layer(3, 2, Activation.Relu)]", metadata, Save("net.safetensors", Sound()))).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Half", 65_505f, "a weight of layer 1 is 65505, which Half can't hold; BFloat16 has the range of a float")]
    [InlineData("Half", -65_504f, null)]
    [InlineData("BFloat16", 3.3896e38f, "a weight of layer 1 is 3.3896·10³⁸, which BFloat16 can't hold")]
    [InlineData("BFloat16", 3.3895e38f, null)]
    [InlineData("Int8", float.NaN, "a weight of layer 1 is NaN, which Int8 can't hold")]
    [InlineData("Int8", float.MaxValue, null)]
    [InlineData("Int8", float.Epsilon, null)]
    public async Task Weights_beyond_the_range_of_fewer_bits(string format, float weight, string? reason)
    {
        string file = Save("net.safetensors", [Tensor.Of("layers.0.weight", [3, 2], [1, 2, 3, weight, 5, 6]), Tensor.Of("layers.0.bias", [2], new float[2])]);
        string[] expected = reason is null ? [] : [$"'net.safetensors' cannot be frozen into 'Net': {reason}"];
        foreach (string embeds in new[] { "false", "true" })
        {
            ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Relu)]", new Dictionary<string, string> { ["Weights"] = format, ["Embed"] = embeds }, file);
            Assert.Equal(expected, found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task An_activation_of_its_own_and_samples_that_would_have_to_be_computed_again()
    {
        var metadata = new Dictionary<string, string> { ["Weights"] = "Int8" };
        Tensor[] samples = [Tensor.Of("state.selftest.inputs", [1, 3], new float[3]), Tensor.Of("state.selftest.outputs", [1, 2], new float[2])];
        Assert.Empty(await RunAsync("[Layer(3, 2, typeof(Own))]", metadata, Save("net.safetensors", Sound())));
        Assert.Equal(
            "'net.safetensors' cannot be frozen into 'Net': layer 1 has an activation of its own project, Own, and so the compiler can't compute what the self-test gives with weights as Int8; "
            + "save it without samples",
            Assert.Single(await RunAsync("[Layer(3, 2, typeof(Own))]", metadata, Save("net.safetensors", [.. Sound(), .. samples]))).GetMessage(CultureInfo.InvariantCulture));
    }

    // A weight of 1 beside one of 1000 becomes 0, and with it what comes of the first sample.
    [Theory]
    [InlineData("Int8", "over the 2 samples of the self-test by up to 1, by 0.25 in the mean")]
    [InlineData("BFloat16", null)]
    public async Task Weights_of_fewer_bits_that_give_something_else(string format, string? change)
    {
        Tensor[] tensors =
        [
            Tensor.Of("layers.0.weight", [3, 2], [1f, 0, 1000, 0, 0, 1]), Tensor.Of("layers.0.bias", [2], new float[2]),
            Tensor.Of("state.selftest.inputs", [2, 3], [1f, 0, 1, 0, 0, 1]), Tensor.Of("state.selftest.outputs", [2, 2], [1f, 1, 0, 1]),
        ];
        var metadata = new Dictionary<string, string> { ["Weights"] = format };
        ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Relu)]", metadata, Save("net.safetensors", tensors));
        string[] expected = change is null ? [] : [$"LW1033: Weights as {format} change the outputs of 'Net' {change}; choose a format of more bits, or freeze the weights as floats"];
        Assert.Equal(expected, found.Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    // Outputs of the first sample change by all that there is. What counts is which of them is the largest.
    [Theory]
    [InlineData(1, 0, null)]
    [InlineData(0, 0, "over the 2 samples of test.safetensors by up to 1, by 0.25 in the mean; 50 % of the answers are right, 100 % with floats, and 1 of 2 are others")]
    public async Task Answers_that_are_lost_and_outputs_that_only_change(int firstOutputWithFloats, int label, string? change)
    {
        // x₀·W + x₂·W: with a weight of 1 beside one of 1000, the first sample gives 0 in place of 1.
        Tensor[] tensors =
        [
            Tensor.Of("layers.0.weight", [3, 2], [1f, 0, 1000, 0, 0, 1]), Tensor.Of("layers.0.bias", [2], [firstOutputWithFloats, 0.5f]),
            Tensor.Of("state.selftest.inputs", [1, 3], [1f, 0, 0]), Tensor.Of("state.selftest.outputs", [1, 2], [1f + firstOutputWithFloats, 0.5f]),
        ];
        string data = SaveTest(new Dataset((float[])[1, 0, 0, 0, 0, 1], 3, (float[])[0, 1], 1), label, 1);
        var metadata = new Dictionary<string, string> { ["Weights"] = "Int8", ["TestData"] = data };
        ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Relu)]", metadata, Save("net.safetensors", tensors), data);
        string[] expected = change is null ? [] : [$"LW1033: Weights as Int8 change the outputs of 'Net' {change}; choose a format of more bits, or freeze the weights as floats"];
        Assert.Equal(expected, found.Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    // Whatever the format, and with floats: each way in which test data may not fit.
    [Theory]
    [InlineData("inputs F32 4,3", "has no targets; expected F32 [4, 2], or labels")]
    [InlineData("inputs F32 4,2;labels I32 4", "has inputs of F32 [4, 2]; expected F32 [samples, 3]")]
    [InlineData("labels I32 4", "has no inputs; expected F32 [samples, 3]")]
    [InlineData("inputs F64 4,3;labels I32 4", "has inputs of F64 [4, 3]; expected F32 [samples, 3]")]
    [InlineData("inputs F32 4,3;labels I64 4", "has labels of I64 [4]; expected I32 [4]")]
    [InlineData("inputs F32 4,3;labels I32 5", "has labels of I32 [5]; expected I32 [4]")]
    [InlineData("inputs F32 4,3;targets F32 5,2", "has targets of F32 [5, 2]; expected F32 [4, 2]")]
    [InlineData("inputs F32 4,3;labels I32 4", "has labels, and its metadata no number of classes; expected 'classes'")]
    [InlineData("inputs F32 4,3;labels I32 4;3", "has labels of 3 classes; expected 2, which the network tells apart")]
    [InlineData("inputs F32 4,3;labels I32 4;2", null)]
    [InlineData("inputs F32 4,3;targets F32 4,2", null)]
    public async Task Test_data_that_do_not_fit(string content, string? reason)
    {
        string data = Save("test.safetensors", TestFile(content, first: 0));
        var metadata = new Dictionary<string, string> { ["TestData"] = data };
        ImmutableArray<Diagnostic> found = await RunAsync("[Layer(3, 2, Activation.Softmax)]", metadata, Save("net.safetensors", Sound()), data);
        string[] expected = reason is null ? [] : [$"'net.safetensors' cannot be frozen into 'Net': its TestData, test.safetensors, {reason}"];
        Assert.Equal(expected, found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Test_data_that_cannot_be_read_or_answered()
    {
        async Task<string> Said(string layers, string data, params string[] files) => Assert.Single(
            await RunAsync(layers, new Dictionary<string, string> { ["TestData"] = data }, [Save("net.safetensors", Sound()), .. files])).GetMessage(CultureInfo.InvariantCulture);
        const string Start = "'net.safetensors' cannot be frozen into 'Net': ";
        const string Plain = "[Layer(3, 2, Activation.Softmax)]";
        Assert.Equal(
            Start + "its TestData, test.csv, cannot be read: expected a safetensors file, as DatasetFile.Write writes one", await Said(Plain, "data/test.csv"));
        string broken = Save("test.safetensors", [1, 2, 3]);
        Assert.Equal(
            Start + "its TestData, test.safetensors, cannot be read: The file is no safetensors file: it has 3 bytes, and the first 8 would be its header's length.", await Said(Plain, broken, broken));

        string sound = SaveTest(new Dataset(new float[6], 3, (float[])[0, 1], 1), 0, 1);
        Assert.Equal(
            Start + "layer 1 has an activation of its own project, Own, and so the compiler can't compute what it makes of its TestData; remove that",
            await Said("[Layer(3, 2, typeof(Own))]", sound, sound));
        string outside = Save("test.safetensors", TestFile("labels I32 1;inputs F32 1,3;2", first: 7));
        Assert.Equal(Start + "its TestData, test.safetensors, has the label 7 at sample 0; expected 0 to 1", await Said(Plain, outside, outside));
    }

    // The name of the attribute is the end of both paths.
    [Fact]
    public async Task Test_data_are_not_taken_for_weights()
    {
        string data = SaveTest(new Dataset(new float[6], 3, (float[])[0, 1], 1), 0, 1, "test/net.safetensors");
        Assert.Empty(await RunAsync("[Layer(3, 2, Activation.Softmax)]", new Dictionary<string, string> { ["TestData"] = data }, Save("net.safetensors", Sound()), data));
    }

    [Fact]
    public async Task More_parameters_than_can_be_constants_as_bytes()
    {
        var metadata = new Dictionary<string, string> { ["Weights"] = "Int8" };
        byte[] content = Bytes(Tensor.Of("layers.0.weight", [1024, 1024], new float[1024 * 1024]), Tensor.Of("layers.0.bias", [1024], new float[1024]));
        string file = Save("net.safetensors", content);
        Assert.Equal(
            "'net.safetensors' cannot be frozen into 'Net': it has 1 049 600 parameters, which take the room of 264 192 floats as Int8, more than the 262 144 that can be constants; "
            + "add Embed=\"true\" to its FrozenWeights, so that the program embeds the whole file",
            Assert.Single(await RunAsync("[Layer(1024, 1024, Activation.Relu)]", metadata, file)).GetMessage(CultureInfo.InvariantCulture));
        metadata["Embed"] = "true";
        Assert.Empty(await RunAsync("[Layer(1024, 1024, Activation.Relu)]", metadata, file));
    }

    [Fact]
    public Task Samples_that_are_no_rows() => FindsUnfitAsync(
        "the shape of tensor 'state.selftest.inputs' is [6]; expected [6, 3]", Bytes([.. Sound(), Tensor.Of("state.selftest.inputs", [6], new float[6])]));

    [Fact]
    public Task Samples_that_are_no_floats() => FindsUnfitAsync(
        "the elements of tensor 'state.selftest.inputs' are I64; expected F32, F16, BF16 or F64", Bytes([.. Sound(), Tensor.Of("state.selftest.inputs", [6], new long[6])]));

    [Fact]
    public Task Samples_without_what_became_of_them() => FindsUnfitAsync(
        "it has no tensor 'state.selftest.outputs'; expected one of shape [2, 2]", Bytes([.. Sound(), Tensor.Of("state.selftest.inputs", [2, 3], new float[6])]));

    [Fact]
    public Task A_name_that_is_far_too_long() => FindsUnfitAsync(
        $"it has a tensor '{new string('n', 200)}…' of shape [1], which the network does not have", Bytes([.. Sound(), Tensor.Of(new string('n', 100_000), [1], new float[1])]));

    [Theory]
    [InlineData(null, "it is of a network that does not scale; expected one that scales inputs and targets by Standardize,Standardize")]
    [InlineData("MinMax,None", "layerwise.scaling is MinMax,None; expected Standardize,Standardize")]
    public Task A_file_of_another_scaling(string? kinds, string reason) => FindsUnfitScaledAsync(
        reason, Bytes(kinds is null ? [new("layerwise.sizes", "3,2")] : [new("layerwise.sizes", "3,2"), new("layerwise.scaling", kinds)], Sound()));

    [Fact]
    public Task A_file_that_was_saved_before_the_fitting() => FindsUnfitScaledAsync(
        "tensor 'inputs.scale' holds 0: the network was saved before FitScaling had said what it scales by", Bytes([.. Sound(), .. Scales([0, 0, 0])]));

    [Fact]
    public Task A_file_without_the_numbers_to_scale_by() => FindsUnfitScaledAsync("it has no tensor 'inputs.center'; expected one of shape [3]", Bytes(Sound()));

    [Fact]
    public Task A_scaling_that_the_network_does_not_declare() => FindsUnfitAsync(
        "it has a tensor 'inputs.center' of shape [3], which the network does not have", Bytes([.. Sound(), .. Scales([1, 2, 3])]));

    [Fact]
    public async Task Sound_files_are_not_spoken_of() => Assert.Empty(await RunAsync(Save("deep/er/net.safetensors", Bytes(Sound()))));

    private static Tensor[] Scales(float[] scales) =>
    [
        Tensor.Of("inputs.center", [3], new float[3]), Tensor.Of("inputs.scale", [3], scales), Tensor.Of("targets.center", [2], new float[2]), Tensor.Of("targets.scale", [2], [1f, 1f]),
    ];

    // Tensors of zeros, but for the first byte of the first one; a number alone is that of the classes.
    private static byte[] TestFile(string content, byte first)
    {
        List<string> entries = [];
        int end = 0;
        foreach (string part in content.Split(';'))
        {
            string[] words = part.Split(' ');
            if (words.Length == 1)
            {
                entries.Add($$$"""
                    "__metadata__":{"classes":"{{{part}}}"}
                    """);
                continue;
            }

            int start = end;
            int size = words[1].EndsWith("64", StringComparison.Ordinal) ? 8 : 4;
            end += words[2].Split(',').Aggregate(size, static (product, length) => product * int.Parse(length, CultureInfo.InvariantCulture));
            entries.Add(string.Create(CultureInfo.InvariantCulture, $$"""
                "{{words[0]}}":{"dtype":"{{words[1]}}","shape":[{{words[2]}}],"data_offsets":[{{start}},{{end}}]}
                """));
        }

        byte[] header = System.Text.Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}");
        byte[] data = new byte[end];
        data[0] = first;
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
    }

    // Two samples, of the classes that are given.
    private string SaveTest(Dataset samples, int first, int second, string name = "test.safetensors")
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DatasetFile.WriteWithLabels(path, samples.Count, samples.InputSize, 2, (sample, input) =>
        {
            samples.Input(sample).CopyTo(input);
            return sample == 0 ? first : second;
        });
        return path;
    }

    private Task FindsUnfitAsync(string reason, byte[] content) =>
        FindsAsync("LW1031", $"'net.safetensors' cannot be frozen into 'Net': {reason}", Save("net.safetensors", content));

    private async Task FindsUnfitScaledAsync(string reason, byte[] content)
    {
        Diagnostic found = Assert.Single(await RunAsync(
            "[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)] [Layer(3, 2, Activation.Identity)]", [], Save("net.safetensors", content)));
        Assert.Equal(("LW1031", $"'net.safetensors' cannot be frozen into 'Net': {reason}"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
    }

    private static async Task FindsAsync(string id, string message, params string[] files)
    {
        Diagnostic found = Assert.Single(await RunAsync(files));
        Assert.Equal((id, message), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("\"net.safetensors\"", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }
}
