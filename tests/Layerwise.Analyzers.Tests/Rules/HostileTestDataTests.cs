using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>LW1031 where TestData names what is no test data: one error, which names the file and says what was found and what was expected.</summary>
public sealed class HostileTestDataTests : IDisposable
{
    private const string Start = "'net.safetensors' cannot be frozen into 'Net': its TestData, test.safetensors, ";
    private const string Unreadable = Start + "cannot be read: ";
    private const string NoLinux = "No pipe can be made among the files of this system.";

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-hostile-").FullName;

    [Fact]
    public async Task A_file_that_is_not_there() =>
        Assert.Equal($"{Unreadable}Could not find file '{At("test.safetensors")}'.", await SaidAsync(At("test.safetensors")));

    [Fact]
    public async Task A_folder()
    {
        Directory.CreateDirectory(At("test.safetensors"));
        Assert.Equal(Unreadable + "It is a folder.", await SaidAsync(At("test.safetensors")));
    }

    [Fact]
    public async Task An_empty_file() => Assert.Equal(
        Unreadable + "The file is no safetensors file: it has 0 bytes, and the first 8 would be its header's length.", await SaidAsync(Save("test.safetensors", [])));

    // Nobody writes into it, and the compiler must not wait for somebody who does.
    [LinuxFact]
    public async Task A_pipe()
    {
        using (var make = Process.Start("mkfifo", [At("test.safetensors")])) await make.WaitForExitAsync();
        Task<string> said = SaidAsync(At("test.safetensors"));
        Assert.Equal(
            Unreadable + "The file is no safetensors file: it has 0 bytes, and the first 8 would be its header's length.", await said.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [LinuxTheory]
    [InlineData("/dev/zero", "The file is no safetensors file: it has 0 bytes, and the first 8 would be its header's length.")]
    [InlineData("pipe", "The file is no safetensors file: it has 0 bytes, and the first 8 would be its header's length.")]
    [InlineData("test.safetensors", "Too many levels of symbolic links")]
    public async Task A_link_to_what_has_no_end(string target, string problem)
    {
        using (var make = Process.Start("mkfifo", [At("pipe")])) await make.WaitForExitAsync();
        File.CreateSymbolicLink(At("test.safetensors"), Path.IsPathRooted(target) ? target : At(target));
        Task<string> said = SaidAsync(At("test.safetensors"));
        Assert.StartsWith(Unreadable + problem, await said.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_link_to_a_sound_file()
    {
        File.CreateSymbolicLink(At("first.safetensors"), Save("test.safetensors", Samples([1, 2, 3, 4, 5, 6], [1, 0, 0, 1])));
        File.CreateSymbolicLink(At("second.safetensors"), At("first.safetensors"));
        Assert.Null(await SaidOrNullAsync(At("second.safetensors")));
    }

    [Fact]
    public async Task A_file_that_was_cut_off()
    {
        byte[] whole = Samples([1, 2, 3, 4, 5, 6], [1, 0, 0, 1]);
        for (int length = 0; length < whole.Length; length += 7)
        {
            Assert.StartsWith(Unreadable, await SaidAsync(Save("test.safetensors", whole[..length])), StringComparison.Ordinal);
        }

        Assert.Null(await SaidOrNullAsync(Save("test.safetensors", whole)));
    }

    [Theory]
    [InlineData(4, float.NaN, "has NaN in the inputs of sample 1; expected finite numbers")]
    [InlineData(0, float.PositiveInfinity, "has ∞ in the inputs of sample 0; expected finite numbers")]
    [InlineData(8, float.NegativeInfinity, "has −∞ in the targets of sample 1; expected finite numbers")]
    [InlineData(6, float.NaN, "has NaN in the targets of sample 0; expected finite numbers")]
    [InlineData(6, float.MaxValue, null)]
    public async Task A_number_that_is_none(int place, float number, string? reason)
    {
        float[] numbers = [1, 2, 3, 4, 5, 6, 1, 0, 0, 1];
        numbers[place] = number;
        string data = Save("test.safetensors", Samples(numbers[..6], numbers[6..]));
        Assert.Equal(reason is null ? null : Start + reason, await SaidOrNullAsync(data));
    }

    [Theory]
    [InlineData("[1099511627776,3]", "Tensor 'inputs': its data_offsets [0, 24] are not the 13194139533312 bytes of F32 [1099511627776, 3].")]
    [InlineData("[4611686018427387904,4611686018427387904]", "Tensor 'inputs': its shape [4611686018427387904, 4611686018427387904] is too large.")]
    [InlineData("[0,3]", "Tensor 'inputs': its data_offsets [0, 24] are not the 0 bytes of F32 [0, 3].")]
    public async Task More_than_there_is(string shape, string problem)
    {
        string header = "{\"inputs\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,24]}}";
        Assert.Equal(Unreadable + problem, await SaidAsync(Save("test.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[24]])));
    }

    [Fact]
    public async Task The_file_of_the_weights()
    {
        Assert.Equal(
            "'net.safetensors' cannot be frozen into 'Net': its TestData, net.safetensors, has no inputs; expected F32 [samples, 3]", await SaidAsync(Weights(), isNamed: false));

        // The project then has the file twice.
        Assert.Equal("'net.safetensors' cannot be frozen into 'Net': its TestData, net.safetensors, has no inputs; expected F32 [samples, 3]", await SaidAsync(Weights()));
    }

    [Theory]
    [InlineData("prüfung 試験 ≤.safetensors")]
    [InlineData("a#b;c,d=e.safetensors")]
    [InlineData("%41'\"$(x)@(y).safetensors")]
    public async Task A_name_of_any_letters(string name)
    {
        Assert.Null(await SaidOrNullAsync(Save(name, Samples([1, 2, 3, 4, 5, 6], [1, 0, 0, 1]))));
        Assert.Equal(
            $"'net.safetensors' cannot be frozen into 'Net': its TestData, {name}, has no inputs; expected F32 [samples, 3]", await SaidAsync(Save(name, Bytes(Tensor.Of("x", [1], [1f])))));
    }

    // A message that stays where the samples do not would be of another file.
    [Fact]
    public async Task The_same_samples_under_another_name()
    {
        byte[] samples = Samples([1, 0, 3, 4, 0, 6], [1, 0, 0, 1]);
        var weights = new BinaryFile(Save("net.safetensors", Bytes(Tensor.Of("layers.0.weight", [3, 2], [1f, 0, 1000, 0, 0, 1]), Tensor.Of("layers.0.bias", [2], new float[2]))));
        foreach (string name in new[] { "one.safetensors", "other.safetensors" })
        {
            string data = Save(name, samples);
            Diagnostic found = Assert.Single(await RunAsync("Relu", new Dictionary<string, string> { ["TestData"] = data, ["Weights"] = "Int8" }, weights, new BinaryFile(data)));
            Assert.Contains($"over the 2 samples of {name} by up to", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Samples(float[] inputs, float[] targets) => Bytes(Tensor.Of("inputs", [2, 3], inputs), Tensor.Of("targets", [2, 2], targets));

    private static byte[] Bytes(params Tensor[] tensors)
    {
        using var stream = new MemoryStream();
        new SafetensorsFile(tensors).Write(stream);
        return stream.ToArray();
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Save(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    private string Weights() => Save("net.safetensors", Bytes(Tensor.Of("layers.0.weight", [3, 2], new float[6]), Tensor.Of("layers.0.bias", [2], new float[2])));

    private async Task<string> SaidAsync(string data, bool isNamed = true) => Assert.IsType<string>(await SaidOrNullAsync(data, isNamed));

    private async Task<string?> SaidOrNullAsync(string data, bool isNamed = true)
    {
        BinaryFile[] files = [new BinaryFile(Weights()), .. isNamed ? [new BinaryFile(data)] : Array.Empty<BinaryFile>()];
        ImmutableArray<Diagnostic> found = await RunAsync("Softmax", new Dictionary<string, string> { ["TestData"] = data }, files);
        return found.Length == 0 ? null : Assert.Single(found).GetMessage(CultureInfo.InvariantCulture);
    }

    private static Task<ImmutableArray<Diagnostic>> RunAsync(string activation, Dictionary<string, string> metadata, params BinaryFile[] files)
    {
        Compilation compilation = Compilations.Of($"""
            using Layerwise;

            [Frozen("net.safetensors")]
            [Layer(3, 2, Activation.{activation})]
            public static partial class Net;
            """);
        var options = new AnalyzerOptions([.. files], new AdditionalFileOptions(metadata));
        return new CompilationWithAnalyzers(compilation, [new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : NoLinux;
    }

    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : NoLinux;
    }
}
